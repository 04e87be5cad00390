import type { Transaction } from '@inquiry/database'
import type { PreparedCase } from '@inquiry/similarity'
import { sql } from 'kysely'

/** A case in the index: its place in the log decides which of two was there first. */
export type IndexedCase = { caseId: string; position: number; prepared: PreparedCase }

/** How many of the newest cases of each key are looked at, and how many candidates are compared. */
const newestPerKey = 40
const candidatesCompared = 20

/** Enter cases into the index, so that later ones find them. */
export async function enterIndex(tx: Transaction, cases: readonly IndexedCase[]): Promise<void> {
  const keys = cases.flatMap(({ caseId, position, prepared }) =>
    prepared.indexKeys.map((key) => ({ key, position, caseId })),
  )
  await sql`
    with fingerprints as (
      insert into case_fingerprint (case_id, position, prepared)
      select * from unnest(${cases.map((c) => c.caseId)}::uuid[], ${cases.map((c) => c.position)}::bigint[], ${cases.map((c) => JSON.stringify(c.prepared))}::json[])
      on conflict (case_id) do nothing
    )
    insert into case_key (key, position, case_id)
    select * from unnest(${keys.map((k) => k.key)}::int4[], ${keys.map((k) => k.position)}::bigint[], ${keys.map((k) => k.caseId)}::uuid[])`.execute(
    tx,
  )
}

/** For each case, the earlier cases that share most keys with it, best first. */
export async function findCandidates(tx: Transaction, cases: readonly IndexedCase[]): Promise<Map<string, string[]>> {
  const asked = cases.flatMap(({ caseId, position, prepared }) =>
    prepared.indexKeys.map((key) => ({ key, position, caseId })),
  )
  const { rows } = await sql<{ for_case: string; case_id: string }>`
    select for_case, case_id from (
      select asked.case_id as for_case, newest.case_id, count(*) as shared,
        row_number() over (partition by asked.case_id order by count(*) desc, max(newest.position) desc) as rank
      from unnest(${asked.map((a) => a.key)}::int4[], ${asked.map((a) => a.position)}::bigint[], ${asked.map((a) => a.caseId)}::uuid[]) as asked (key, position, case_id)
      cross join lateral (
        select k.case_id, k.position from case_key k
        where k.key = asked.key and k.position < asked.position
        order by k.position desc limit ${newestPerKey}
      ) as newest
      group by asked.case_id, newest.case_id
    ) as ranked
    where rank <= ${candidatesCompared} and shared >= 2
    order by for_case, rank`.execute(tx)
  const found = new Map<string, string[]>()
  for (const row of rows) found.set(row.for_case, [...(found.get(row.for_case) ?? []), row.case_id])
  return found
}

/** The prepared form of cases that are in the index. */
export async function preparedCases(tx: Transaction, caseIds: readonly string[]): Promise<Map<string, PreparedCase>> {
  if (caseIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('case_fingerprint')
    .select(['case_id', 'prepared'])
    .where('case_id', '=', sql<string>`any(${caseIds}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.case_id, row.prepared as PreparedCase]))
}
