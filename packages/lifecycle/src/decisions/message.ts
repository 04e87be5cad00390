import type { SayMessage } from '../command.ts'
import type { CaseState } from '../case-state.ts'
import { hindrance } from '../allowed.ts'
import { forbidden, invalidTransition, unknownCase } from '../refusals.ts'
import type { Context, Decision } from '../decision.ts'
import { draftEvents } from '../drafting.ts'
import { isOpenOrder } from '../obstacles.ts'
import { rolesOf } from '../parties.ts'
import type { Role } from '../parties.ts'
import { lifecycleTable } from '../table.ts'
import { draftOf } from './message-draft.ts'

const roles: ReadonlySet<string> = new Set<Role>(['origin', 'handler', 'assist', 'reviewer'])
const messageRows = lifecycleTable.filter(({ by: [actor] }) => roles.has(actor ?? ''))

/**
 * What a node's message comes to. A stranger to the case is answered as if there were none; a party that may not send
 * the type is `forbidden`; at the wrong time it is an `invalid-transition` (annex A25, in this order).
 */
export function decideMessage(state: CaseState | undefined, command: SayMessage, context: Context): Decision {
  const { message, sender } = command
  if (message.type === 'case.submitted')
    return state ? alreadySubmitted(state, sender, context) : recorded(state, command, context)
  const held = state ? rolesOf(state, sender) : []
  if (!state || held.length === 0) return unknownCase()
  const row = messageRows.find(({ type }) => type === message.type)
  const actor = row?.by[0] as Role
  if (!row || !held.includes(actor)) return forbidden(actor)
  const hindered = hindrance(row, state, context) ?? unansweredOrder(state, command)
  if (hindered) return invalidTransition(state, held, context, hindered === 'status' ? undefined : hindered)
  return recorded(state, command, context)
}

/** The answer must name an order that waits for one. */
function unansweredOrder(state: CaseState, { message }: SayMessage): 'no-open-order' | undefined {
  if (message.type !== 'supervision.answered') return undefined
  const order = state.supervision.find(({ id }) => id === message.data.supervisionId)
  return order && isOpenOrder(order) ? undefined : 'no-open-order'
}

/** A case is submitted once under its number (annex B2). The body complained about learns nothing of what became of it. */
function alreadySubmitted(state: CaseState, sender: string, context: Context): Decision {
  if (sender !== state.origin) return unknownCase()
  const isSubject = sender === state.subjectNode
  const shown: CaseState = isSubject ? { ...state, status: 'submitted' } : state
  return invalidTransition(shown, rolesOf(state, sender), context, undefined, state.caseId)
}

function recorded(state: CaseState | undefined, command: SayMessage, context: Context): Decision {
  const { sender, envelopeDigest, caseId } = command
  const source = { node: sender, ...(envelopeDigest === undefined ? {} : { envelopeDigest }) }
  return { ok: true, events: draftEvents(state, caseId, [draftOf(command, context)], context, source) }
}
