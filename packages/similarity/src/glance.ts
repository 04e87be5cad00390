import { candidatePlan, type CandidatePlan } from './candidate-keys.ts'
import type { PreparedCase } from './case-text.ts'
import type { Lexicon } from './lexicon.ts'
import { shippedLexicon } from './shipped-model.ts'
import { pairHashes } from './text/term-vector.ts'
import { telling, type TermTable } from './text/terms.ts'

/** Pairs of characters less telling than this are in nearly every text. */
const pairFloor = 2
/** What the same citizen counts for. */
const citizenWorth = 0.5
/** A title without a telling pair says nothing either way. */
const unknownShare = 0.5

/**
 * A first look at two cases, ten times as fast as a comparison: how much of either title stands in the other text, the
 * better one counting twice, and whether the citizen is the same. 0 to 2; whom it finds unlike need not be compared.
 */
export function glance(a: PreparedCase, b: PreparedCase, { terms }: Lexicon = shippedLexicon()): number {
  const [left, right] = [lettersOf(a, terms), lettersOf(b, terms)]
  const one = shareFound(left, right)
  const other = shareFound(right, left)
  const isSameCitizen = a.reporterKey !== null && a.reporterKey === b.reporterKey
  return (one + other + Math.max(one, other)) / 2 + (isSameCitizen ? citizenWorth : 0)
}

/** Of these, those alike enough to be compared, the most alike first. */
export function alikeAtGlance<T extends { readonly prepared: PreparedCase }>(
  one: PreparedCase,
  others: readonly T[],
  plan: CandidatePlan = candidatePlan,
): T[] {
  return others
    .map((other) => ({ other, alike: glance(one, other.prepared) }))
    .filter(({ alike }) => alike >= plan.glance)
    .toSorted((a, b) => b.alike - a.alike)
    .slice(0, plan.compared)
    .map(({ other }) => other)
}

/** Share of a title's rarities that stand in a text. */
function shareFound({ pairs, rarities, rarity }: Letters, { whole }: Letters): number {
  let found = 0
  for (let at = 0; at < pairs.length; at++) if (whole.has(pairs[at] as number)) found += rarities[at] as number
  return rarity === 0 ? unknownShare : found / rarity
}

/** The telling pairs of characters in a case's title with their rarities, the sum of these, and all the case's pairs. */
interface Letters {
  readonly terms: TermTable
  readonly pairs: readonly number[]
  readonly rarities: readonly number[]
  readonly rarity: number
  readonly whole: ReadonlySet<number>
}

function lettersOf(prepared: PreparedCase, terms: TermTable): Letters {
  const known = letters.get(prepared)
  if (known?.terms === terms) return known
  const title = prepared.title.replaceAll(' ', '')
  const pairs = [...pairHashes(title)].filter((pair) => telling(terms, pair) >= pairFloor)
  const rarities = pairs.map((pair) => telling(terms, pair))
  const rarity = rarities.reduce((sum, one) => sum + one, 0)
  const whole = new Set(pairHashes(`${title}\n${prepared.content.replaceAll(' ', '')}`))
  const made = { terms, pairs, rarities, rarity, whole }
  letters.set(prepared, made)
  return made
}

const letters = new WeakMap<PreparedCase, Letters>()
