import { readOnce, type StoredEvent } from '@inquiry/case-log'
import { loadCases } from '@inquiry/case-record'
import type { Database } from '@inquiry/database'
import { messageOf } from '@inquiry/lifecycle'
import type { EventType, RecordedEvent } from '@inquiry/schema'
import type { Step } from '@inquiry/work-loop'
import { saveHops } from './case-hop.query.ts'
import { summaryOf } from './case-summary.ts'
import { noteTexts, saveSummaries } from './case-summary.query.ts'

/** The reader that keeps the list of cases. */
export const summaryReader = 'summary'

const batch = 500

/** Events by which nothing that the list shows changes, since a date is late by itself. */
const unseen: ReadonlySet<EventType> = new Set(['case.due-soon', 'case.overdue', 'case.contributed'])

/** One step: the cases of the next events as they are now, and the texts that those events set. */
export function summariseStep(db: Database): Step {
  return () =>
    readOnce(
      db,
      summaryReader,
      batch,
      async (tx, events) => {
        const ids = [...new Set(events.flatMap((event) => (unseen.has(event.type) ? [] : (event.caseId ?? []))))]
        const files = [...(await loadCases(tx, ids)).values()]
        const texts = events.filter(setsText)
        const textPositions = new Map(texts.map((event) => [event.caseId, event.position]))
        await saveSummaries(
          tx,
          files.map(({ state }) => ({ summary: summaryOf(state), textPosition: textPositions.get(state.caseId) })),
        )
        await noteTexts(
          tx,
          [...textPositions].flatMap(([caseId, position]) => (caseId === null ? [] : [{ caseId, position }])),
        )
        await saveHops(
          tx,
          files.map(({ state }) => state),
        )
      },
      { rebuildable: true },
    )
}

function setsText(event: StoredEvent): boolean {
  if (event.type === 'case.submitted') return true
  if (event.type !== 'case.amended') return false
  const message = messageOf(event as unknown as RecordedEvent<'case.amended'>)
  return message?.title !== undefined || message?.content !== undefined
}
