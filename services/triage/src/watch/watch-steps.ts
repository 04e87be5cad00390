import type { Step } from '@inquiry/work-loop'
import { actByRulesStep, ruleReader } from './act-by-rules.worker.ts'
import { noteVolumesStep, volumeReader } from './note-volumes.worker.ts'
import { recounterName, recountDatesStep } from './recount-dates.worker.ts'
import { resetAlarmsStep, resetterName } from './reset-alarms.worker.ts'
import { ringAlarmsStep, ringerName, type WatchOptions } from './ring-alarms.worker.ts'
import { alarmReader, setAlarmsStep } from './set-alarms.worker.ts'
import { gapTellerName, tellGapsStep } from './tell-gaps.worker.ts'
import { quietTellerName, tellQuietStep } from './tell-quiet.worker.ts'

/** What watches by following the log. */
export function watchingReaders(options: WatchOptions): Record<string, Step> {
  return {
    [alarmReader]: setAlarmsStep(options.db, options.calendars),
    [ruleReader]: actByRulesStep(options),
    [volumeReader]: noteVolumesStep(options.db),
  }
}

/** What watches by the hub's clock, whether or not anything is recorded meanwhile. */
export function watchingClocks(options: WatchOptions): Record<string, Step> {
  return {
    [ringerName]: ringAlarmsStep(options),
    [recounterName]: recountDatesStep(options),
    [resetterName]: resetAlarmsStep(options),
    [gapTellerName]: tellGapsStep(options),
    [quietTellerName]: tellQuietStep(options),
  }
}
