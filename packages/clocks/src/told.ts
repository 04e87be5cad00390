import { DayNames, runsOf } from './day-runs.ts'
import type { DayRun } from './day-runs.ts'
import { msPerHour, wallTimeOf } from './local-day.ts'
import type { Day } from './local-day.ts'
import type { SkippedDay } from './period.ts'
import type { Reckoning } from './reckoning.ts'

/** A reckoning with its days gathered into runs, the same for both languages. */
export interface Told {
  readonly reckoning: Reckoning
  readonly names: DayNames
  /** Wall-clock times in Asia/Shanghai, `YYYY-MM-DD HH:mm`. */
  readonly began: string
  readonly ends: string
  readonly holidays: readonly DayRun[]
  readonly paused: readonly DayRun[]
  readonly weekends: boolean
  /** How long hours stood still, in minutes; 0 for other periods. */
  readonly minutesPaused: number
  readonly counted: readonly DayRun[]
  /** The counted or final days that are make-up working days. */
  readonly makeUps: readonly Day[]
}

/** Gathers what both languages tell. */
export function tell(reckoning: Reckoning): Told {
  const { length, ground, period } = reckoning
  const stopped = length.unit === 'hour' ? period.dueAt - ground.startAt - length.amount * msPerHour : 0
  const began = wallTimeOf(reckoning.beganAt)
  const weighed = length.unit === 'day' ? [period.dueDay] : period.counted
  return {
    reckoning,
    names: new DayNames(ground.days, began.slice(0, 4)),
    began,
    ends: wallTimeOf(reckoning.dueAt),
    holidays: skippedFor(period.skipped, 'holiday'),
    paused: skippedFor(period.skipped, 'paused'),
    weekends: period.skipped.some(({ reason }) => reason === 'weekend'),
    minutesPaused: Math.floor(stopped / 60_000),
    counted: length.unit === 'working-day' ? runsOf(period.counted) : [],
    makeUps: weighed.filter((day) => ground.days.kindOf(day) === 'make-up'),
  }
}

function skippedFor(skipped: readonly SkippedDay[], wanted: SkippedDay['reason']): DayRun[] {
  return runsOf(skipped.flatMap(({ day, reason }) => (reason === wanted ? [day] : [])))
}
