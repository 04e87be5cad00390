import { leavesAfter, logSize } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { Growth } from '@inquiry/work-loop'

/** What a page asks for; `after` is exclusive. */
export type PageRequest = { after: number; limit: number; waitMs: number }

/** A page of the log; `next` is the last position given or examined, never lower than `after`. */
export async function eventsAfterPosition(
  db: Database,
  { after, limit, waitMs }: PageRequest,
  growth: Growth,
  signal: AbortSignal,
): Promise<{ events: { position: number; leaf: string }[]; next: number }> {
  const deadline = performance.now() + waitMs
  for (;;) {
    const size = await logSize(db)
    const events = await leavesAfter(db, after, limit)
    const left = deadline - performance.now()
    if (events.length > 0 || left <= 0 || signal.aborted) {
      return { events, next: events.at(-1)?.position ?? Math.max(after, size - 1) }
    }
    await growth.wait(Math.min(left, 1000), signal)
  }
}
