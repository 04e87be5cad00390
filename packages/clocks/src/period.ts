import type { Length, PeriodUnit } from './deadline-profile.ts'
import { dayOf, endOfDay, msPerHour } from './local-day.ts'
import type { Day } from './local-day.ts'
import { isPaused } from './pauses.ts'
import type { PauseSpan } from './pauses.ts'
import type { WorkingDays } from './working-days.ts'

/** A day that did not count, or that the end was moved over, and why. */
export interface SkippedDay {
  readonly day: Day
  readonly reason: 'weekend' | 'holiday' | 'paused'
}

/**
 * A period counted out. `counted` holds every working day of a working-day period, the first and the last day of a
 * period in days, and nothing for hours. `lastDay` is the day that the count ends on and `dueDay` the day that the
 * period ends on, later where the last day is a day off. `dueAt` is in milliseconds: the last second of the due day, or
 * the exact instant for hours. `consulted` is the first day whose place in the calendar had a say, or null for none.
 */
export interface Period {
  readonly counted: readonly Day[]
  readonly skipped: readonly SkippedDay[]
  readonly lastDay: Day
  readonly dueDay: Day
  readonly dueAt: number
  readonly consulted: Day | null
}

/** What a period is counted against: its beginning in milliseconds, the calendar, and the pauses that are over. */
export interface Ground {
  readonly startAt: number
  readonly days: WorkingDays
  readonly pauses: readonly PauseSpan[]
}

const counters: Record<PeriodUnit, (length: Length, ground: Ground) => Period> = {
  'working-day': countWorkingDays,
  day: countDays,
  hour: countHours,
}

/** Counts the period out from its beginning; the day of the beginning is not counted (次日起算), an hour is. */
export function countPeriod(length: Length, ground: Ground): Period {
  return counters[length.unit](length, ground)
}

/** Only working days without a pause in them count; the period ends with the last of them. */
function countWorkingDays({ amount }: Length, { startAt, days, pauses }: Ground): Period {
  const counted: Day[] = []
  const skipped: SkippedDay[] = []
  let day = dayOf(startAt)
  while (counted.length < amount) {
    day += 1
    const kind = days.kindOf(day)
    if (kind === 'weekend' || kind === 'holiday') skipped.push({ day, reason: kind })
    else if (isPaused(pauses, day)) skipped.push({ day, reason: 'paused' })
    else counted.push(day)
  }
  return { counted, skipped, lastDay: day, dueDay: day, dueAt: endOfDay(day), consulted: dayOf(startAt) + 1 }
}

/** Every day without a pause in it counts. An end on a day off moves to the next working day, never back. */
function countDays({ amount, endRule }: Length, { startAt, days, pauses }: Ground): Period {
  const skipped: SkippedDay[] = []
  let first: Day | undefined
  let last = dayOf(startAt)
  for (let left = amount; left > 0;) {
    last += 1
    if (isPaused(pauses, last)) {
      skipped.push({ day: last, reason: 'paused' })
    } else {
      first ??= last
      left -= 1
    }
  }
  const isExact = endRule === 'exact'
  const dueDay = isExact ? last : workingDayFrom(last, days, pauses, skipped)
  const counted = [first ?? last, last]
  return { counted, skipped, lastDay: last, dueDay, dueAt: endOfDay(dueDay), consulted: isExact ? null : last }
}

/** The day itself if it is a working day without a pause, else the next such day; notes the days passed over. */
export function workingDayFrom(from: Day, days: WorkingDays, pauses: readonly PauseSpan[], skipped: SkippedDay[]): Day {
  for (let day = from; ; day += 1) {
    const kind = days.kindOf(day)
    if (kind === 'weekend' || kind === 'holiday') skipped.push({ day, reason: kind })
    else if (isPaused(pauses, day)) skipped.push({ day, reason: 'paused' })
    else return day
  }
}

/** Hours run day and night; the time of a pause is added to the millisecond. Expects the pauses in order. */
function countHours({ amount }: Length, { startAt, pauses }: Ground): Period {
  let dueAt = startAt + amount * msPerHour
  let reached = startAt
  for (const { from, to } of pauses) {
    if (from > dueAt) break
    const stopped = Math.max(from, reached)
    if (to > stopped) {
      dueAt += to - stopped
      reached = to
    }
  }
  const day = dayOf(dueAt)
  return { counted: [], skipped: [], lastDay: day, dueDay: day, dueAt, consulted: null }
}
