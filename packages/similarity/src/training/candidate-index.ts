import { candidatePlan, citizenShared, keyShared, type CandidatePlan } from '../candidate-keys.ts'
import type { PreparedCase } from '../case-text.ts'
import { alikeAtGlance } from '../glance.ts'
import { pairName } from './gold.ts'

/** More candidates than triage compares: what is learnt from must hold more than what is asked. */
export const widePlan: CandidatePlan = { newestPerKey: 40, lookedAt: 60, least: 0, glance: 0, compared: 60 }

/** The inverted index of {@link candidateKeys} in memory, answering as triage's does. */
export class CandidateIndex {
  readonly #byKey = new Map<number, string[]>()
  readonly #positions = new Map<string, number>()
  readonly #plan: CandidatePlan

  constructor(plan: CandidatePlan) {
    this.#plan = plan
  }

  /**
   * The candidates of a case among those added before, those that share most first, newer before older; and how many of
   * the newest are by its citizen.
   */
  candidates({ indexKeys, reporterKey }: PreparedCase): { found: string[]; citizenCases: number } {
    const { newestPerKey, lookedAt, least } = this.#plan
    const shared = new Map<string, number>()
    let citizenCases = 0
    for (const [at, key] of indexKeys.entries()) {
      const newest = this.#byKey.get(key)?.slice(-newestPerKey) ?? []
      const isCitizen = at === 0 && reporterKey !== null
      const worth = isCitizen ? citizenShared : keyShared(newest.length, this.#plan)
      if (isCitizen) citizenCases = newest.length
      for (const id of newest) shared.set(id, (shared.get(id) ?? 0) + worth)
    }
    const found = [...shared]
      .filter(([, worth]) => worth >= least)
      .toSorted(([a, left], [b, right]) => right - left || this.#position(b) - this.#position(a))
      .slice(0, lookedAt)
      .map(([id]) => id)
    return { found, citizenCases }
  }

  add(id: string, prepared: PreparedCase): void {
    this.#positions.set(id, this.#positions.size)
    for (const key of prepared.indexKeys) {
      const holders = this.#byKey.get(key)
      if (holders === undefined) this.#byKey.set(key, [id])
      else holders.push(id)
    }
  }

  #position(id: string): number {
    return this.#positions.get(id) ?? 0
  }
}

/** What an index answers when cases arrive in the order in which they were submitted. */
export interface Arrivals {
  /** Ids in the order of arrival, each with its candidates among those before. */
  readonly candidates: ReadonlyMap<string, readonly string[]>
  /** Every pair that was found. */
  readonly pairs: readonly (readonly [string, string])[]
  /** How many of the newest cases before the later of two are by its citizen. */
  readonly citizenCases: (a: string, b: string) => number
}

/** Let cases arrive. */
export function arrive(cases: ReadonlyMap<string, PreparedCase>, plan = candidatePlan): Arrivals {
  const index = new CandidateIndex(plan)
  const candidates = new Map<string, readonly string[]>()
  const order = new Map<string, number>()
  const citizen = new Map<string, number>()
  for (const [id, prepared] of [...cases].toSorted(([, a], [, b]) => a.submittedAt - b.submittedAt)) {
    const asked = index.candidates(prepared)
    const others = asked.found.map((other) => ({ other, prepared: cases.get(other) as PreparedCase }))
    const found = alikeAtGlance(prepared, others, plan).map(({ other }) => other)
    order.set(id, order.size)
    candidates.set(id, found)
    citizen.set(id, asked.citizenCases)
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
