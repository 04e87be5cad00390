import { advanceHistory, entriesOfCase, type CaseHistory, type Entry, type Formula } from '@inquiry/assessment'
import { eventsOfCase, recordedEvent } from '@inquiry/case-log'
import type { Transaction } from '@inquiry/database'
import type { ProblemCause } from '@inquiry/problems'
import { CaseId } from '@inquiry/schema'

/** Cases that an objection or exclusion names, as a figure would have to count them. */
export type NamedCases = {
  formula: Formula
  month: string
  nodeId: string | undefined
  indicator: string | undefined
  caseIds: readonly string[]
}

/** Where a case stands in a body: alone, or as one of several. */
export function pointerToCase(given: { caseId?: string | undefined }): (index: number) => string {
  return (index) => (given.caseId === undefined ? `/caseIds/${index}` : '/caseId')
}

/**
 * Why the cases cannot be contested or left out: one of them is not counted where it is said to be. It is looked up in
 * the log itself, and a case that does not exist is told no differently from one that counts elsewhere.
 */
export async function notCounted(
  tx: Transaction,
  { formula, month, nodeId, indicator, caseIds }: NamedCases,
  pointerOf: (index: number) => string,
): Promise<ProblemCause | undefined> {
  for (const [index, caseId] of caseIds.entries()) {
    const entries = await entriesNow(tx, caseId, formula)
    const isCounted = entries.some(
      (entry) =>
        entry.month === month &&
        (nodeId === undefined || entry.node === nodeId) &&
        (indicator === undefined || entry.indicator === indicator),
    )
    if (!isCounted)
      return {
        slug: 'invalid-body',
        detail: { zh: `案件 ${caseId} 未计入该项考核。`, en: `The case ${caseId} is not counted there.` },
        errors: [
          {
            pointer: pointerOf(index),
            rule: 'counted',
            message: `${month} ${nodeId ?? '*'} ${indicator ?? '*'}`,
          },
        ],
      }
  }
  return undefined
}

async function entriesNow(tx: Transaction, caseId: string, formula: Formula): Promise<Entry[]> {
  if (!CaseId.safeParse(caseId).success) return []
  const events = (await eventsOfCase(tx, caseId)).map(recordedEvent)
  const history = events.reduce<CaseHistory | undefined>((before, event) => advanceHistory(before, event), undefined)
  return history ? entriesOfCase(history, [formula]) : []
}
