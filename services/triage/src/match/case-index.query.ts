import { loadCases } from '@inquiry/case-record'
import type { Transaction } from '@inquiry/database'
import { candidatePlan, citizenShared, keyShared, preparation, type PreparedCase } from '@inquiry/similarity'
import { sql } from 'kysely'
import { prepareCase } from './prepare-case.ts'

/** A case in the index: its place in the log decides which of two was there first, and names it in the index. */
export type IndexedCase = { caseId: string; position: number; prepared: PreparedCase }

/** Cases that one statement enters when the index is built anew. */
const builtTogether = 2_000
/** What lies in the same county, or city, counts for beside the keys in common. */
const sameCounty = 5
const sameCity = 3

type Entry = { key: number; division: number; position: number; isCitizen: boolean }

function entriesOf({ position, prepared }: IndexedCase): Entry[] {
  const { indexKeys, reporterKey } = prepared
  const division = Number(prepared.division)
  return indexKeys.map((key, at) => ({ key, division, position, isCitizen: at === 0 && reporterKey !== null }))
}

/** Enter cases into the index, so that later ones find them. */
export async function enterIndex(tx: Transaction, cases: readonly IndexedCase[]): Promise<void> {
  const entries = cases.flatMap(entriesOf)
  await sql`
    with fingerprints as (
      insert into case_fingerprint (case_id, position, prepared)
      select * from unnest(${cases.map((c) => c.caseId)}::uuid[], ${cases.map((c) => c.position)}::bigint[], ${cases.map((c) => JSON.stringify(c.prepared))}::json[])
      on conflict do nothing
      returning position
    )
    insert into case_key (key, division, position)
    select e.* from unnest(${entries.map((e) => e.key)}::int4[], ${entries.map((e) => e.division)}::int4[], ${entries.map((e) => e.position)}::bigint[]) as e (key, division, position)
    join fingerprints using (position)`.execute(tx)
}

/** What the index knows of a case's likes. */
export type Candidates = {
  /** Places in the log of earlier cases, those that share most first. */
  positions: readonly number[]
  /** How many of the newest cases are by the same citizen. */
  citizenCases: number
}

/**
 * For each case (by position) the earlier ones that share most keys with it, a key that few have counting for more; of
 * equal ones those in the same county or city first. Cases that share too little are left out.
 */
export async function findCandidates(tx: Transaction, cases: readonly IndexedCase[]): Promise<Map<number, Candidates>> {
  const asked = cases.flatMap(entriesOf)
  const { rows } = await sql<{ asked_at: number; positions: number[]; citizen_cases: number }>`
    select asked_at, array_agg(position order by rank) as positions, max(citizen_cases) as citizen_cases from (
      select asked_at, position, max(citizen_cases) over (partition by asked_at) as citizen_cases,
        row_number() over (partition by asked_at order by shared + nearness desc, position desc) as rank
      from (
        select asked.position as asked_at, newest.position,
          sum(case when asked.is_citizen then ${citizenShared} else (${worths}::float4[])[newest.holders] end) as shared,
          max(case when asked.is_citizen then newest.holders else 0 end) as citizen_cases,
          max(case
            when newest.division = asked.division then ${sameCounty}::int
            when newest.division / 100 = asked.division / 100 then ${sameCity}::int
            else 0 end) as nearness
        from unnest(
          ${asked.map((a) => a.key)}::int4[], ${asked.map((a) => a.division)}::int4[],
          ${asked.map((a) => a.position)}::bigint[], ${asked.map((a) => a.isCitizen)}::bool[]
        ) as asked (key, division, position, is_citizen)
        cross join lateral (
          select position, division, count(*) over () as holders from (
            select k.position, k.division from case_key k
            where k.key = asked.key and k.position < asked.position
            order by k.position desc limit ${candidatePlan.newestPerKey}
          ) as kept
        ) as newest
        group by asked.position, newest.position
      ) as sharing
      where shared >= ${candidatePlan.least}
    ) as ranked
    where rank <= ${candidatePlan.lookedAt}
    group by asked_at`.execute(tx)
  return new Map(
    rows.map((row) => [row.asked_at, { positions: row.positions.map(Number), citizenCases: row.citizen_cases }]),
  )
}

/** What a key in common counts for, by how many cases were found under it. */
const worths = Array.from({ length: candidatePlan.newestPerKey }, (_, at) => keyShared(at + 1))

/** Cases that are in the index, by their positions. */
export async function indexedAt(tx: Transaction, positions: readonly number[]): Promise<IndexedCase[]> {
  if (positions.length === 0) return []
  const { rows } = await sql<FingerprintRow>`
    select case_id, position, prepared from case_fingerprint where position = any(${positions}::bigint[])`.execute(tx)
  return rows.map(indexedCase)
}

/** Cases that are in the index, by their ids. */
export async function indexedCases(tx: Transaction, caseIds: readonly string[]): Promise<IndexedCase[]> {
  if (caseIds.length === 0) return []
  const { rows } = await sql<FingerprintRow>`
    select case_id, position, prepared from case_fingerprint where case_id = any(${caseIds}::uuid[])`.execute(tx)
  return rows.map(indexedCase)
}

/**
 * Make the index whole where it is not: at first, after a crash of the database, and after cases began to be prepared in
 * another way. Then what was prepared in the former way is prepared again, which takes a while (half a millisecond a
 * case).
 */
export async function ensureIndexWhole(tx: Transaction): Promise<void> {
  if (await isIndexWhole(tx)) return
  await tx.deleteFrom('case_key').execute()
  for (let before: number | null = null; ;) {
    const { rows }: { rows: FingerprintRow[] } = await sql<FingerprintRow>`
      select case_id, position, prepared from case_fingerprint
      where ${before}::bigint is null or position < ${before}
      order by position desc limit ${builtTogether}`.execute(tx)
    if (rows.length === 0) break
    const entries = (await preparedAnew(tx, rows.map(indexedCase))).flatMap(entriesOf)
    await sql`
      insert into case_key (key, division, position)
      select * from unnest(${entries.map((e) => e.key)}::int4[], ${entries.map((e) => e.division)}::int4[], ${entries.map((e) => e.position)}::bigint[])`.execute(
      tx,
    )
    before = rows.at(-1)?.position ?? null
  }
  await tx
    .insertInto('case_key_built')
    .values({ whole: true })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Preparing anew ends with the oldest case, so that one tells for all. */
async function isIndexWhole(tx: Transaction): Promise<boolean> {
  const { rows } = await sql<{ whole: boolean; oldest: string | null }>`
    select exists (select from case_key_built) as whole,
      (select prepared->>'preparation' from case_fingerprint order by position limit 1) as oldest`.execute(tx)
  const { whole = false, oldest = null } = rows[0] ?? {}
  return whole && (oldest === null || oldest === preparation)
}

/** The same cases, those that were prepared in another way from their text as it is now. */
async function preparedAnew(tx: Transaction, cases: readonly IndexedCase[]): Promise<IndexedCase[]> {
  const former = cases.filter(({ prepared }) => prepared.preparation !== preparation).map(({ caseId }) => caseId)
  const files = await loadCases(tx, former)
  const anew = new Map([...files.values()].map((file) => [file.state.caseId, prepareCase(file)]))
  await sql`
    update case_fingerprint f set prepared = w.prepared
    from unnest(${[...anew.keys()]}::uuid[], ${[...anew.values()].map((one) => JSON.stringify(one))}::json[]) as w (case_id, prepared)
    where f.case_id = w.case_id`.execute(tx)
  return cases.map((one) => ({ ...one, prepared: anew.get(one.caseId) ?? one.prepared }))
}

type FingerprintRow = { case_id: string; position: number; prepared: PreparedCase }

function indexedCase({ case_id, position, prepared }: FingerprintRow): IndexedCase {
  return { caseId: case_id, position, prepared }
}
