import { patternsOf } from '@inquiry/access'
import { readerPosition } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { sql } from 'kysely'
import { summaryReader } from '../find/summarise.worker.ts'

/** How often cases went from one node that returned them to the next, and how long the first had held them. */
export type Passing = { from: string; to: string | null; passes: number; cases: number; medianHoursHeld: number }

/** Every pair of nodes between which cases of the divisions were passed on days `from` inclusive to `to` exclusive, the busiest first. */
export async function readPassing(
  db: Database,
  { from, to, within }: { from?: string | undefined; to?: string | undefined; within: readonly string[] | null },
): Promise<{ pairs: Passing[]; position: number }> {
  const patterns = patternsOf(within)
  const conditions = sql.join(
    [
      sql`ended_by = 'returned'`,
      ...(patterns === null
        ? []
        : [sql`case_id in (select s.case_id from case_summary s where s.division like any(${patterns}::text[]))`]),
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
        from case_hop where ${conditions}
        group by node, next_node order by passes desc, node, next_node limit 1000`.execute(tx)
      return { pairs: rows, position }
    })
}
