import type { Database } from '@inquiry/database'
import type { Step } from '@inquiry/work-loop'
import { sql } from 'kysely'
import { attachmentReader } from './attachments.query.ts'

/** How many events one transaction looks at. */
const batch = 2_000

/** One step: which attachments the next events' cases name, written beside the moved cursor in one statement. */
export function linkAttachmentsStep(db: Database): Step {
  return async () => {
    await db
      .insertInto('reader_cursor')
      .values({ name: attachmentReader, holder: null, leased_until: null })
      .onConflict((c) => c.doNothing())
      .execute()
    const { rows } = await sql<{ taken: number }>`
      with mine as (select position from reader_cursor where name = ${attachmentReader} for update),
      next as (
        select e.* from mine cross join lateral (
          select position, case_id, case when type in ('case.submitted', 'case.amended')
            then private -> 'message' -> 'attachments' end as attachments
          from event where position > mine.position order by position limit ${batch}
        ) as e
      ), linked as (
        insert into case_attachment (digest, case_id)
        select distinct a ->> 'digest', next.case_id from next, json_array_elements(next.attachments) a
        on conflict do nothing
      ), moved as (
        update reader_cursor set position = (select max(position) from next)
        where name = ${attachmentReader} and exists (select 1 from next)
      )
      select count(*) as taken from next`.execute(db)
    return rows[0]?.taken ?? 0
  }
}
