import { leavesAfter, logSize } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { EventStream } from './event-stream.ts'

/** Waits until the log may have grown, at most the given milliseconds, or until the signal ends. */
export type Growth = (timeoutMs: number, signal: AbortSignal) => Promise<void>

/** The stream that is the log itself: nothing need be published to it. */
export function logStream(db: Database, growth: Growth): EventStream {
  return {
    name: 'log',
    publish: () => Promise.resolve(),
    lastPosition: async () => (await logSize(db)) - 1,
    async *follow(after, signal) {
      let position = after
      while (!signal.aborted) {
        const events = await leavesAfter(db, position, 500)
        for (const event of events) yield event
        position = events.at(-1)?.position ?? position
        if (events.length === 0) await growth(1000, signal)
      }
    },
  }
}
