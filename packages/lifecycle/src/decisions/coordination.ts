import type { Author } from '../command.ts'
import type { CaseState } from '../case-state.ts'
import { hindrance } from '../allowed.ts'
import { invalidBody, invalidTransition, subjectOfReport } from '../refusals.ts'
import type { Context, Decision } from '../decision.ts'
import { draftEvents } from '../drafting.ts'
import type { Draft } from '../drafting.ts'
import type { CaseEventType } from '../evolutions/evolution.ts'
import type { CasePrivate } from '../private-part.ts'
import type { Actor } from '../table.ts'
import { transitionOf } from '../table.ts'

/** The reason of a decision as the event keeps it: for coordinators and for whom it concerns, never for the public. */
export function reasonOf(author: Author, kept: CasePrivate = {}): { private: CasePrivate } {
  const { reason, rule } = { rule: undefined, ...author }
  return {
    private: { ...kept, ...(reason === undefined ? {} : { reason }), ...(rule === undefined ? {} : { rule }) },
  }
}

/** Refuses what the table does not allow the actor in the case as it stands; undefined where it does. */
export function barred(
  state: CaseState,
  type: CaseEventType,
  by: Actor,
  context: Context,
  role?: 'lead' | 'assist',
): Decision | undefined {
  const row = transitionOf(type, by, role)
  const hindered = row ? hindrance(row, state, context) : 'status'
  if (!hindered) return undefined
  return invalidTransition(state, [by], context, hindered === 'status' ? undefined : hindered)
}

/** Refuses a node that the hub does not have, or that the report complains about; undefined where it may be named. */
export function unfit(state: CaseState, node: string, { isNode }: Context): Decision | undefined {
  if (node === state.subjectNode) return subjectOfReport()
  if (isNode(node)) return undefined
  return invalidBody('/nodeId', 'code', { zh: `没有节点 ${node}。`, en: `There is no node ${node}.` })
}

/** The hub's own events for the case, none of which a node's message caused. */
export function conclude(state: CaseState, drafts: readonly Draft[], context: Context): Decision {
  return { ok: true, events: draftEvents(state, state.caseId, drafts, context) }
}
