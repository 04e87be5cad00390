import { appendIn, type LogHead } from '@inquiry/case-log'
import { contextAt, loadCases, saveCases, settle } from '@inquiry/case-record'
import type { Transaction } from '@inquiry/database'
import type { Step as ClockStep } from '@inquiry/schema'
import type { Step } from '@inquiry/work-loop'
import { takeRecounts, type TakenAlarm } from './alarms.query.ts'
import type { WatchOptions } from './ring-alarms.worker.ts'

/** The name under which the recounting is reported. */
export const recounterName = 'recount'

const batch = 500

/** One step: dates that waited for a calendar which has come are computed again; those that move become `case.due-changed`. */
export function recountDatesStep({ db, calendars, ...log }: WatchOptions): Step {
  return () =>
    db.transaction().execute(async (tx) => {
      const years = calendars().map(({ year }) => year)
      const waiting = await takeRecounts(tx, years, batch)
      if (waiting.length > 0)
        await appendIn(tx, log, (head) => recount(tx, head, waiting, { calendars, hubId: log.hubId }))
      return waiting.length
    })
}

async function recount(
  tx: Transaction,
  head: LogHead,
  waiting: readonly TakenAlarm[],
  { calendars, hubId }: Pick<WatchOptions, 'calendars' | 'hubId'>,
): Promise<void> {
  const files = await loadCases(tx, [...new Set(waiting.map(({ caseId }) => caseId))])
  const context = contextAt(head, hubId, () => true, calendars())
  const moved = new Set<string>()
  for (const { caseId, step } of waiting) {
    const file = files.get(caseId)
    const due = file && context.dueFor(file.state, step as ClockStep)
    const settled = due && settle(head, file.state, { kind: 'change-due', due }, context)
    if (!settled?.ok) continue
    files.set(caseId, { ...file, state: settled.state } as typeof file & object)
    moved.add(caseId)
  }
  await saveCases(
    tx,
    [...files.values()].filter(({ state }) => moved.has(state.caseId)),
  )
}
