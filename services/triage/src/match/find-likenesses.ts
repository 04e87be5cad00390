import type { Transaction } from '@inquiry/database'
import { compare, type Likeness, type PreparedCase } from '@inquiry/similarity'
import { enterIndex, findCandidates, preparedCases, type IndexedCase } from './case-index.query.ts'

/** Two cases that are alike enough to be told of: the later one, the earlier one, how alike. */
export type Found = { caseId: string; otherId: string; likeness: Likeness }

/** Prepared cases at hand: the newest are the likeliest candidates. */
const atHand = 2_000

/** Finds for new cases the earlier ones about the same matter, and enters the new ones into the index. */
export function createMatcher() {
  const known = new Map<string, PreparedCase>()

  async function fetchMissing(tx: Transaction, caseIds: readonly string[]): Promise<void> {
    const missing = caseIds.filter((id) => !known.has(id))
    for (const [id, prepared] of await preparedCases(tx, missing)) remember(id, prepared)
  }

  function remember(id: string, prepared: PreparedCase): void {
    known.set(id, prepared)
    if (known.size > atHand) known.delete(known.keys().next().value ?? '')
  }

  return async function findLikenesses(tx: Transaction, cases: readonly IndexedCase[]): Promise<Found[]> {
    if (cases.length === 0) return []
    await enterIndex(tx, cases)
    for (const { caseId, prepared } of cases) remember(caseId, prepared)
    const candidates = await findCandidates(tx, cases)
    await fetchMissing(tx, [...new Set([...candidates.values()].flat())])
    return cases.flatMap(({ caseId, prepared }) => {
      const compared = (candidates.get(caseId) ?? []).flatMap((otherId) => {
        const other = known.get(otherId)
        return other ? [{ caseId, otherId, likeness: compare(prepared, other) }] : []
      })
      return compared.filter(({ likeness }) => likeness.kind !== null)
    })
  }
}
