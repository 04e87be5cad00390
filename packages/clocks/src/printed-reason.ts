import { chineseReason } from './chinese-reason.ts'
import { DayNames, runsOf } from './day-runs.ts'
import type { DayRun } from './day-runs.ts'
import type { Reckoning } from './due-date.ts'
import { englishReason } from './english-reason.ts'
import { wallTimeOf } from './local-day.ts'
import type { Day } from './local-day.ts'
import type { SkippedDay } from './period.ts'

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
  readonly counted: readonly DayRun[]
  /** The counted or final days that are make-up working days. */
  readonly makeUps: readonly Day[]
}

/** The reason of a due date in one line of Chinese and one of English, for officials and citizens to check by hand. */
export function printedReason(reckoning: Reckoning): { zh: string; en: string } {
  const told = tell(reckoning)
  return { zh: chineseReason(told), en: englishReason(told) }
}

function tell(reckoning: Reckoning): Told {
  const { rule, receivedAt, ground, period } = reckoning
  const began = wallTimeOf(receivedAt)
  const weighed = rule.unit === 'day' ? [period.dueDay] : period.counted
  return {
    reckoning,
    names: new DayNames(ground.days, began.slice(0, 4)),
    began,
    ends: wallTimeOf(reckoning.dueAt),
    holidays: skippedFor(period.skipped, 'holiday'),
    paused: skippedFor(period.skipped, 'paused'),
    weekends: period.skipped.some(({ reason }) => reason === 'weekend'),
    counted: rule.unit === 'working-day' ? runsOf(period.counted) : [],
    makeUps: weighed.filter((day) => ground.days.kindOf(day) === 'make-up'),
  }
}

function skippedFor(skipped: readonly SkippedDay[], wanted: SkippedDay['reason']): DayRun[] {
  return runsOf(skipped.flatMap(({ day, reason }) => (reason === wanted ? [day] : [])))
}
