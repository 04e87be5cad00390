import { readOnce } from '@inquiry/case-log'
import { loadCases, rulesInForce } from '@inquiry/case-record'
import type { Calendar } from '@inquiry/clocks'
import type { Database } from '@inquiry/database'
import type { EventType } from '@inquiry/schema'
import type { Step } from '@inquiry/work-loop'
import { setAlarms } from './alarms.query.ts'
import { alarmsOfCase } from './case-alarms.ts'

/** The reader that knows when each case must be looked at again. */
export const alarmReader = 'alarms'

const batch = 250

/** Events that begin, move or end a clock, or that an order or its answer is. */
const setting: readonly EventType[] = [
  'case.assigned',
  'case.designated',
  'case.accepted',
  'case.declined',
  'case.returned',
  'case.paused',
  'case.resumed',
  'case.extended',
  'case.replied',
  'case.review-requested',
  'case.reviewed',
  'case.reopened',
  'case.withdrawn',
  'case.merged',
  'case.split',
  'case.due-changed',
  'supervision.issued',
  'supervision.answered',
  'supervision.lifted',
]

/** One step: the cases whose clocks the next events touch get their alarms anew, in one transaction with the cursor. */
export function setAlarmsStep(db: Database, calendars: () => readonly Calendar[]): Step {
  return () =>
    readOnce(
      db,
      alarmReader,
      batch,
      async (tx, events) => {
        const ids = [...new Set(events.flatMap((event) => event.caseId ?? []))]
        const { rules } = await rulesInForce(tx)
        const files = [...(await loadCases(tx, ids)).values()]
        await setAlarms(
          tx,
          ids,
          files.flatMap(({ state }) => alarmsOfCase(state, rules, calendars())),
        )
      },
      { rebuildable: true, types: setting },
    )
}
