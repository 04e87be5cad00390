import type { Database } from '@inquiry/database'
import { sql } from 'kysely'

/** How often a node's asking is noted, in milliseconds: one that polls all the time costs no write each time. */
const noteEveryMs = 2_000

/** Notes how far nodes have taken their inboxes: who asks for what comes after a position has everything up to it. */
export function pullBook(db: Database): (node: string, after: number) => Promise<void> {
  const noted = new Map<string, number>()
  return async (node, after) => {
    const now = performance.now()
    if (after < 0 || now - (noted.get(node) ?? -Infinity) < noteEveryMs) return
    noted.set(node, now)
    // No later than the inbox itself reaches: a cursor of the future is no delivery.
    await sql`
      insert into inbox_acknowledgement as known (node_id, position, asked_at)
      select ${node}, least(${after}, size - 1), clock_timestamp() from log_head
      on conflict (node_id) do update
        set position = greatest(known.position, excluded.position), asked_at = excluded.asked_at`.execute(db)
  }
}
