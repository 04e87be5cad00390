import type { CaseFact } from '@inquiry/assessment'
import type { Transaction } from '@inquiry/database'
import type { StatusCode } from '@inquiry/schema'
import { sql } from 'kysely'

/** The facts of these cases, those that are known. */
export async function loadFacts(tx: Transaction, caseIds: readonly string[]): Promise<Map<string, CaseFact>> {
  if (caseIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('case_fact')
    .selectAll()
    .where('case_id', '=', sql<string>`any(${caseIds}::uuid[])`)
    .execute()
  return new Map(
    rows.map((row) => [
      row.case_id,
      {
        caseId: row.case_id,
        day: row.day,
        division: row.division,
        origin: row.origin,
        handler: row.handler,
        category: row.category,
        nature: row.nature,
        channel: row.channel,
        status: row.status as StatusCode,
        urgency: row.urgency,
        receivedAt: row.received_at.toISOString(),
        repliedAt: row.replied_at?.toISOString() ?? null,
        replyDueAt: row.reply_due_at?.toISOString() ?? null,
        overdueSteps: row.overdue_steps,
        rating: row.rating,
      },
    ]),
  )
}

/** Write facts as they are now. */
export async function saveFacts(tx: Transaction, facts: readonly CaseFact[]): Promise<void> {
  if (facts.length === 0) return
  const column = <K extends keyof CaseFact>(name: K): CaseFact[K][] => facts.map((fact) => fact[name])
  await sql`
    insert into case_fact
    select * from unnest(
      ${column('caseId')}::uuid[], ${column('day')}::date[], ${column('division')}::text[], ${column('origin')}::text[],
      ${column('handler')}::text[], ${column('category')}::text[], ${column('nature')}::text[], ${column('channel')}::text[],
      ${column('status')}::text[], ${column('urgency')}::text[], ${column('receivedAt')}::timestamptz[],
      ${column('repliedAt')}::timestamptz[], ${column('replyDueAt')}::timestamptz[], ${column('overdueSteps')}::int[], ${column('rating')}::int[])
    on conflict (case_id) do update set
      division = excluded.division, handler = excluded.handler, category = excluded.category, status = excluded.status,
      replied_at = excluded.replied_at, reply_due_at = excluded.reply_due_at,
      overdue_steps = excluded.overdue_steps, rating = excluded.rating`.execute(tx)
}

/** Move the counts; changes of the same key are added up first. */
export async function addToTally(tx: Transaction, changes: readonly { fact: CaseFact; by: number }[]): Promise<void> {
  const sums = new Map<string, { fact: CaseFact; by: number }>()
  for (const { fact, by } of changes) {
    const key = JSON.stringify([
      fact.day,
      fact.division,
      fact.origin,
      fact.handler,
      fact.category,
      fact.nature,
      fact.channel,
      fact.status,
      fact.urgency,
    ])
    sums.set(key, { fact, by: (sums.get(key)?.by ?? 0) + by })
  }
  const moved = [...sums.values()].filter(({ by }) => by !== 0)
  if (moved.length === 0) return
  const column = <K extends keyof CaseFact>(name: K): CaseFact[K][] => moved.map(({ fact }) => fact[name])
  await sql`
    insert into case_tally (day, division, origin, handler, category, nature, channel, status, urgency, count)
    select * from unnest(
      ${column('day')}::date[], ${column('division')}::text[], ${column('origin')}::text[], ${column('handler')}::text[],
      ${column('category')}::text[], ${column('nature')}::text[], ${column('channel')}::text[], ${column('status')}::text[],
      ${column('urgency')}::text[], ${moved.map(({ by }) => by)}::bigint[])
    on conflict (day, division, origin, handler, category, nature, channel, status, urgency)
    do update set count = case_tally.count + excluded.count`.execute(tx)
}
