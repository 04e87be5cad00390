import { readerPosition } from '@inquiry/case-log'
import type { Database, Transaction } from '@inquiry/database'
import type { Step } from '@inquiry/work-loop'
import { sql } from 'kysely'

/** The reader that puts every event into the inboxes of those it is for. */
export const inboxReader = 'inbox'

/** How many events one transaction addresses. */
const batch = 2_000

/** One step: the audience of the next events, written beside the moved cursor in one statement. */
export function addressInboxesStep(db: Database): Step {
  return async () => {
    await db
      .insertInto('reader_cursor')
      .values({ name: inboxReader, holder: null, leased_until: null })
      .onConflict((c) => c.doNothing())
      .execute()
    return db.transaction().execute(async (tx) => {
      // Inboxes can be made again from the log: this commit need not wait for the disk.
      await sql`set local synchronous_commit = off`.execute(tx)
      const { rows } = await sql<{ taken: number }>`
        with mine as (select position from reader_cursor where name = ${inboxReader} for update),
        next as (
          -- Lateral, so that each step reads its own events and not the log up to them.
          select e.* from mine cross join lateral (
            select position, audience from event where position > mine.position order by position limit ${batch}
          ) as e
        ), addressed as (
          insert into inbox (node_id, position, role, with_case)
          select r.node, next.position, r.role, coalesce(r."withCase", false)
          from next, json_to_recordset(next.audience) as r (node text, role text, "withCase" boolean)
          on conflict do nothing
        ), moved as (
          update reader_cursor set position = (select max(position) from next)
          where name = ${inboxReader} and exists (select 1 from next)
        )
        select count(*) as taken from next`.execute(tx)
      return rows[0]?.taken ?? 0
    })
  }
}

/** Up to which position every inbox is complete. */
export function inboxesCompleteTo(db: Database | Transaction): Promise<number> {
  return readerPosition(db, inboxReader)
}
