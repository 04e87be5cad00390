import type { Due, Step } from '@inquiry/schema'
import { alarmsOf, overdueFrom } from './alarms.ts'
import type { Alarm } from './alarms.ts'
import type { Calendar } from './calendar.ts'
import { beganAt, cancellations, clockSteps, fulfilments } from './clock-facts.ts'
import type { CasePause, ClockFacts, ClockStep } from './clock-facts.ts'
import { lengthOf } from './deadline-profile.ts'
import type { DeadlineProfile } from './deadline-profile.ts'
import { dueDate } from './due-date.ts'
import type { Extension } from './extension.ts'
import { millisecondsOf } from './local-day.ts'
import type { Pause } from './pauses.ts'

/** What the clocks are reckoned with. `reviewProfile` serves the steps of a review where `profile` has none. */
export interface ClockSettings {
  readonly profile: DeadlineProfile
  readonly reviewProfile?: DeadlineProfile | undefined
  readonly calendars: readonly Calendar[]
  readonly now: string
}

/** The clocks of a case and the instants at which they must be told of, earliest first. */
export interface CaseClocks {
  readonly due: readonly Due[]
  readonly alarms: readonly Alarm[]
}

/**
 * Every clock of the case that has begun, in the order of the steps (annex A9). `met`: what it waited for was recorded
 * by the end of the last second; `missed`: it was not, whether or not it came later; `paused`: a pause lasts, `dueAt` is
 * the date of the moment it began; else `running`. A clock that lost its object in time (withdrawal; for a reply, the
 * return of the case) is left out. Natures without a period have no clock.
 *
 * Only a duty has alarms: its warning, unless it ended before, and its overdue instant if it was missed or may be. A
 * right (to object, to ask for review) merely lapses. Alarms that lie before `now` are listed too, so that a hub that
 * was down can tell what it has not told.
 */
export function clocksOf(facts: ClockFacts, settings: ClockSettings): CaseClocks {
  const clocks = clockSteps.flatMap((step) => clockOf(step, facts, settings) ?? [])
  const alarms = clocks.flatMap((clock) => clock.alarms)
  return {
    due: clocks.map(({ due }) => due),
    alarms: alarms.toSorted((one, other) => millisecondsOf(one.at) - millisecondsOf(other.at)),
  }
}

/** One clock of the case, or undefined where it has not begun or lost its object: what `clocksOf` lists for the step. */
export function clockFor(step: Step, facts: ClockFacts, settings: ClockSettings): Due | undefined {
  const clockStep = clockSteps.find((name) => name === step)
  return clockStep && clockOf(clockStep, facts, settings)?.due
}

/**
 * The provisional dates that a calendar published since has moved: what `case.due-changed` says (annex A14). Met clocks
 * keep the date they were met by.
 */
export function movedDates(before: readonly Due[], after: readonly Due[]): { step: Step; from: string; to: string }[] {
  return before.flatMap(({ step, dueAt: from, why }) => {
    const now = after.find((due) => due.step === step && due.state !== 'met')
    return why.provisional && now && now.dueAt !== from ? [{ step, from, to: now.dueAt }] : []
  })
}

function clockOf(step: ClockStep, facts: ClockFacts, settings: ClockSettings): { due: Due; alarms: Alarm[] } | null {
  const profile = profileOf(step, settings)
  const rule = profile?.steps[step]
  if (!profile || !rule?.startRule || !lengthOf(rule, facts.nature)) return null
  const startAt = beganAt(facts, rule.startRule)
  if (startAt === null || (step === 'object' && facts.designated)) return null

  const { calendars } = settings
  const ended = endOf(facts, step, startAt)
  const pauses = facts.pauses.filter(({ from }) => millisecondsOf(from) < (ended?.at ?? Infinity))
  const reckoned = dueDate({
    profile,
    step,
    nature: facts.nature,
    startAt,
    calendars,
    pauses: pauses.map((pause) => withEffect(pause, profile)),
    extension: extensionOf(step, facts, startAt),
  })
  const state = stateOf(reckoned.dueAt, ended, pauses, millisecondsOf(settings.now))
  if (state === null) return null
  const due: Due = { step, ...reckoned, state }
  const tells = rule.kind === 'duty' && state !== 'paused'
  return { due, alarms: tells ? alarmsOf(due, profile, calendars).filter(({ at }) => concerns(at, ended)) : [] }
}

function profileOf(step: ClockStep, { profile, reviewProfile }: ClockSettings): DeadlineProfile | undefined {
  if (profile.steps[step]) return profile
  return step === 'review' || step === 'review-request' ? reviewProfile : undefined
}

interface Ended {
  readonly at: number
  readonly fulfilled: boolean
}

/** What ended the clock first, or null while nothing has. What was recorded before it began does not count. */
function endOf(facts: ClockFacts, step: ClockStep, startAt: string): Ended | null {
  const began = millisecondsOf(startAt)
  const earliest = (times: readonly (string | null | undefined)[]): number =>
    Math.min(...times.flatMap((time) => (time ? millisecondsOf(time) : [])).filter((at) => at >= began))
  const fulfilled = earliest(fulfilments(facts, step))
  const cancelled = earliest(cancellations(facts, step))
  const at = Math.min(fulfilled, cancelled)
  return at === Infinity ? null : { at, fulfilled: fulfilled <= cancelled }
}

function withEffect({ from, to, reason }: CasePause, profile: DeadlineProfile): Pause {
  return { from, to, effect: profile.pauses[reason] }
}

/** An extension lengthens the handling that was under way when it was decided, and nothing that began later. */
function extensionOf(step: ClockStep, { extension }: ClockFacts, startAt: string): Extension | undefined {
  if (step !== 'reply' || !extension) return undefined
  const { decidedAt } = extension
  return decidedAt === undefined || millisecondsOf(decidedAt) >= millisecondsOf(startAt) ? extension : undefined
}

function stateOf(dueAt: string, ended: Ended | null, pauses: readonly CasePause[], now: number): Due['state'] | null {
  const late = overdueFrom(dueAt)
  if (ended) {
    if (ended.at >= late) return 'missed'
    return ended.fulfilled ? 'met' : null
  }
  if (pauses.some(({ from, to }) => to === null && millisecondsOf(from) < late)) return 'paused'
  return now >= late ? 'missed' : 'running'
}

function concerns(alarmAt: string, ended: Ended | null): boolean {
  return ended === null || millisecondsOf(alarmAt) <= ended.at
}
