import type { PreparedCase } from '../case-text.ts'

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

/** Every pair that an index finds when the cases arrive in the order of the time they were submitted. */
export function candidatePairs(cases: ReadonlyMap<string, PreparedCase>): [string, string][] {
  const index = new CandidateIndex()
  const arriving = [...cases].toSorted(([, a], [, b]) => a.submittedAt - b.submittedAt)
  return arriving.flatMap(([id, prepared]) => {
    const found = index.candidates(prepared).map((other): [string, string] => [other, id])
    index.add(id, prepared)
    return found
  })
}
