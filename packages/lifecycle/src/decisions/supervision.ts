import { supervisionLevelCodes } from '@inquiry/schema'
import type { Supervise } from '../command.ts'
import type { CaseState } from '../case-state.ts'
import { invalidBody, invalidTransition, notFound } from '../refusals.ts'
import type { Context, Decision } from '../decision.ts'
import { isOpenOrder } from '../obstacles.ts'
import { barred, conclude, reasonOf } from './coordination.ts'

type Of<K extends Supervise['kind']> = Extract<Supervise, { kind: K }>

/** An order of a level; while another is open the level may rise, by more than one rung too, but not fall (annex B18). */
export function supervise(state: CaseState, command: Of<'supervise'>, context: Context): Decision {
  const { supervisionId, level, author } = command
  const refusal = barred(state, 'supervision.issued', author.by, context)
  if (refusal) return refusal
  const answerBy = command.answerBy ?? context.dueFor(state, 'supervise')?.dueAt ?? null
  if (answerBy !== null && Date.parse(answerBy) <= Date.parse(context.now)) return answerByPast()
  const rung = supervisionLevelCodes.indexOf(level)
  const highest = Math.max(-1, ...state.supervision.filter(isOpenOrder).map((order) => rungOf(order.level)))
  if (rung < highest) return invalidTransition(state, [author.by], context, 'higher-level-open')
  const shown = command.isPublic ? ({ public: true } as const) : {}
  const data = { supervisionId, node: state.handler, level, answerBy, by: author.by, ...shown }
  return conclude(state, [{ type: 'supervision.issued', data, ...reasonOf(author) }], context)
}

function rungOf(level: (typeof supervisionLevelCodes)[number]): number {
  return supervisionLevelCodes.indexOf(level)
}

function answerByPast(): Decision {
  return invalidBody('/answerBy', 'order', {
    zh: '答复期限应当晚于现在。',
    en: 'The answer must be due in the future.',
  })
}

/** An order is taken back; it is there and not lifted before. */
export function liftSupervision(
  state: CaseState,
  { supervisionId, author }: Of<'lift-supervision'>,
  context: Context,
): Decision {
  const refusal = barred(state, 'supervision.lifted', author.by, context)
  if (refusal) return refusal
  const order = state.supervision.find(({ id }) => id === supervisionId)
  if (!order) return notFound({ zh: '没有这项督办。', en: 'There is no such supervision order.' })
  if (order.liftedAt !== null) return invalidTransition(state, [author.by], context, 'already-lifted')
  return conclude(state, [{ type: 'supervision.lifted', data: { supervisionId }, ...reasonOf(author) }], context)
}
