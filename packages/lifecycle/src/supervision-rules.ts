import { supervisionLevelCodes } from '@inquiry/schema'
import type { SupervisionLevelCode } from '@inquiry/schema'
import { duties, isAwaited } from './awaited.ts'
import type { CaseState } from './case-state.ts'
import { isOpenOrder } from './obstacles.ts'
import { isServedByAnother } from './parties.ts'

/** When a rule calls for supervision. Days and hours are of the clock, counted from the due date or the event. */
export type SupervisionCause =
  | { kind: 'overdue'; days: number }
  | { kind: 'returned'; times: number }
  | { kind: 'lowest-rating'; times: number }
  | { kind: 'hotspot-unanswered'; hours: number }
  | { kind: 'order-unanswered'; level: SupervisionLevelCode; days: number }

/** A rule by which the hub issues supervision: data that a province sets. `id` is kept with every order it issues. */
export type SupervisionRule = { id: string; level: SupervisionLevelCode; when: SupervisionCause }

/** What the hub sees beside the case: its time, and since when the case's matter is a hot spot. */
export type Watch = { now: string; hotspotSince?: string | undefined }

/** The order that a rule calls for, ready for the command `supervise`. */
export type WantedSupervision = { rule: string; level: SupervisionLevelCode; reason: string }

const msPerHour = 3_600_000
const msPerDay = 24 * msPerHour

/**
 * The order of the highest level that the rules call for now, or undefined. A rule speaks once to a handler, never below
 * an order that is open, and not in a case that is served by another's handling.
 */
export function wantedSupervision(
  state: CaseState,
  rules: readonly SupervisionRule[],
  watch: Watch,
): WantedSupervision | undefined {
  if (isServedByAnother(state) || state.status === 'withdrawn') return undefined
  const open = Math.max(-1, ...state.supervision.filter(isOpenOrder).map(({ level }) => rungOf(level)))
  const called = rules.filter(
    (rule) => !hasSpoken(state, rule) && rungOf(rule.level) >= open && causeOf(rule).holds(state, watch),
  )
  const [highest] = called.toSorted((one, other) => rungOf(other.level) - rungOf(one.level))
  return highest && { rule: highest.id, level: highest.level, reason: causeOf(highest).reason }
}

function rungOf(level: SupervisionLevelCode): number {
  return supervisionLevelCodes.indexOf(level)
}

function hasSpoken({ supervision, assignedAt }: CaseState, { id }: SupervisionRule): boolean {
  const since = assignedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(assignedAt)
  return supervision.some(({ rule, issuedAt }) => rule === id && Date.parse(issuedAt) >= since)
}

function isPast(from: string | null | undefined, milliseconds: number, { now }: Watch): boolean {
  return from !== null && from !== undefined && Date.parse(now) > Date.parse(from) + milliseconds
}

type Cause<K extends SupervisionCause['kind']> = Extract<SupervisionCause, { kind: K }>

/** For each cause whether it is there, and what the order then says. */
const causes: {
  readonly [K in SupervisionCause['kind']]: {
    holds: (state: CaseState, cause: Cause<K>, watch: Watch) => boolean
    reason: (cause: Cause<K>) => string
  }
} = {
  overdue: {
    holds: (state, { days }, watch) =>
      state.due.some(
        (due) =>
          duties.includes(due.step) &&
          isAwaited(state, due.step) &&
          due.state !== 'paused' &&
          isPast(due.dueAt, days * msPerDay, watch),
      ),
    reason: ({ days }) => (days === 0 ? '已超过办理期限' : `超过办理期限 ${days} 日`),
  },
  returned: {
    holds: ({ status, returns }, { times }) => status === 'returned' && returns.count >= times,
    reason: ({ times }) => `已被退回 ${times} 次`,
  },
  'lowest-rating': {
    holds: ({ lowestRatings }, { times }) => lowestRatings >= times,
    reason: ({ times }) => `${times} 次评价为最低分`,
  },
  'hotspot-unanswered': {
    holds: (state, { hours }, watch) =>
      isAwaited(state, 'reply') && isPast(watch.hotspotSince, hours * msPerHour, watch),
    reason: ({ hours }) => `所属热点事项 ${hours} 小时未回复`,
  },
  'order-unanswered': {
    holds: ({ supervision }, { level, days }, watch) =>
      supervision.some(
        (order) => order.level === level && isOpenOrder(order) && isPast(order.answerBy, days * msPerDay, watch),
      ),
    reason: ({ days }) => (days === 0 ? '督办逾期未反馈' : `督办逾期 ${days} 日未反馈`),
  },
}

function causeOf({ when }: SupervisionRule) {
  const { holds, reason } = causes[when.kind]
  return {
    holds: (state: CaseState, watch: Watch) => holds(state, when as never, watch),
    reason: reason(when as never),
  }
}
