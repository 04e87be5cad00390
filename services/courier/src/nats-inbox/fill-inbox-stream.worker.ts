import type { InboxStream, InboxStreamState } from '@inquiry/event-stream'
import { eventTypeOf } from '@inquiry/schema'
import type { Step } from '@inquiry/work-loop'
import { inboxesCompleteTo } from '../deliver/address-inboxes.worker.ts'
import { readInbox, type InboxReading } from '../deliver/read-inbox.ts'
import { noteFault } from '../oversee/faults.query.ts'
import { holdLease, releaseLease, type Lease } from '../publish/lease.query.ts'
import {
  natsInboxes,
  settleAcknowledged,
  settlePublished,
  waitingNatsInboxes,
  type NatsInbox,
} from './nats-users.query.ts'

/** The loop that carries inboxes to JetStream. */
export const inboxStreamName = 'inbox-stream'

/** Events of one node that are published before others come. */
const atATime = 50
/** How often consumers, acknowledgements and the stream itself are looked at, in milliseconds. */
const usuallyCompareEveryMs = 5_000
const standbyMs = 500

export type InboxStreamOptions = Omit<InboxReading, 'way'> & {
  stream: InboxStream
  holder: string
  compareEveryMs?: number
}

/**
 * One step: what lies in the inboxes of nodes on NATS goes into the stream, in order. One hub does it at a time. An event
 * stays in the stream until its node acknowledges it; where the stream was lost, or lost its end, everything that a node
 * is not known to have taken is published again.
 */
export function fillInboxStreamStep(options: InboxStreamOptions): Step {
  const { db, stream, holder, compareEveryMs = usuallyCompareEveryMs } = options
  let lease: Lease | undefined
  let triedAt = -Infinity
  let known: { state: InboxStreamState; generation: number; at: number } | undefined
  return async () => {
    if (!stream.link.connection) return 0
    if (!lease && performance.now() - triedAt < standbyMs) return 0
    triedAt = performance.now()
    try {
      const held = await holdLease(db, inboxStreamName, holder, lease)
      if (held?.fence !== lease?.fence) known = undefined
      lease = held
      if (!lease) return 0
      const inboxes = await natsInboxes(db)
      if (inboxes.length === 0) return 0
      const { generation } = stream.link
      const isNews = inboxes.some((inbox) => inbox.ready_at === null)
      if (!known || known.generation !== generation || isNews || performance.now() - known.at > compareEveryMs) {
        const state = await takeStand(options, inboxes)
        known = { state, generation, at: performance.now() }
      }
      const complete = await inboxesCompleteTo(db)
      let published = 0
      for (const inbox of await waitingNatsInboxes(db, complete))
        published += await publishNext(options, inbox, known.state)
      return published
    } catch (error) {
      known = undefined
      lease = undefined
      if (!stream.link.connection) return 0
      throw error
    }
  }
}

/** See that stream and consumers stand, learn what nodes have taken, and go back to what the stream lost. */
async function takeStand(options: InboxStreamOptions, inboxes: readonly NatsInbox[]): Promise<InboxStreamState> {
  const { db, stream } = options
  const state = await stream.ensure()
  await stream.ensureConsumers(inboxes.map((inbox) => inbox.node_id))
  for (const inbox of inboxes) {
    const { node_id, published, acknowledged, stream_made, last_sequence } = inbox
    const isLost = stream_made !== null && (stream_made !== state.made || last_sequence > state.lastSequence)
    if (isLost && published > acknowledged) {
      await settlePublished(db, node_id, { published: acknowledged, stream_made: state.made, last_sequence: 0 })
      await noteFault(
        db,
        'stream-filled-again',
        `INBOX ${node_id}`,
        `from position ${acknowledged + 1}: the stream was lost`,
      )
    } else {
      const taken = await takenUpTo(stream, inbox)
      if (taken > acknowledged) await settleAcknowledged(db, node_id, taken)
      if (inbox.ready_at === null || isLost)
        await settlePublished(db, node_id, {
          published,
          stream_made: state.made,
          last_sequence: 0,
          ready_at: new Date(),
        })
    }
  }
  return state
}

/** The last position before the first event that still waits for its node; all that was published where none does. */
async function takenUpTo(stream: InboxStream, { node_id, published, acknowledged }: NatsInbox): Promise<number> {
  if (published === acknowledged) return acknowledged
  const waiting = await stream.firstWaiting(node_id)
  return waiting === undefined ? published : (JSON.parse(waiting) as { position: number }).position - 1
}

/** Publish the next of a node's events; the stream's last number moves on with them. */
async function publishNext(options: InboxStreamOptions, inbox: NatsInbox, state: InboxStreamState): Promise<number> {
  const { db, stream } = options
  const { events, next } = await readInbox({ ...options, way: 'nats' }, inbox.node_id, inbox.published, atATime)
  const sequences = await stream.publish(
    events.map(({ id, type, text }) => ({ node: inbox.node_id, id, type: eventTypeOf(type) ?? type, text })),
    state.lastSequence,
  )
  state.lastSequence = Math.max(state.lastSequence, ...sequences)
  const last_sequence = Math.max(inbox.last_sequence, ...sequences)
  await settlePublished(db, inbox.node_id, {
    published: Math.max(next, inbox.published),
    stream_made: state.made,
    ...(sequences.length > 0 ? { last_sequence } : {}),
  })
  return events.length
}

/** Give up the lease, so that another hub need not wait for it to run out. */
export function releaseInboxStream({ db, holder }: Pick<InboxStreamOptions, 'db' | 'holder'>): Promise<void> {
  return releaseLease(db, inboxStreamName, holder)
}
