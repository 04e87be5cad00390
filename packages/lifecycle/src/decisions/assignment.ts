import type { EventData } from '@inquiry/schema'
import type { Assign, Routed } from '../command.ts'
import type { CaseState, ProfileReference } from '../case-state.ts'
import { invalidTransition, notFound, subjectOfReport } from '../refusals.ts'
import type { Context, Decision } from '../decision.ts'
import type { Draft } from '../drafting.ts'
import { isGuarded } from '../parties.ts'
import { barred, conclude, reasonOf, unfit } from './coordination.ts'

type Of<K extends Assign['kind']> = Extract<Assign, { kind: K }>

/**
 * The hub's first assignment of a case, by its table: the handler, then the assistants. After a return it does not
 * assign again (annex B20).
 */
export function assignByRule(state: CaseState, { route, profile }: Of<'assign-by-rule'>, context: Context): Decision {
  const refusal = barred(state, 'case.assigned', 'rule', context, 'lead')
  if (refusal) return refusal
  const assist = [...new Set(route.assist)].filter((node) => node !== route.node)
  if ([route.node, ...assist].some((node) => node === state.subjectNode)) return subjectOfReport()
  const drafts: Draft[] = [
    leadByRule(state, route, profile),
    ...assist.map((node): Draft => ({ type: 'case.assigned', data: { ...byRule(route, node), role: 'assist' } })),
  ]
  return conclude(state, drafts, context)
}

function byRule({ rule, rulesVersion }: Routed, node: string): EventData<'case.assigned'> {
  return { node, role: 'lead', rule, rulesVersion, beat: [] }
}

/** The reason of a guarded case's assignment names its place and category, so the public does not get it (annex B23). */
function leadByRule(state: CaseState, route: Routed, profile: ProfileReference | undefined): Draft {
  const { why, skipped } = route
  const isOpen = !isGuarded(state)
  return {
    type: 'case.assigned',
    data: {
      ...byRule(route, route.node),
      beat: route.beat,
      ...(why && isOpen ? { why } : {}),
      ...(profile ? { profile } : {}),
    },
    private: {
      ...(why && !isOpen ? { why } : {}),
      ...(skipped && skipped.length > 0 ? { skipped } : {}),
    },
  }
}

/** A coordinator's assignment: a handler relieves the one before, an assistant joins. */
export function assign(state: CaseState, command: Of<'assign'>, context: Context): Decision {
  const { node, role, author } = command
  const refusal = barred(state, 'case.assigned', author.by, context, role) ?? unfit(state, node, context)
  if (refusal) return refusal
  if (node === state.handler && (role === 'assist' || state.status !== 'returned')) {
    return invalidTransition(state, [author.by], context, 'already-handler')
  }
  if (role === 'assist' && state.assist.includes(node)) {
    return invalidTransition(state, [author.by], context, 'already-assisting')
  }
  return conclude(state, [{ type: 'case.assigned', ...byHand(state, command, role, context) }], context)
}

/** A designation (指定) is binding: there is no objection against it. It may name whoever returned the case. */
export function designate(state: CaseState, command: Of<'designate'>, context: Context): Decision {
  const refusal = barred(state, 'case.designated', command.author.by, context) ?? unfit(state, command.node, context)
  return refusal ?? conclude(state, [{ type: 'case.designated', ...byHand(state, command, 'lead', context) }], context)
}

function byHand(
  state: CaseState,
  { node, profile: given, author }: Of<'assign' | 'designate'>,
  role: 'lead' | 'assist',
  { profileFor }: Context,
): { data: EventData<'case.assigned'> } & ReturnType<typeof reasonOf> {
  const rulesVersion = state.assignment?.rulesVersion ?? 0
  const profile = given ?? state.profile ?? profileFor?.(state.nature)
  const fixed = profile && role === 'lead' ? { profile } : {}
  return { data: { node, role, rule: null, rulesVersion, beat: [], ...fixed }, ...reasonOf(author) }
}

/** An assistant is removed (annex B40). A handler is relieved only by the assignment of another. */
export function relieve(state: CaseState, { node, author }: Of<'relieve'>, context: Context): Decision {
  const refusal = barred(state, 'case.relieved', author.by, context)
  if (refusal) return refusal
  if (node === state.handler) return invalidTransition(state, [author.by], context, 'handler')
  if (!state.assist.includes(node)) {
    return notFound({ zh: `${node} 不是本案协办单位。`, en: `${node} does not assist in this case.` })
  }
  return conclude(state, [{ type: 'case.relieved', data: { node, role: 'assist' }, ...reasonOf(author) }], context)
}

/** No rule and no default leads to a node that may handle the case (annex A20). */
export function findUnroutable(state: CaseState, { skipped }: Of<'find-unroutable'>, context: Context): Decision {
  const refusal = barred(state, 'case.unroutable', 'rule', context)
  if (refusal) return refusal
  if (state.unroutable) return invalidTransition(state, ['rule'], context, 'already-unroutable')
  const kept = skipped && skipped.length > 0 ? { private: { skipped } } : {}
  return conclude(state, [{ type: 'case.unroutable', data: {}, ...kept }], context)
}
