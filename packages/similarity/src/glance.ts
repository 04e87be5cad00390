import { candidatePlan, type CandidatePlan } from './candidate-keys.ts'
import type { PreparedCase } from './case-text.ts'
import { shippedLexicon } from './shipped-model.ts'
import { HashSet } from './text/hash-set.ts'
import { pairHashes } from './text/term-vector.ts'
import { telling, type TermTable } from './text/terms.ts'

/** Pairs of characters less telling than this are in nearly every text. */
const pairFloor = 2
/** What the same citizen counts for. */
const citizenWorth = 0.5
/** A title without a telling pair says nothing either way. */
const unknownShare = 0.5

/**
 * Of these, those alike enough to be compared, the most alike first. It is a first look, many times as fast as a
 * comparison: how much of either title stands in the other text, the better one counting twice, and whether the citizen
 * is the same; 0 to 2.
 */
export function alikeAtGlance<T extends { readonly prepared: PreparedCase }>(
  one: PreparedCase,
  others: readonly T[],
  plan: CandidatePlan = candidatePlan,
): T[] {
  const { terms } = shippedLexicon()
  const [ours, theirs] = [new HashSet(), new HashSet()]
  ours.fill(pairsOf(one))
  const glance = ({ prepared }: T): number => {
    theirs.fill(pairsOf(prepared))
    const here = shareFound(one.title, theirs, terms)
    const there = shareFound(prepared.title, ours, terms)
    const isSameCitizen = one.reporterKey !== null && one.reporterKey === prepared.reporterKey
    return (here + there + Math.max(here, there)) / 2 + (isSameCitizen ? citizenWorth : 0)
  }
  return others
    .map((other) => ({ other, alike: glance(other) }))
    .filter(({ alike }) => alike >= plan.glance)
    .toSorted((a, b) => b.alike - a.alike)
    .slice(0, plan.compared)
    .map(({ other }) => other)
}

/** The pairs of neighbouring characters of a case. */
function pairsOf({ title, content }: PreparedCase): Int32Array {
  return pairHashes(`${title}\n${content}`)
}

/** Share of the rarities of a title's telling pairs that stand in a text. */
function shareFound(title: string, text: HashSet, terms: TermTable): number {
  const pairs = pairHashes(title)
  let rarity = 0
  let found = 0
  for (let at = 0; at < pairs.length; at++) {
    const pair = pairs[at] as number
    const worth = telling(terms, pair)
    if (worth < pairFloor) continue
    rarity += worth
    if (text.has(pair)) found += worth
  }
  return rarity === 0 ? unknownShare : found / rarity
}
