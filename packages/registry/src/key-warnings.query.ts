import type { Database, Transaction } from '@inquiry/database'
import { sql } from 'kysely'

/** How many days before its end a node is told of a key: each once. */
const warningDays = [60, 30, 7, 1]

/** A key whose end comes within so many days, and whose node has not been told of that yet. */
export type EndingKey = { kid: string; nodeId: string; notAfter: Date; days: number }

/** Whether any warning is due, for whoever need not hold the log's head for nothing. */
export async function hasDueWarnings(db: Database, now: Date): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (select 1 from (${dueAt(now)}) due left join key_warning w using (kid, days) where w.kid is null) as due`.execute(
    db,
  )
  return rows[0]?.due === true
}

/**
 * Take the warnings that are due: for each key the one nearest to its end. Those that were passed over meanwhile are taken
 * with it, so that a key that is first seen with five days left is warned of once.
 */
export async function takeDueWarnings(tx: Transaction, now: Date): Promise<EndingKey[]> {
  const { rows } = await sql<{ kid: string; node_id: string; not_after: Date; days: number }>`
    with due as (${dueAt(now)}), taken as (
      insert into key_warning (kid, days) select kid, days from due on conflict do nothing returning kid, days
    ), nearest as (select kid, min(days) as days from due group by kid)
    select due.kid, due.node_id, due.not_after, due.days
    from due join nearest using (kid, days) join taken using (kid, days) order by due.kid`.execute(tx)
  return rows.map((row) => ({ kid: row.kid, nodeId: row.node_id, notAfter: row.not_after, days: row.days }))
}

function dueAt(now: Date) {
  return sql`
    select k.kid, k.node_id, k.not_after, w.days
    from node_key k, unnest(${warningDays}::int[]) as w (days)
    where k.revoked_at is null and k.not_after > ${now}::timestamptz
      and k.not_after <= ${now}::timestamptz + make_interval(days => w.days)`
}
