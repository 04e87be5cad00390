import type { Database } from '@inquiry/database'
import { messageTypeNames } from '@inquiry/schema'
import type { Step } from '@inquiry/work-loop'
import { sql } from 'kysely'

/** The reader that knows how much each node usually sends. */
export const volumeReader = 'volumes'

const batch = 10_000

/** One step: the messages among the next events, counted by node and hour beside the moved cursor in one statement. */
export function noteVolumesStep(db: Database): Step {
  return async () => {
    await db
      .insertInto('reader_cursor')
      .values({ name: volumeReader, holder: null, leased_until: null })
      .onConflict((c) => c.doNothing())
      .execute()
    const { rows } = await sql<{ taken: number }>`
      with mine as (select position from reader_cursor where name = ${volumeReader} for update),
      range as (
        select mine.position as after, least(mine.position + ${batch}, log_head.size - 1) as last from mine, log_head
      ), counted as (
        insert into node_volume (node_id, hour, messages)
        select e.node, date_trunc('hour', e.recorded_at), count(*) from event e, range
        where e.position > range.after and e.position <= range.last and e.node is not null and e.type = any(${[...messageTypeNames]}::text[])
          and not (e.type = 'case.submitted' and e.leaf like '%"probe":true%')
        group by 1, 2
        on conflict (node_id, hour) do update set messages = node_volume.messages + excluded.messages
      ), moved as (
        update reader_cursor set position = range.last from range where name = ${volumeReader} and range.last > range.after
      )
      select last - after as taken from range`.execute(db)
    return Math.max(0, rows[0]?.taken ?? 0)
  }
}
