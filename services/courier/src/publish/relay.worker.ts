import { leavesAfter } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { EventStream, StreamedEvent } from '@inquiry/event-stream'
import type { Step } from '@inquiry/work-loop'
import { holdLease, moveCursor, releaseLease, type Lease } from './lease.query.ts'

/** How many events are published before their acknowledgements are awaited. */
const window = 256

/** The reader that carries the log to JetStream. */
export const relayName = 'relay'

export type RelayOptions = { db: Database; stream: EventStream; holder: string; now: () => Date }

/**
 * One step of the relay: publish the next window of the log, then move the cursor. One relay of a hub is active; it
 * holds a lease with a fence, and one that lost it can move nothing. Before its first window, and after every failure,
 * it compares the stream with its cursor and goes back to what the stream lost.
 */
export function relayStep({ db, stream, holder, now }: RelayOptions): Step {
  let lease: Lease | undefined
  let compared = false
  return async () => {
    lease = await holdLease(db, relayName, holder, lease, now())
    if (!lease) return 0
    try {
      if (!compared) {
        const position = Math.min(lease.position, await stream.lastPosition())
        lease = { ...lease, position }
        compared = true
      }
      const events = await leavesAfter(db, lease.position, window)
      if (events.length === 0) return 0
      await stream.publish(events.map(streamed))
      const last = events.at(-1)?.position ?? lease.position
      lease = await moveCursor(db, relayName, lease, last)
      return events.length
    } catch (error) {
      compared = false
      throw error
    }
  }
}

function streamed({ position, leaf }: { position: number; leaf: string }): StreamedEvent {
  const { type, division } = JSON.parse(leaf) as { type: string; division: string }
  return { position, leaf, division, type: type.replace(/^inquiry\./, '').replace(/\.v\d+$/, '') }
}

/** Give up the relay's lease, so that another hub need not wait for it to run out. */
export function releaseRelay(db: Database, holder: string): Promise<void> {
  return releaseLease(db, relayName, holder)
}
