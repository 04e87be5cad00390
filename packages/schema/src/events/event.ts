import type { EventData, EventType } from './event-types.ts'

/** What the parties to a case may see of an event beside its public part (annex A7). */
export type PrivatePart = {
  /** The data of the node's message that caused the event. */
  message?: unknown
  /** Base64url, 16 bytes: opens `data.contentDigest`. */
  salt?: string
  /** Free text of a coordinator: the reason of a decision. */
  reason?: string
  [member: string]: unknown
}

/** An event on its way into the log: it has neither position nor time yet. */
export type NewEvent<T extends EventType = EventType> = {
  [K in T]: {
    type: K
    /** The case; null for events about a node or a hot spot, whose `subject` then names them. */
    caseId: string | null
    subject: string
    division: string
    /** The node whose message caused it. */
    node?: string
    /** Base64url SHA-256 of the signing input of the envelope it came in. */
    envelopeDigest?: string
    data: EventData<K>
    private?: PrivatePart
    /** The nodes that receive it in their inbox, each with the role it has in the case. */
    audience: readonly Recipient[]
  }
}[T]

/** A node that receives an event, as what, and whether it may see the case's text with it. */
export type Recipient = { node: string; role: 'origin' | 'lead' | 'assist' | 'reviewer' | 'self'; withCase?: boolean }

/** An event in the log. `time` has milliseconds and the offset +08:00. */
export type RecordedEvent<T extends EventType = EventType> = NewEvent<T> & { position: number; time: string }
