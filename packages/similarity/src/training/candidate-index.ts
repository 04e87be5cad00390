import type { PreparedCase } from '../case-text.ts'
import { pairName } from './gold.ts'

/** How many of the newest cases under each key are looked at, and how many candidates are kept. */
export const newestPerKey = 40
export const candidatesKept = 60

/** The inverted index of {@link candidateKeys} in memory, answering as its lookup query does. */
export class CandidateIndex {
  readonly #byKey = new Map<number, string[]>()

  /** The candidates of a case among those added before, those with most keys in common first, newer before older. */
  candidates(prepared: PreparedCase): string[] {
    const shared = new Map<string, { keys: number; position: number }>()
    for (const key of prepared.indexKeys) {
      const holders = this.#byKey.get(key) ?? []
      for (let at = Math.max(0, holders.length - newestPerKey); at < holders.length; at++) {
        const id = holders[at] as string
        const entry = shared.get(id)
        if (entry === undefined) shared.set(id, { keys: 1, position: shared.size })
        else entry.keys++
      }
    }
    return [...shared]
      .toSorted(([, a], [, b]) => b.keys - a.keys || b.position - a.position)
      .slice(0, candidatesKept)
      .map(([id]) => id)
  }

  add(id: string, prepared: PreparedCase): void {
    for (const key of prepared.indexKeys) {
      const holders = this.#byKey.get(key)
      if (holders === undefined) this.#byKey.set(key, [id])
      else holders.push(id)
    }
  }
}

/** What an index answers when cases arrive in the order in which they were submitted. */
export interface Arrivals {
  /** Ids in the order of arrival, each with its candidates among those before. */
  readonly candidates: ReadonlyMap<string, readonly string[]>
  /** Every pair that was found. */
  readonly pairs: readonly (readonly [string, string])[]
  /** How many candidates of the later of two cases are by its citizen. */
  readonly citizenCases: (a: string, b: string) => number
}

/** Let cases arrive. */
export function arrive(cases: ReadonlyMap<string, PreparedCase>): Arrivals {
  const index = new CandidateIndex()
  const candidates = new Map<string, readonly string[]>()
  const order = new Map<string, number>()
  const citizen = new Map<string, number>()
  for (const [id, prepared] of [...cases].toSorted(([, a], [, b]) => a.submittedAt - b.submittedAt)) {
    const found = index.candidates(prepared)
    order.set(id, order.size)
    candidates.set(id, found)
    citizen.set(id, found.filter((other) => cases.get(other)?.reporterKey === prepared.reporterKey).length)
    index.add(id, prepared)
  }
  const pairs = [...candidates].flatMap(([id, found]) => found.map((other) => [other, id] as const))
  const later = (a: string, b: string): string => ((order.get(a) ?? 0) > (order.get(b) ?? 0) ? a : b)
  return { candidates, pairs, citizenCases: (a, b) => citizen.get(later(a, b)) ?? 0 }
}

/** Pairs without repeats, whichever way round. */
export function distinctPairs(pairs: Iterable<readonly [string, string]>): (readonly [string, string])[] {
  return [...new Map([...pairs].map((pair) => [pairName(...pair), pair])).values()]
}
