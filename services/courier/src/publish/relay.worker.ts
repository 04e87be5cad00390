import { leavesAfter } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { JetStreamEvents, StreamedEvent } from '@inquiry/event-stream'
import type { Step } from '@inquiry/work-loop'
import { noteFault } from '../oversee/faults.query.ts'
import { compareStream } from './compare.query.ts'
import type { Verdict } from './judge-stream.ts'
import { holdLease, moveCursor, releaseLease, type Lease } from './lease.query.ts'
import { askedRepublication, republicationBegun } from './republication.query.ts'

/** How many events are published before their acknowledgements are awaited. */
const window = 256
/** How often the stream is compared with the log though nothing seems wrong, in milliseconds. */
const usuallyCompareEveryMs = 5_000
/** How far the cursor may lag behind what is in the stream, in milliseconds: to move it costs a commit. */
const cursorLagMs = 200
/** How often a hub without the lease tries for it, in milliseconds. */
const standbyMs = 500

/** The reader that carries the log to JetStream. */
export const relayName = 'relay'

export type RelayOptions = { db: Database; stream: JetStreamEvents; holder: string; compareEveryMs?: number }

/** The stream holds events that this log does not: it is another hub's, or this database was set back. */
export class OtherLog extends Error {
  override name = 'OtherLog'
}

/** Where the relay stands: the last position in the stream, when that was compared, and when the cursor was moved there. */
type Standing = { position: number; generation: number; comparedAt: number; movedAt: number }

/**
 * One step of the relay: publish the next window of the log. The cursor follows a few times a second; where it lags
 * behind the stream the comparison finds it. One relay of a hub is active; it holds a lease with a fence, and
 * one that lost it cannot move the cursor and stops there. What it appends until then is what the log has next, at the
 * sequence where it belongs, or is refused. When it begins, after every reconnect and every failure, and every five
 * seconds, it compares the stream with the log and publishes again what the stream lost. While NATS is away it does nothing.
 */
export function relayStep({ db, stream, holder, compareEveryMs = usuallyCompareEveryMs }: RelayOptions): Step {
  const isStale = ({ generation, comparedAt }: Standing): boolean =>
    generation !== stream.link.generation || performance.now() - comparedAt > compareEveryMs
  let standing: Standing | undefined
  let lease: Lease | undefined
  let triedAt = -Infinity
  return async () => {
    if (!stream.link.connection) return 0
    if (!lease && performance.now() - triedAt < standbyMs) return 0
    triedAt = performance.now()
    try {
      const held = await holdLease(db, relayName, holder, lease)
      if (held && held.fence !== lease?.fence) standing = undefined
      lease = held
      if (!lease) return 0
      if (!standing || isStale(standing)) {
        const { generation } = stream.link
        lease = await takeStand({ db, stream, holder }, lease)
        const now = performance.now()
        standing = { position: lease.position, generation, comparedAt: now, movedAt: now }
      }
      const events = await publishNext(db, stream, standing.position)
      standing = { ...standing, position: events.at(-1)?.position ?? standing.position }
      if (performance.now() - standing.movedAt > cursorLagMs) {
        lease = await moveTo(db, lease, standing.position)
        standing = { ...standing, movedAt: performance.now() }
      }
      return events.length
    } catch (error) {
      standing = undefined
      lease = undefined
      if (!stream.link.connection) return 0
      throw error
    }
  }
}

/** The next window of the log is in the stream when this is done. */
async function publishNext(db: Database, stream: JetStreamEvents, after: number) {
  const events = await leavesAfter(db, after, window)
  if (events.length > 0) await stream.publish(events.map(streamed))
  return events
}

/** Nothing is written where the cursor stands there already. */
async function moveTo(db: Database, lease: Lease, position: number): Promise<Lease> {
  return lease.position === position ? lease : moveCursor(db, relayName, lease, position)
}

/** Compare the stream with the log, mend it where it must be, and move the cursor to where publishing goes on. */
async function takeStand(options: RelayOptions, lease: Lease): Promise<Lease> {
  const { db, stream } = options
  await stream.ensure()
  const asked = await askedRepublication(db)
  const verdict = await compareStream(db, stream, lease.position, asked?.from)
  const moved = await carryOut(verdict, options, lease)
  if (asked) await republicationBegun(db, asked.upTo, new Date())
  return moved
}

async function carryOut(verdict: Verdict, { db, stream }: RelayOptions, lease: Lease): Promise<Lease> {
  if (verdict.kind === 'other-log')
    throw new OtherLog(
      'The stream INQUIRY holds events that this log does not. If this database is the right one: hub republish --from 0',
    )
  if (verdict.kind === 'go-on') {
    if (verdict.lost > 0)
      await noteFault(db, 'stream-shortened', 'INQUIRY', `lost its last ${verdict.lost} events; published again`)
    return verdict.after === lease.position ? lease : moveCursor(db, relayName, lease, verdict.after)
  }
  // The cursor goes back first: whoever takes over in between finds an empty stream and fills it from there.
  const moved = await moveCursor(db, relayName, lease, verdict.from - 1)
  await stream.restart()
  await stream.held()
  if (verdict.reason !== 'new')
    await noteFault(db, 'stream-filled-again', 'INQUIRY', `from position ${verdict.from}: ${reasons[verdict.reason]}`)
  return moved
}

const reasons = {
  asked: 'an operator asked for it',
  empty: 'the stream had lost everything',
  hole: 'the stream had a hole',
  front: 'the stream had lost its beginning',
}

function streamed({ position, leaf }: { position: number; leaf: string }): StreamedEvent {
  const { type, division } = JSON.parse(leaf) as { type: string; division: string }
  return { position, leaf, division, type: type.replace(/^inquiry\./, '').replace(/\.v\d+$/, '') }
}

/** Give up the relay's lease, so that another hub need not wait for it to run out. */
export function releaseRelay(db: Database, holder: string): Promise<void> {
  return releaseLease(db, relayName, holder)
}
