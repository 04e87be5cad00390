import { entryOf, eventTypes, statuses } from '@inquiry/schema'
import type { EventType, Language, PublicCase, RecordedEvent } from '@inquiry/schema'
import { duties, isAwaited } from '../awaited.ts'
import type { CaseState } from '../case-state.ts'
import { evolve } from '../evolve.ts'
import { publicDivision } from '../parties.ts'
import { messageOf } from '../private-part.ts'

/** What passes between authorities, or concerns other cases: not for the citizen's timeline. */
const hidden: ReadonlySet<EventType> = new Set([
  'case.contributed',
  'case.extension-requested',
  'case.extension-refused',
  'case.relieved',
  'case.unroutable',
  'case.linked',
  'case.unlinked',
  'case.merged',
  'case.split',
  'case.reporter-released',
  'case.due-soon',
  'supervision.answered',
  'supervision.lifted',
])

type Timeline = PublicCase['timeline']

/**
 * What the holder of the query code sees (annex B28): where the case stands, what has happened, what is awaited from
 * whom until when, and the reply, also where it is not public. No personal data, no text of the case; where all of it is
 * secret, statuses only. Undefined where there are no events.
 */
export function publicCase(events: Iterable<RecordedEvent>, language: Language = 'zh'): PublicCase | undefined {
  let state: CaseState | undefined
  let reply: PublicCase['reply']
  const timeline: Timeline = []
  for (const event of events) {
    const before = state
    state = evolve(before, event)
    if (event.type === 'case.replied') reply = replyOf(event)
    timeline.push(...entriesOf(before, state, event, language))
  }
  return state && summary(state, timeline, reply)
}

function entriesOf(
  before: CaseState | undefined,
  after: CaseState,
  event: RecordedEvent,
  language: Language,
): Timeline {
  if (before === after || isHidden(event)) return []
  const hasMoved = before?.status !== after.status
  const label = hasMoved ? entryOf(statuses, after.status)?.[language] : undefined
  const entry = { time: event.time, type: event.type, label: label ?? eventTypes[event.type][language] }
  if (after.secrecy === 'full') return hasMoved ? [entry] : []
  const node = 'node' in event.data ? event.data.node : undefined
  return [node ? { ...entry, node } : entry]
}

function isHidden(event: RecordedEvent): boolean {
  if (event.type === 'supervision.issued') return event.data.public !== true
  return hidden.has(event.type) || (event.type === 'case.assigned' && event.data.role === 'assist')
}

function summary(state: CaseState, timeline: Timeline, reply: PublicCase['reply']): PublicCase {
  const { status, nature, submittedAt } = state
  const isAnswered = status === 'replied' || status === 'closed' || status === 'under-review'
  const awaited = awaitedOf(state)
  return {
    status,
    division: publicDivision(state),
    nature,
    submittedAt,
    timeline,
    ...(awaited ? { awaited } : {}),
    ...(reply && isAnswered && state.secrecy !== 'full' ? { reply } : {}),
  }
}

function replyOf(event: RecordedEvent<'case.replied'>): PublicCase['reply'] {
  const message = messageOf(event)
  return message && { content: message.content, unit: message.unit, repliedAt: message.repliedAt }
}

/** The next thing that an authority owes the citizen; while the clock stands still it is the citizen's turn. */
function awaitedOf(state: CaseState): PublicCase['awaited'] {
  const owed = state.due.filter((due) => duties.includes(due.step) && isAwaited(state, due.step))
  const open = owed.filter((due) => due.state === 'running' || due.state === 'missed')
  const next = open.toSorted((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt))[0]
  if (!next) return undefined
  const node = next.step === 'review' ? state.review?.node : state.handler
  const named = node && state.secrecy !== 'full' ? { node } : {}
  return { step: next.step, ...named, dueAt: next.dueAt }
}
