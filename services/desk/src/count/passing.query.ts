import { readerPosition } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { sql } from 'kysely'
import { summaryReader } from '../find/summarise.worker.ts'

/** How often cases went from one node that returned them to the next, and how long the first had held them. */
export type Passing = { from: string; to: string | null; passes: number; cases: number; medianHoursHeld: number }

/** Every pair of nodes between which cases were passed on days `from` inclusive to `to` exclusive, the busiest first. */
export async function readPassing(
  db: Database,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Promise<{ pairs: Passing[]; position: number }> {
  const period = sql.join(
    [
      sql`ended_by = 'returned'`,
      ...(from === undefined ? [] : [sql`ended_at >= ${`${from}T00:00:00+08:00`}::timestamptz`]),
      ...(to === undefined ? [] : [sql`ended_at < ${`${to}T00:00:00+08:00`}::timestamptz`]),
    ],
    sql` and `,
  )
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const position = await readerPosition(tx, summaryReader)
      const { rows } = await sql<Passing>`
        select node as "from", next_node as "to", count(*) as passes, count(distinct case_id) as cases,
          round((percentile_cont(0.5) within group (order by extract(epoch from ended_at - began_at)) / 3600)::numeric, 2)
            as "medianHoursHeld"
        from case_hop where ${period}
        group by node, next_node order by passes desc, node, next_node limit 1000`.execute(tx)
      return { pairs: rows, position }
    })
}
