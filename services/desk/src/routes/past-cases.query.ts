import { patternsOf } from '@inquiry/access'
import type { Transaction } from '@inquiry/database'
import type { KeptMessage } from '@inquiry/lifecycle'
import type { Choice, PastCase } from '@inquiry/routing'
import { sql } from 'kysely'

/** Days of recording, `YYYY-MM-DD` in Asia/Shanghai: from inclusive, to exclusive; the whole past without. */
export type Past = {
  from?: string | undefined
  to?: string | undefined
  /** The divisions that the coordinator is limited to; null for all. */
  within: readonly string[] | null
}

type Row = {
  case_id: string
  origin: string
  submitted: KeptMessage<'case.submitted'>
  type: string | null
  leaf: string | null
}

/** The next past cases after one, in the order of recording: as they were filed, and where they went first. */
export async function pastCases(
  tx: Transaction,
  { from, to, within }: Past,
  after: string | undefined,
  limit: number,
): Promise<PastCase[]> {
  const patterns = patternsOf(within)
  const period = sql.join(
    [
      sql`true`,
      ...(patterns === null ? [] : [sql`c.division like any(${patterns}::text[])`]),
      ...(from === undefined ? [] : [sql`c.received_at >= ${`${from}T00:00:00+08:00`}::timestamptz`]),
      ...(to === undefined ? [] : [sql`c.received_at < ${`${to}T00:00:00+08:00`}::timestamptz`]),
      ...(after === undefined ? [] : [sql`c.case_id > ${after}::uuid`]),
    ],
    sql` and `,
  )
  const { rows } = await sql<Row>`
    with past as (select case_id, origin from case_summary c where ${period} order by case_id limit ${limit})
    select c.case_id, c.origin, s.private->'message' as submitted, a.type, a.leaf
    from past c
    join lateral (select private from event where case_id = c.case_id order by position limit 1) s on true
    left join lateral (
      select type, leaf from event
      where case_id = c.case_id and type in ('case.assigned', 'case.designated', 'case.unroutable')
      order by position limit 1
    ) a on true
    order by c.case_id`.execute(tx)
  return rows.map((row) => ({ ...row.submitted, caseId: row.case_id, origin: row.origin, before: firstChoice(row) }))
}

/** Where it went first; nowhere where it was unroutable or has not been assigned yet. */
function firstChoice({ type, leaf }: Row): Choice {
  if (type === null || type === 'case.unroutable' || leaf === null) return { node: null, rule: null }
  const { data } = JSON.parse(leaf) as { data: { node: string; rule: string | null } }
  return { node: data.node, rule: data.rule }
}
