import type { EventType, NewEvent, Recipient } from '@inquiry/schema'
import type { CaseState } from './case-state.ts'
import { privateOf } from './private-part.ts'

/** Events that the origin does not receive: what passes between the hub and those who handle the case (annex A8). */
const internal: ReadonlySet<EventType> = new Set([
  'case.contributed',
  'case.extension-requested',
  'case.due-soon',
  'supervision.issued',
  'supervision.answered',
  'supervision.lifted',
])

/** Events by which an origin would learn of other cases: it receives them only where all of them are its own (annex A26). */
const relating: ReadonlySet<EventType> = new Set(['case.linked', 'case.unlinked', 'case.merged', 'case.split'])

/** Events that bring the text of the case to those who handle it (annex A7). */
const bringing: ReadonlySet<EventType> = new Set(['case.assigned', 'case.designated', 'case.amended', 'case.reopened'])

/**
 * The nodes that receive the event, each once and in the role in which it concerns them most. Whoever is relieved by the
 * event receives it as the last one, without the case. The body complained about receives nothing but the receipt of its
 * own message.
 */
export function audienceOf(before: CaseState | undefined, after: CaseState, event: NewEvent): readonly Recipient[] {
  const recipients = new Map<string, Recipient>()
  const add = (node: string | null | undefined, role: Recipient['role'], withCase = false): void => {
    if (!node || node === after.subjectNode || recipients.has(node)) return
    recipients.set(node, withCase ? { node, role, withCase } : { node, role })
  }
  const brings = bringing.has(event.type)
  add(after.handler, 'lead', brings)
  for (const node of after.assist) add(node, 'assist', brings)
  add(after.review?.node, 'reviewer', brings || event.type === 'case.review-assigned')
  if (before) {
    add(before.handler, 'lead')
    for (const node of before.assist) add(node, 'assist')
    add(before.review?.node, 'reviewer')
  }
  if (mayReachOrigin(after, event)) add(after.origin, 'origin')
  return [...recipients.values()]
}

function mayReachOrigin(after: CaseState, event: NewEvent): boolean {
  if (internal.has(event.type)) return false
  if (!relating.has(event.type)) return true
  const { cases } = privateOf(event)
  return (cases ?? []).every(({ origin }) => origin === after.origin)
}
