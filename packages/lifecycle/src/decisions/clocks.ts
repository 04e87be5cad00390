import { duties } from '../awaited.ts'
import type { Announce } from '../command.ts'
import type { CaseState } from '../case-state.ts'
import { isTooLate } from '../due-instant.ts'
import { isServedByAnother } from '../parties.ts'
import { invalidTransition } from '../refusals.ts'
import type { Context, Decision } from '../decision.ts'
import { barred, conclude } from './coordination.ts'

type Of<K extends Announce['kind']> = Extract<Announce, { kind: K }>

/** A due date is near, or past, and that was not said before. */
export function announce(state: CaseState, command: Of<'announce'>, context: Context): Decision {
  const { type, step, dueAt } = command
  const refusal = barred(state, type, 'rule', context)
  if (refusal) return refusal
  const isNew = !state.announced.some((said) => said.type === type && said.step === step && said.dueAt === dueAt)
  const isPast = isTooLate(context.now, dueAt)
  const awaited = awaitedFrom(state, command)
  if (!awaited || !isNew || isPast !== (type === 'case.overdue')) {
    return invalidTransition(state, ['rule'], context, 'nothing-due')
  }
  return conclude(state, [{ type, data: { step, dueAt, node: awaited.node } }], context)
}

/** From whom the step is, or was too late, awaited on that date; undefined where it is not. */
function awaitedFrom(state: CaseState, { type, step, dueAt }: Of<'announce'>): { node: string | null } | undefined {
  if (!duties.includes(step)) return undefined
  if (step === 'supervise') return supervised(state, type, dueAt)
  const due = state.due.find((clock) => clock.step === step && clock.dueAt === dueAt)
  const isAwaited = due?.state === 'running' || (type === 'case.overdue' && due?.state === 'missed')
  if (!isAwaited) return undefined
  return { node: step === 'review' ? (state.review?.node ?? null) : state.handler }
}

function supervised(
  state: CaseState,
  type: Of<'announce'>['type'],
  dueAt: string,
): { node: string | null } | undefined {
  const order = state.supervision.find(({ answerBy, answeredAt, liftedAt }) => {
    if (answerBy !== dueAt || liftedAt !== null) return false
    return answeredAt === null || (type === 'case.overdue' && isTooLate(answeredAt, dueAt))
  })
  return order && { node: order.node }
}

/** A date is computed again because the calendar of its year has come (annex A14); a merged case follows its primary. */
export function changeDue(state: CaseState, { due }: Of<'change-due'>, context: Context): Decision {
  const refusal = barred(state, 'case.due-changed', 'rule', context)
  if (refusal) return refusal
  if (isServedByAnother(state)) return invalidTransition(state, ['rule'], context, 'merged')
  const present = state.due.find(({ step }) => step === due.step)
  const isOpen = present?.state === 'running' || present?.state === 'paused'
  if (!present || !isOpen || present.dueAt === due.dueAt) {
    return invalidTransition(state, ['rule'], context, 'nothing-due')
  }
  const moved = { ...due, state: present.state }
  const data = { step: due.step, from: present.dueAt, to: due.dueAt, due: [moved] }
  return conclude(state, [{ type: 'case.due-changed', data }], context)
}
