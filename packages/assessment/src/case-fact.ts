import { lifecycleTable, messageOf } from '@inquiry/lifecycle'
import type { EventType, RecordedEvent, StatusCode } from '@inquiry/schema'

/** What is counted of a case; one row that its events fold into. Times are the hub's recording times. */
export type CaseFact = {
  caseId: string
  /** The local day of its recording, `YYYY-MM-DD`. */
  day: string
  division: string
  origin: string
  handler: string | null
  category: string | null
  nature: string
  channel: string
  status: StatusCode
  urgency: string
  receivedAt: string
  repliedAt: string | null
  /** When the reply was due as last set; null while no clock for it has begun. */
  replyDueAt: string | null
  overdueSteps: number
  rating: number | null
}

/** The status that follows each event; events that are absent keep it. */
const nextStatus = new Map<EventType, StatusCode>(
  lifecycleTable.flatMap((row) => (row.to === 'same' || row.role === 'assist' ? [] : [[row.type, row.to] as const])),
)

/**
 * The fact after an event of the case; undefined where the case is not known and the event does not begin it, and for a
 * probe, which nothing counts.
 */
export function advanceFact(fact: CaseFact | undefined, event: RecordedEvent): CaseFact | undefined {
  if (event.type === 'case.submitted') return event.data.probe ? undefined : beginFact(event)
  if (!fact) return undefined
  const moved = movesStatus(event) ? { ...fact, status: nextStatus.get(event.type) ?? fact.status } : fact
  return withDue(changes[event.type]?.(moved, event as never) ?? moved, event)
}

/** The assignment of an assistant is the one event whose type alone does not say whether the case moves. */
function movesStatus(event: RecordedEvent): boolean {
  return event.type !== 'case.assigned' || event.data.role === 'lead'
}

type Change<T extends EventType> = (fact: CaseFact, event: RecordedEvent<T>) => CaseFact
const changes: { [T in EventType]?: Change<T> } = {
  'case.assigned': (fact, { data }) => (data.role === 'lead' ? beginHandling(fact, data.node) : fact),
  'case.designated': (fact, { data }) => beginHandling(fact, data.node),
  'case.reopened': (fact) => ({ ...fact, repliedAt: null, replyDueAt: null }),
  'case.amended': (fact, event) => {
    const message = messageOf(event)
    return { ...fact, division: message?.division ?? fact.division, category: message?.category?.code ?? fact.category }
  },
  'case.replied': (fact, { time }) => ({ ...fact, repliedAt: time }),
  'case.overdue': (fact) => ({ ...fact, overdueSteps: fact.overdueSteps + 1 }),
  'case.rated': (fact, { data }) => ({ ...fact, rating: data.rating }),
}

function beginHandling(fact: CaseFact, handler: string): CaseFact {
  return { ...fact, handler, repliedAt: null, replyDueAt: null }
}

function withDue(fact: CaseFact, event: RecordedEvent): CaseFact {
  if (event.type === 'case.due-changed')
    return event.data.step === 'reply' ? { ...fact, replyDueAt: event.data.to } : fact
  const due = 'due' in event.data && Array.isArray(event.data.due) ? event.data.due : []
  const reply = due.find((clock: { step: string }) => clock.step === 'reply') as { dueAt: string } | undefined
  return reply ? { ...fact, replyDueAt: reply.dueAt } : fact
}

/** Guarded cases are cut in public (annex B23); coordinators count them where they are. */
function beginFact(event: RecordedEvent<'case.submitted'>): CaseFact {
  const message = messageOf(event)
  return {
    caseId: event.subject,
    day: event.time.slice(0, 10),
    division: message?.division ?? event.division,
    origin: event.data.origin,
    handler: null,
    category: message?.category?.code ?? event.data.category?.code ?? null,
    nature: event.data.nature,
    channel: event.data.channel,
    status: 'submitted',
    urgency: event.data.urgency,
    receivedAt: event.time,
    repliedAt: null,
    replyDueAt: null,
    overdueSteps: 0,
    rating: null,
  }
}
