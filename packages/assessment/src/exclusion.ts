import type { Entry } from './entry.ts'
import type { PublicEvent } from './public-event.ts'

/** Cases that a coordinator has left out of a month (剔除): of one node's figures or all, of one indicator or all. */
export type Exclusion = {
  id: string
  month: string
  node: string | null
  indicator: string | null
  cases: readonly string[]
}

/** The exclusions in force after an event, in the order in which they were made. */
export function advanceExclusions(exclusions: readonly Exclusion[], event: PublicEvent): readonly Exclusion[] {
  if (event.type === 'assessment.cases-excluded') {
    const { exclusionId: id, month, node = null, indicator = null, cases } = event.data
    return [...exclusions, { id, month, node, indicator, cases }]
  }
  if (event.type !== 'assessment.cases-readmitted') return exclusions
  return exclusions.filter(({ id }) => id !== event.data.exclusionId)
}

/** Whether the exclusion concerns the entry. */
export function excludes({ month, node, indicator, cases }: Exclusion, entry: Entry): boolean {
  return (
    month === entry.month &&
    (node === null || node === entry.node) &&
    (indicator === null || indicator === entry.indicator) &&
    entry.caseId !== null &&
    cases.includes(entry.caseId)
  )
}
