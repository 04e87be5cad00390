import type { NatureCode, Step } from '@inquiry/schema'
import type { Calendar } from './calendar.ts'
import type { DeadlineProfile, Length, StepRule } from './deadline-profile.ts'
import { extendedEnd } from './extension.ts'
import type { ExtendedEnd, Extension } from './extension.ts'
import { millisecondsOf, timeOf } from './local-day.ts'
import { spansOf } from './pauses.ts'
import type { Pause, PauseSpan } from './pauses.ts'
import { countPeriod } from './period.ts'
import type { Ground, Period } from './period.ts'
import { workingDaysOf } from './working-days.ts'
import type { WorkingDays } from './working-days.ts'

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

/**
 * A period as it came out, with everything the printed reason tells. `restart` is the pause it was counted anew from,
 * `openSince` the beginning of one that lasts; times are as `timeOf` writes them.
 */
export interface Reckoning {
  readonly rule: StepRule
  readonly length: Length
  readonly nature: NatureCode | undefined
  readonly beganAt: string
  readonly ground: Ground
  readonly period: Period
  readonly restart: PauseSpan | null
  readonly openSince: string | null
  readonly extended: ExtendedEnd | null
  readonly dueAt: string
  readonly provisionalYears: readonly number[]
}

/** Counts the step's period out, anew after each restarting pause that begins while it runs, and extends it. */
export function reckon(request: DueDateRequest, rule: StepRule, length: Length): Reckoning {
  const { profile, nature, extension } = request
  const receivedAt = millisecondsOf(request.startAt)
  const days = workingDaysOf(request.calendars)
  const spans = spansOf(request.pauses ?? [])
  const over = spans.filter(({ to }) => to !== Infinity)
  const pauses = over.filter(({ effect }) => effect === 'suspend')

  let restart: PauseSpan | null = null
  for (;;) {
    const ground: Ground = { startAt: restart?.to ?? receivedAt, days, pauses }
    const period = countPeriod(length, ground)
    const extended = extension ? extendedEnd(extension, ground, period.dueAt, length.unit, profile, nature) : null
    const dueAt = extended?.dueAt ?? period.dueAt
    const next = over.find(({ from, to, effect }) => effect === 'restart' && to > ground.startAt && from <= dueAt)
    if (next) {
      restart = next
      continue
    }
    const open = spans.find(({ from, to }) => to === Infinity && from <= dueAt)
    return {
      rule,
      length,
      nature,
      beganAt: timeOf(receivedAt),
      ground,
      period,
      restart,
      openSince: open ? timeOf(open.from) : null,
      extended,
      dueAt: timeOf(dueAt),
      provisionalYears: unpublishedYears(days, period),
    }
  }
}

/** The years without a calendar that had a say in where the period ends. */
function unpublishedYears(days: WorkingDays, { consulted, dueDay }: Period): number[] {
  if (consulted === null) return []
  return days.yearsBetween(consulted, dueDay).flatMap(({ year, version }) => (version === null ? [year] : []))
}
