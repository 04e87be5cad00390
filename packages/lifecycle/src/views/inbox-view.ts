import type { EventType, InboxPrivate, Recipient, RecordedEvent } from '@inquiry/schema'
import type { CaseState } from '../case-state.ts'
import { privateOf } from '../private-part.ts'
import type { Role } from '../parties.ts'
import { deliveredCase } from './case-view.ts'

const roleIn: Record<Recipient['role'], Role | undefined> = {
  origin: 'origin',
  lead: 'handler',
  assist: 'assist',
  reviewer: 'reviewer',
  self: undefined,
}

/** Decisions whose reason is owed to the citizen, so that the origin gets it too. */
const reasonForOrigin: ReadonlySet<EventType> = new Set([
  'case.reopened',
  'case.reopen-refused',
  'case.reporter-released',
])

/** Decisions whose reason may speak of other cases: for coordinators alone. */
const reasonForNobody: ReadonlySet<EventType> = new Set(['case.linked', 'case.unlinked', 'case.merged', 'case.split'])

/**
 * What the recipient sees of an event beside its public part (annex A7), but for `leaf` and `case.reporter.sealed`, which
 * the caller adds. `state` is the case after the event or later. `recipient` is one of the event's audience.
 */
export function privateFor(event: RecordedEvent, state: CaseState, recipient: Recipient): Omit<InboxPrivate, 'leaf'> {
  const role = roleIn[recipient.role]
  const withCase = recipient.withCase === true && role !== undefined
  const message = messageFor(event, state, recipient)
  const salt = saltFor(event, state, recipient)
  const reason = reasonFor(event, recipient)
  return {
    role: recipient.role,
    ...(withCase ? { case: deliveredCase(state, role) } : {}),
    ...(message === undefined ? {} : { message }),
    ...(salt === undefined ? {} : { salt }),
    ...(reason === undefined ? {} : { reason }),
  }
}

/** The message that caused the event, less what is not for the recipient. */
function messageFor(event: RecordedEvent, state: CaseState, { role }: Recipient): unknown {
  const message: unknown = event.private?.message
  if (message === undefined) return undefined
  const hidden = hiddenMembers(event.type, state, role)
  return Object.fromEntries(Object.entries(message as object).filter(([member]) => !hidden.includes(member)))
}

/** No delivered event of a report names the body complained about; the origin does not get what a returner explains. */
function hiddenMembers(type: EventType, { secrecy }: CaseState, role: Recipient['role']): readonly string[] {
  if (type === 'case.submitted') return ['subjectNode']
  if (type === 'case.returned' && role === 'origin') return ['explanation', 'basis', 'suggestedNode']
  if (type === 'case.amended' && role === 'assist' && secrecy === 'full') {
    return ['title', 'content', 'place', 'attachments', 'note']
  }
  return []
}

/** The salts are for origin and handler (annex B23); the handler gets that of the submission with the case. */
function saltFor(event: RecordedEvent, state: CaseState, { role, withCase }: Recipient): string | undefined {
  if (role === 'assist') return undefined
  return privateOf(event).salt ?? (withCase ? state.digestSalt : undefined)
}

function reasonFor(event: RecordedEvent, { role }: Recipient): string | undefined {
  const isOpen = role === 'origin' ? reasonForOrigin.has(event.type) : !reasonForNobody.has(event.type)
  return isOpen ? privateOf(event).reason : undefined
}
