import { loadCases, rulesInForce } from '@inquiry/case-record'
import type { Step } from '@inquiry/work-loop'
import { setAlarms, takeResets } from './alarms.query.ts'
import { alarmsOfCase } from './case-alarms.ts'
import type { WatchOptions } from './ring-alarms.worker.ts'

/** The name under which the resetting is reported. */
export const resetterName = 'reset-alarms'

const batch = 500

/** One step: cases whose alarms must be set anew, because the rules have changed, get them. */
export function resetAlarmsStep({ db, calendars }: WatchOptions): Step {
  return () =>
    db.transaction().execute(async (tx) => {
      const caseIds = await takeResets(tx, batch)
      if (caseIds.length === 0) return 0
      const { rules } = await rulesInForce(tx)
      const files = [...(await loadCases(tx, caseIds)).values()]
      await setAlarms(
        tx,
        caseIds,
        files.flatMap(({ state }) => alarmsOfCase(state, rules, calendars())),
      )
      return caseIds.length
    })
}
