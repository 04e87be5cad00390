import type { NatureCode } from '@inquiry/schema'
import type { Calendar } from './calendar.ts'
import { lengthOf } from './deadline-profile.ts'
import type { DeadlineProfile, PeriodUnit } from './deadline-profile.ts'
import { dayOf, dayOfDate, endOfDay, millisecondsOf } from './local-day.ts'
import type { Day } from './local-day.ts'
import { isPaused } from './pauses.ts'
import type { PauseSpan } from './pauses.ts'
import { countPeriod, workingDayFrom } from './period.ts'
import type { Ground } from './period.ts'
import { workingDaysOf } from './working-days.ts'

/**
 * A granted extension: `until` is the new last day (`YYYY-MM-DD`, Asia/Shanghai), `decidedAt` the instant of the
 * decision. Pauses that begin after the decision push the granted day on; without `decidedAt` none is taken to.
 */
export interface Extension {
  readonly until: string
  readonly decidedAt?: string | undefined
}

/**
 * The latest day that may be granted for a period that is due at `dueAt`: the profile's `extend` step counted from
 * there. Null where the profile sets no limit, so that the decision alone holds.
 */
export function latestExtension(
  profile: DeadlineProfile,
  dueAt: string,
  calendars: readonly Calendar[],
  nature?: NatureCode,
): string | null {
  const days = workingDaysOf(calendars)
  const latest = latestDay(profile, { startAt: millisecondsOf(dueAt), days, pauses: [] }, nature)
  return latest === null ? null : days.dateOf(latest)
}

/** What an extension makes of a period: its new end in milliseconds, and whether the grant went beyond the limit. */
export interface ExtendedEnd {
  readonly dueAt: number
  readonly capped: boolean
}

/**
 * The period's end after the extension, or null where it does not lie later: an extension never shortens. A grant beyond
 * the profile's limit holds as far as the limit. `ground` is the period's own, `dueAt` its unextended end.
 */
export function extendedEnd(
  extension: Extension,
  ground: Ground,
  dueAt: number,
  unit: PeriodUnit,
  profile: DeadlineProfile,
  nature: NatureCode | undefined,
): ExtendedEnd | null {
  const decidedAt = extension.decidedAt === undefined ? Infinity : millisecondsOf(extension.decidedAt)
  const later = ground.pauses.filter(({ from }) => from > decidedAt)
  const granted = pushedOn(dayOfDate(extension.until), ground, later, unit)
  const latest = latestDay(profile, { ...ground, startAt: dueAt }, nature)
  const capped = latest !== null && granted > latest
  const end = endOfDay(capped ? latest : granted)
  return end > dueAt ? { dueAt: end, capped } : null
}

function latestDay(profile: DeadlineProfile, ground: Ground, nature: NatureCode | undefined): Day | null {
  const limit = profile.steps.extend && lengthOf(profile.steps.extend, nature)
  return limit ? countPeriod(limit, ground).dueDay : null
}

/** The granted day, later by as many countable days as pauses have taken out of the time up to it since the decision. */
function pushedOn(until: Day, { days, pauses }: Ground, later: readonly PauseSpan[], unit: PeriodUnit): Day {
  const counts = (day: Day): boolean => unit !== 'working-day' || days.isWorkingDay(day)
  let lost = 0
  for (let day = dayOf(later[0]?.from ?? Infinity); day <= until; day += 1) {
    if (counts(day) && isPaused(later, day)) lost += 1
  }
  if (lost === 0) return until
  let end = until
  while (lost > 0) {
    end += 1
    if (counts(end) && !isPaused(pauses, end)) lost -= 1
  }
  return workingDayFrom(end, days, pauses, [])
}
