import type { Why } from '@inquiry/schema'
import { ClockError } from './clock-error.ts'
import { lengthOf, ruleOf } from './deadline-profile.ts'
import { dayOf, timeOf } from './local-day.ts'
import { printedReason } from './printed-reason.ts'
import { reckon } from './reckoning.ts'
import type { DueDateRequest, Reckoning } from './reckoning.ts'

export interface DueDate {
  readonly dueAt: string
  readonly why: Why
}

/**
 * When a step is due, and why (annex A12). Local days are those of Asia/Shanghai; the day of the beginning is not
 * counted; `dueAt` is the last second of the last day, or the exact instant for hours. A period in days that ends on a
 * day off moves to the next working day.
 *
 * Pauses: a day that lies wholly or partly inside a suspending pause does not count, and no period ends on one; for
 * hours the time itself is left out. A restarting pause (补正) that begins while the period runs makes it begin anew at
 * the resumption, whose day is not counted; `why.startAt` is then the resumption. A pause that still lasts changes
 * nothing yet: the date is that of the moment it began, and the text says that it will move.
 *
 * Throws `ClockError`: `unknown-step`, `nature-required`, `no-period`, `malformed-time`, `pause-backwards`,
 * `calendar-repeated`.
 */
export function dueDate(request: DueDateRequest): DueDate {
  const { profile, step, nature } = request
  const rule = ruleOf(profile, step)
  const length = lengthOf(rule, nature)
  if (!length) throw new ClockError('no-period', `${profile.id} sets no ${step} period for ${nature}`)
  const reckoning = reckon(request, rule, length)
  return { dueAt: reckoning.dueAt, why: whyOf(request, reckoning) }
}

function whyOf({ profile, step }: DueDateRequest, reckoning: Reckoning): Why {
  const { rule, length, beganAt, ground, period, restart } = reckoning
  const { days } = ground
  const { lastDay, dueDay } = period
  const years = length.unit === 'hour' ? [] : days.yearsBetween(dayOf(ground.startAt) + 1, dueDay)
  return {
    profile: profile.id,
    version: profile.version,
    step,
    basis: rule.basis,
    amount: length.amount,
    unit: length.unit,
    startAt: restart ? timeOf(restart.to) : beganAt,
    calendar: years.flatMap(({ year, version }) => (version === null ? [] : [{ year, version }])),
    counted: period.counted.map((day) => days.dateOf(day)),
    skipped: period.skipped.map(({ day, reason }) => ({ date: days.dateOf(day), reason })),
    moved: dueDay === lastDay ? null : { from: days.dateOf(lastDay), to: days.dateOf(dueDay) },
    provisional: reckoning.provisionalYears.length > 0,
    text: printedReason(reckoning),
  }
}
