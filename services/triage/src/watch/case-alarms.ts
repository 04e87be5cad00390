import { alarmsOf, findProfile, deadlineProfiles, type Calendar } from '@inquiry/clocks'
import type { DecisionRules } from '@inquiry/decision-rules'
import { duties, isAwaited, isServedByAnother, type CaseState } from '@inquiry/lifecycle'
import type { Due } from '@inquiry/schema'

/**
 * An instant at which a case is looked at: to say that a date is near (`due-soon`) or past (`overdue`), to ask the rules
 * whether they call for supervision (`supervise`, with the rule in place of the step), or, without an instant, when the
 * calendar of the year `unpublished` comes (`recount`). Times are as the log writes them.
 */
export type CaseAlarm = {
  caseId: string
  kind: 'due-soon' | 'overdue' | 'supervise' | 'recount'
  step: string
  dueAt: string
  at: string | null
  unpublished: number | null
}

const msPerDay = 86_400_000
const msPerSecond = 1_000

/**
 * Everything for which the case must be looked at later, as it stands now. A case that is served by another's handling
 * has no alarms of its own: its clocks follow the primary's until it is split.
 */
export function alarmsOfCase(state: CaseState, rules: DecisionRules, calendars: readonly Calendar[]): CaseAlarm[] {
  if (state.status === 'withdrawn') return []
  const recounts = state.due.flatMap((due) => recountOf(state, due, calendars))
  if (isServedByAnother(state)) return recounts
  return [
    ...recounts,
    ...state.due.flatMap((due) => toldOf(state, due, calendars)),
    ...state.supervision.flatMap((order) => answerAlarms(state, order)),
    ...supervisionAlarms(state, rules),
  ]
}

/** What must be told of a duty's clock and was not: its warning while it runs, that it was missed in any case. */
function toldOf(state: CaseState, due: Due, calendars: readonly Calendar[]): CaseAlarm[] {
  const profile = findProfile(deadlineProfiles, due.why.profile, due.why.version)
  if (!profile || !duties.includes(due.step)) return []
  const kinds = due.state === 'running' ? ['due-soon', 'overdue'] : due.state === 'missed' ? ['overdue'] : []
  return alarmsOf(due, profile, calendars)
    .filter(({ kind }) => kinds.includes(kind) && !isTold(state, kind, due.step, due.dueAt))
    .map(({ kind, step, at, dueAt }) => ({ caseId: state.caseId, kind, step, dueAt, at, unpublished: null }))
}

function isTold({ announced }: CaseState, kind: string, step: string, dueAt: string): boolean {
  return announced.some((told) => told.type === `case.${kind}` && told.step === step && told.dueAt === dueAt)
}

type Order = CaseState['supervision'][number]

/** An order's answer is warned of a day before, where the order left more time than that. */
function answerAlarms(state: CaseState, { answerBy, answeredAt, liftedAt, issuedAt }: Order): CaseAlarm[] {
  if (answerBy === null || answeredAt !== null || liftedAt !== null) return []
  const due = Date.parse(answerBy)
  const warning = due - msPerDay > Date.parse(issuedAt) ? [['due-soon', due - msPerDay] as const] : []
  return [...warning, ['overdue', due + msPerSecond] as const]
    .filter(([kind]) => !isTold(state, kind, 'supervise', answerBy))
    .map(([kind, at]) => ({
      caseId: state.caseId,
      kind,
      step: 'supervise',
      dueAt: answerBy,
      at: new Date(at).toISOString(),
      unpublished: null,
    }))
}

/** The instants from which a rule may call for supervision, as far as the case's own dates decide. */
function supervisionAlarms(state: CaseState, { supervision }: DecisionRules): CaseAlarm[] {
  const owed = state.due.filter(
    (due) => duties.includes(due.step) && isAwaited(state, due.step) && due.state !== 'paused' && due.state !== 'met',
  )
  return supervision.flatMap(({ id, when }) => {
    const alarm = (dueAt: string, days: number): CaseAlarm => ({
      caseId: state.caseId,
      kind: 'supervise',
      step: id,
      dueAt,
      at: new Date(Date.parse(dueAt) + days * msPerDay + msPerSecond).toISOString(),
      unpublished: null,
    })
    if (when.kind === 'overdue') return owed.map(({ dueAt }) => alarm(dueAt, when.days))
    if (when.kind !== 'order-unanswered') return []
    const waiting = state.supervision.filter(
      (order) => order.level === when.level && order.answeredAt === null && order.liftedAt === null,
    )
    return waiting.flatMap(({ answerBy }) => (answerBy === null ? [] : [alarm(answerBy, when.days)]))
  })
}

/** A date in a year without a calendar waits for it, whatever it is a date of (annex A14). */
function recountOf(state: CaseState, due: Due, calendars: readonly Calendar[]): CaseAlarm[] {
  const isOpen = due.state === 'running' || due.state === 'paused'
  if (!due.why.provisional || !isOpen) return []
  const { step, dueAt } = due
  return [{ caseId: state.caseId, kind: 'recount', step, dueAt, at: null, unpublished: missingYear(due, calendars) }]
}

/** The first year of the period that has no calendar; the last one where all have come meanwhile. */
function missingYear({ dueAt, why }: Due, calendars: readonly Calendar[]): number {
  const last = Number(dueAt.slice(0, 4))
  for (let year = Number(why.startAt.slice(0, 4)); year < last; year += 1) {
    if (!calendars.some((calendar) => calendar.year === year)) return year
  }
  return last
}
