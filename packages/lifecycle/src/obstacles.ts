import type { CaseState } from './case-state.ts'
import { isTooLate } from './due-instant.ts'
import { isServedByAnother } from './parties.ts'

/** The parts of a decision's context that an obstacle may depend on. */
export type Moment = {
  /** The hub's time, ISO 8601 with offset. */
  now: string
  /** How many days after `replied`, `closed` or `declined` a reopening may be asked for. */
  reopeningDays: number
}

const msPerDay = 86_400_000

/** What hinders a transition although the status is right. The name is the `reason` of the refusal. */
export const obstacles = {
  paused: (state) => state.paused,
  'not-paused': (state) => !state.paused,
  designated: (state) => state.designated,
  'objection-period-over': (state, { now }) => isOver(state, 'object', now),
  'review-period-over': (state, { now }) => isOver(state, 'review-request', now),
  'extension-open': (state) => state.openExtension !== null,
  'no-open-extension': (state) => state.openExtension === null,
  'reopening-open': (state) => state.openReopening !== null,
  'no-open-reopening': (state) => state.openReopening === null,
  'reopening-period-over': ({ endedAt }, { now, reopeningDays }) =>
    endedAt !== null && Date.parse(now) > Date.parse(endedAt) + reopeningDays * msPerDay,
  'already-reviewed': (state) => state.review !== null,
  'no-open-order': (state) => !state.supervision.some(isOpenOrder),
  merged: isServedByAnother,
  'already-merged': (state) => state.merged !== null,
  'not-merged': (state) => state.merged === null,
} as const satisfies Record<string, (state: CaseState, moment: Moment) => boolean>

export type Obstacle = keyof typeof obstacles

/** Whether the order waits for an answer. */
export function isOpenOrder({ answeredAt, liftedAt }: CaseState['supervision'][number]): boolean {
  return answeredAt === null && liftedAt === null
}

/** Whether the right to a step has lapsed. Where the profile sets no such period, it does not. */
function isOver(state: CaseState, step: 'object' | 'review-request', now: string): boolean {
  const due = state.due.find((clock) => clock.step === step)
  return due !== undefined && isTooLate(now, due.dueAt)
}
