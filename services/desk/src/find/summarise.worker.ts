import { readOnce, type StoredEvent } from '@inquiry/case-log'
import { loadCases } from '@inquiry/case-record'
import type { Database } from '@inquiry/database'
import { messageOf } from '@inquiry/lifecycle'
import { eventTypeNames, type EventType, type RecordedEvent } from '@inquiry/schema'
import type { Step } from '@inquiry/work-loop'
import { saveHops } from './case-hop.query.ts'
import { summaryOf } from './case-summary.ts'
import { noteTexts, saveSummaries } from './case-summary.query.ts'

/** The reader that keeps the list of cases. */
export const summaryReader = 'summary'

const batch = 250

/** Events by which nothing that the list shows changes, since a date is late by itself. */
const unseen: ReadonlySet<EventType> = new Set(['case.due-soon', 'case.overdue', 'case.contributed'])
const types = eventTypeNames.filter((type) => type.startsWith('case.') && !unseen.has(type))

/** One step: the cases of the next events as they are now, and the texts that those events set. */
export function summariseStep(db: Database): Step {
  return () =>
    readOnce(
      db,
      summaryReader,
      batch,
      async (tx, events) => {
        const ids = [...new Set(events.flatMap((event) => event.caseId ?? []))]
        const files = await loadCases(tx, ids)
        const states = [...files.values()].map((file) => file.state).filter((state) => !state.probe)
        const texts = new Map(
          events.flatMap((event) =>
            setsText(event) && event.caseId !== null && !files.get(event.caseId)?.state.probe
              ? [[event.caseId, event.position]]
              : [],
          ),
        )
        await saveSummaries(
          tx,
          states.map((state) => ({ summary: summaryOf(state), textPosition: texts.get(state.caseId) })),
        )
        await noteTexts(
          tx,
          [...texts].map(([caseId, position]) => ({ caseId, position })),
        )
        await saveHops(tx, states)
      },
      { rebuildable: true, types },
    )
}

function setsText(event: StoredEvent): boolean {
  if (event.type === 'case.submitted') return true
  if (event.type !== 'case.amended') return false
  const message = messageOf(event as unknown as RecordedEvent<'case.amended'>)
  return message?.title !== undefined || message?.content !== undefined
}
