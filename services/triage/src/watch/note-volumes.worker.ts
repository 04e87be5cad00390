import { readOnce } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { Step } from '@inquiry/work-loop'
import { sql } from 'kysely'
import { hourOf } from './usual-volume.ts'

/** The reader that knows how much each node usually sends. */
export const volumeReader = 'volumes'

const batch = 2_000

/** One step: the messages of the next events, counted by node and hour. */
export function noteVolumesStep(db: Database): Step {
  return () =>
    readOnce(db, volumeReader, batch, async (tx, events) => {
      const counts = new Map<string, { node: string; hour: Date; messages: number }>()
      for (const { node, recordedAt } of events) {
        if (node === null) continue
        const hour = hourOf(recordedAt.getTime())
        const key = `${node} ${hour}`
        const count = counts.get(key) ?? { node, hour: new Date(hour), messages: 0 }
        count.messages += 1
        counts.set(key, count)
      }
      const rows = [...counts.values()]
      if (rows.length === 0) return
      await sql`
        insert into node_volume (node_id, hour, messages)
        select * from unnest(${rows.map((r) => r.node)}::text[], ${rows.map((r) => r.hour)}::timestamptz[], ${rows.map((r) => r.messages)}::int[])
        on conflict (node_id, hour) do update set messages = node_volume.messages + excluded.messages`.execute(tx)
    })
}
