import type { NatureCode, Step, Why } from '@inquiry/schema'
import type { Calendar } from './calendar.ts'
import { ClockError } from './clock-error.ts'
import { amountOf, ruleOf } from './deadline-profile.ts'
import type { DeadlineProfile, StepRule } from './deadline-profile.ts'
import { extendedEnd } from './extension.ts'
import type { ExtendedEnd, Extension } from './extension.ts'
import { dayOf, millisecondsOf, timeOf } from './local-day.ts'
import { spansOf } from './pauses.ts'
import type { Pause, PauseSpan } from './pauses.ts'
import { countPeriod } from './period.ts'
import type { Ground, Period } from './period.ts'
import { printedReason } from './printed-reason.ts'
import { workingDaysOf } from './working-days.ts'
import type { WorkingDays, YearOfDays } from './working-days.ts'

/** What a due date is asked for. `nature` is needed where the step's length depends on it. */
export interface DueDateRequest {
  readonly profile: DeadlineProfile
  readonly step: Step
  readonly nature?: NatureCode | undefined
  /** When the period began: the hub's recording that the step's `startRule` names. */
  readonly startAt: string
  readonly pauses?: readonly Pause[] | undefined
  readonly extension?: Extension | undefined
  /** One for each published year; kept by identity, so pass the same list again and do not change it. */
  readonly calendars: readonly Calendar[]
}

export interface DueDate {
  readonly dueAt: string
  readonly why: Why
}

/** A period as it came out, with everything the printed reason tells. `restart` is the pause it was counted anew from. */
export interface Reckoning {
  readonly rule: StepRule
  readonly amount: number
  readonly nature: NatureCode | undefined
  readonly receivedAt: number
  readonly ground: Ground
  readonly period: Period
  readonly restart: PauseSpan | null
  readonly openSince: number | null
  readonly extended: ExtendedEnd | null
  readonly dueAt: number
  readonly provisionalYears: readonly number[]
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
  const amount = amountOf(rule, nature)
  if (amount === null) throw new ClockError('no-period', `${profile.id} sets no ${step} period for ${nature}`)
  const reckoning = reckon(request, rule, amount)
  const dueAt = timeOf(reckoning.dueAt)
  return { dueAt, why: whyOf(request, reckoning) }
}

function reckon(request: DueDateRequest, rule: StepRule, amount: number): Reckoning {
  const { profile, nature, extension } = request
  const receivedAt = millisecondsOf(request.startAt)
  const days = workingDaysOf(request.calendars)
  const spans = spansOf(request.pauses ?? [])
  const over = spans.filter(({ to }) => to !== Infinity)
  const pauses = over.filter(({ effect }) => effect === 'suspend')

  let restart: PauseSpan | null = null
  for (;;) {
    const ground: Ground = { startAt: restart?.to ?? receivedAt, days, pauses }
    const period = countPeriod(amount, rule.unit, ground)
    const extended = extension ? extendedEnd(extension, ground, period.dueAt, rule.unit, profile, nature) : null
    const dueAt = extended?.dueAt ?? period.dueAt
    const next = over.find(({ from, to, effect }) => effect === 'restart' && to > ground.startAt && from <= dueAt)
    if (next) {
      restart = next
      continue
    }
    const openSince = spans.find(({ from, to }) => to === Infinity && from <= dueAt)?.from ?? null
    const provisionalYears = unpublishedYears(days, period)
    return { rule, amount, nature, receivedAt, ground, period, restart, openSince, extended, dueAt, provisionalYears }
  }
}

/** The years without a calendar that had a say in where the period ends. */
function unpublishedYears(days: WorkingDays, { consulted, dueDay }: Period): number[] {
  if (consulted === null) return []
  return yearsBetween(days, consulted, dueDay).flatMap(({ year, version }) => (version === null ? [year] : []))
}

function yearsBetween(days: WorkingDays, first: number, last: number): YearOfDays[] {
  const years: YearOfDays[] = []
  for (let day = first; day <= last;) {
    const year = days.yearOf(day)
    years.push(year)
    day = year.firstDay + year.length
  }
  return years
}

function whyOf({ profile, step }: DueDateRequest, reckoning: Reckoning): Why {
  const { rule, amount, ground, period } = reckoning
  const { days } = ground
  const { lastDay, dueDay } = period
  const years = rule.unit === 'hour' ? [] : yearsBetween(days, dayOf(ground.startAt) + 1, dueDay)
  return {
    profile: profile.id,
    version: profile.version,
    step,
    basis: rule.basis,
    amount,
    unit: rule.unit,
    startAt: timeOf(ground.startAt),
    calendar: years.flatMap(({ year, version }) => (version === null ? [] : [{ year, version }])),
    counted: period.counted.map((day) => days.dateOf(day)),
    skipped: period.skipped.map(({ day, reason }) => ({ date: days.dateOf(day), reason })),
    moved: dueDay === lastDay ? null : { from: days.dateOf(lastDay), to: days.dateOf(dueDay) },
    provisional: reckoning.provisionalYears.length > 0,
    text: printedReason(reckoning),
  }
}
