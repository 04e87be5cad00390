import { leafAt, leavesAfter, logSize } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { EventStream } from './event-stream.ts'

/** Waits until the log may have grown, at most the given milliseconds, or until the signal ends. */
export type Growth = (timeoutMs: number, signal: AbortSignal) => Promise<void>

/** The stream that is the log itself: nothing need be published to it. */
export function logStream(db: Database, growth: Growth): EventStream {
  return {
    name: 'log',
    publish: () => Promise.resolve(),
    async held() {
      const size = await logSize(db)
      return size === 0 ? undefined : { first: 0, last: size - 1, lastLeaf: (await leafAt(db, size - 1)) ?? '' }
    },
    async *follow(after, signal) {
      let position = after
      while (!signal.aborted) {
        const events = await leavesAfter(db, position, 500)
        for (const event of events) {
          if (signal.aborted) return
          yield event
        }
        position = events.at(-1)?.position ?? position
        if (events.length === 0) await growth(1000, signal)
      }
    },
  }
}
