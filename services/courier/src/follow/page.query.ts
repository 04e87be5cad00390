import { leavesAfter, logSize } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { Growth } from '@inquiry/work-loop'
import type { EventFilter } from './event-filter.ts'
import { fittingAfter } from './filtered.query.ts'

/** What a page asks for; `after` is exclusive. */
export type PageRequest = { after: number; limit: number; waitMs: number; filter: EventFilter | undefined }

/** `more` says that the log goes on where nobody has looked yet. */
type Page = { events: { position: number; leaf: string }[]; next: number; more: boolean }

/** A page of the log; `next` is the last position given or examined, never lower than `after`. */
export async function eventsAfterPosition(
  db: Database,
  { after, limit, waitMs, filter }: PageRequest,
  growth: Growth,
  signal: AbortSignal,
): Promise<Page> {
  const deadline = performance.now() + waitMs
  for (let from = after; ;) {
    const noted = growth.count
    const page = await nextEvents(db, from, limit, filter)
    const left = deadline - performance.now()
    if (page.events.length > 0 || left <= 0 || signal.aborted) return page
    if (!page.more) await growth.wait(noted, Math.min(left, 1000), signal)
    from = page.next
  }
}

/** The events that come next; none of those that fit lies between the position and `next` but these. */
export async function nextEvents(
  db: Database,
  after: number,
  limit: number,
  filter: EventFilter | undefined,
): Promise<Page> {
  const size = await logSize(db)
  if (filter) {
    const { events, next } = await fittingAfter(db, { after, limit, size }, filter)
    return { events, next, more: next < size - 1 }
  }
  const events = await leavesAfter(db, after, limit)
  const next = events.at(-1)?.position ?? Math.max(after, size - 1)
  return { events, next, more: next < size - 1 }
}
