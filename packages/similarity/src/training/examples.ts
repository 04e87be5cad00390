import { pairName, type Gold } from './gold.ts'

/** A pair with its outcome; the weight says how much it counts when a model is fitted. */
export interface PairExample {
  readonly a: string
  readonly b: string
  /** 1 when one answer would serve both. */
  readonly same: 0 | 1
  /** 1 when they are one matter or related, null when nobody judged that. */
  readonly related: 0 | 1 | null
  readonly weight: number
}

/** A judged pair was read with care; a pair of two clusters was merely not put together. */
const judgedWeight = 3
const confidenceWeight = { high: 1, medium: 0.7, low: 0.4 } as const

/**
 * The pairs to learn from: judged ones; those inside a cluster, of which a cluster of n rows counts as n; those across
 * the sets of a must-not-merge group; and the candidates in no common cluster.
 * Pairs touching an undecided or optional row weigh nothing unless judged.
 */
export function pairExamples(gold: Gold, candidates: Iterable<readonly [string, string]>): PairExample[] {
  const examples = new Map<string, PairExample>()
  const add = (example: PairExample): void => {
    const name = pairName(example.a, example.b)
    if (!examples.has(name)) examples.set(name, example)
  }
  for (const { a, b, label, confidence } of gold.pairs) {
    const weight = judgedWeight * confidenceWeight[confidence]
    add({ a, b, same: label === 'duplicate' ? 1 : 0, related: label === 'different' ? 0 : 1, weight })
  }
  for (const { ids } of gold.clusters) {
    for (const [a, b] of pairsOf(ids)) add({ a, b, same: 1, related: 1, weight: 2 / (ids.length - 1) })
  }
  for (const { sets } of gold.mustNotMerge) {
    const across = acrossSets(sets)
    for (const [a, b] of across) add({ a, b, same: 0, related: null, weight: 1 })
  }
  const open = undecided(gold)
  for (const [a, b] of candidates) {
    add({ a, b, same: 0, related: null, weight: open.has(a) || open.has(b) ? 0 : 1 })
  }
  return [...examples.values()]
}

/** Every unordered pair of a list. */
export function pairsOf(ids: readonly string[]): [string, string][] {
  return ids.flatMap((a, at) => ids.slice(at + 1).map((b): [string, string] => [a, b]))
}

function acrossSets(sets: readonly (readonly string[])[]): [string, string][] {
  return sets.flatMap((set, at) =>
    sets.slice(at + 1).flatMap((other) => set.flatMap((a) => other.map((b): [string, string] => [a, b]))),
  )
}

function undecided({ clusters, uncertain }: Gold): Set<string> {
  const decided = new Set(clusters.flatMap(({ ids }) => ids))
  const open = [...clusters.flatMap(({ optional }) => optional ?? []), ...uncertain.flatMap(({ ids }) => ids)]
  return new Set(open.filter((id) => !decided.has(id)))
}
