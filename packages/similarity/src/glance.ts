import type { PreparedCase } from './case-text.ts'
import type { Lexicon } from './lexicon.ts'
import { shippedLexicon } from './shipped-model.ts'
import { hashUnits } from './text/hash.ts'
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
  const [left, right] = [lettersOf(a), lettersOf(b)]
  const one = shareFound(left.title, right.whole, terms)
  const other = shareFound(right.title, left.whole, terms)
  const isSameCitizen = a.reporterKey !== null && a.reporterKey === b.reporterKey
  return (one + other + Math.max(one, other)) / 2 + (isSameCitizen ? citizenWorth : 0)
}

/** Share of a title's rarities that stand in a text. */
function shareFound(title: string, whole: string, terms: TermTable): number {
  let all = 0
  let found = 0
  for (let at = 0; at + 1 < title.length; at++) {
    const rarity = telling(terms, hashUnits(title, at, 2))
    if (rarity < pairFloor) continue
    all += rarity
    if (whole.includes(title.slice(at, at + 2))) found += rarity
  }
  return all === 0 ? unknownShare : found / all
}

/** A case's title, and all it says, without the spaces between words. */
type Letters = { readonly title: string; readonly whole: string }

function lettersOf(prepared: PreparedCase): Letters {
  const known = letters.get(prepared)
  if (known !== undefined) return known
  const title = prepared.title.replaceAll(' ', '')
  const made = { title, whole: `${title}\n${prepared.content.replaceAll(' ', '')}` }
  letters.set(prepared, made)
  return made
}

const letters = new WeakMap<PreparedCase, Letters>()
