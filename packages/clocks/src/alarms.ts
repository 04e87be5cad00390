import type { Due, Step } from '@inquiry/schema'
import type { Calendar } from './calendar.ts'
import type { DeadlineProfile } from './deadline-profile.ts'
import { dayOf, millisecondsOf, msPerHour, startOfDay, timeOf } from './local-day.ts'
import { workingDaysOf } from './working-days.ts'

/** An instant at which a clock has to be told of, once: `(kind, step, dueAt)` names it within the case. */
export interface Alarm {
  readonly kind: 'due-soon' | 'overdue'
  readonly step: Step
  readonly at: string
  readonly dueAt: string
}

/** The first instant, in milliseconds, at which what is due is late: the second after. */
export function overdueFrom(dueAt: string): number {
  return millisecondsOf(dueAt) + 1000
}

/**
 * The alarms of a clock in the order of their instants. The warning comes at the first second of the day that lies the
 * profile's number of working days or days before the last one, or when the profile's share of the hours is left; a
 * period too short for that has none.
 */
export function alarmsOf({ step, dueAt, why }: Due, profile: DeadlineProfile, calendars: readonly Calendar[]): Alarm[] {
  const warnAt = dueSoonFrom({ dueAt, why }, profile, calendars)
  const warning: Alarm = { kind: 'due-soon', step, at: timeOf(warnAt), dueAt }
  const overdue: Alarm = { kind: 'overdue', step, at: timeOf(overdueFrom(dueAt)), dueAt }
  return warnAt > millisecondsOf(why.startAt) ? [warning, overdue] : [overdue]
}

function dueSoonFrom(
  { dueAt, why }: Pick<Due, 'dueAt' | 'why'>,
  { dueSoon }: DeadlineProfile,
  calendars: readonly Calendar[],
): number {
  const end = millisecondsOf(dueAt)
  if (why.unit === 'hour') return end - (why.amount * msPerHour * dueSoon.hour.percent) / 100
  if (why.unit === 'day') return startOfDay(dayOf(end) - dueSoon.day.amount)
  const days = workingDaysOf(calendars)
  let day = dayOf(end)
  for (let left = dueSoon['working-day'].amount; left > 0; left -= 1) day = days.workingDayBefore(day)
  return startOfDay(day)
}
