import type { Transaction } from '@inquiry/database'
import type { PreparedCase } from '@inquiry/similarity'
import { sql } from 'kysely'

/** A case in the index: its place in the log decides which of two was there first, and names it in the index. */
export type IndexedCase = { caseId: string; position: number; prepared: PreparedCase }

/** Keys under which a case is entered: they come with the most telling first, and the rest find next to nothing. */
const keysKept = 16
/** How many of the newest cases of each key are looked at: a lookup costs the same however common a key becomes. */
const newestPerKey = 20
/** How many candidates are compared, at most. */
const candidatesCompared = 8
/** What the same citizen counts for, as keys in common. */
const citizenWeight = 4
/** Cases that one statement enters when the index is built anew. */
const builtTogether = 2_000

type Entry = { key: number; division: number; position: number; weight: number }

function entriesOf({ position, prepared }: IndexedCase): Entry[] {
  const { indexKeys, reporterKey } = prepared
  const division = Number(prepared.division)
  return indexKeys
    .slice(0, keysKept)
    .map((key, at) => ({ key, division, position, weight: at === 0 && reporterKey !== null ? citizenWeight : 1 }))
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

/**
 * For each case (by position) the earlier ones that share most keys with it, best first: four keys anywhere, two in the
 * same city. The same county counts for five keys in common and the same city for three. Of the planted pairs that the
 * model holds likely, this finds 99 % with five comparisons a case; keys alone need twenty for 98 %.
 */
export async function findCandidates(
  tx: Transaction,
  cases: readonly IndexedCase[],
): Promise<Map<number, readonly number[]>> {
  const asked = cases.flatMap(entriesOf)
  const { rows } = await sql<{ asked_at: number; positions: number[] }>`
    select asked_at, array_agg(position order by rank) as positions from (
      select asked_at, position,
        row_number() over (partition by asked_at order by weight + nearness desc, position desc) as rank
      from (
        select asked.position as asked_at, newest.position, count(*) as shared, sum(asked.weight) as weight,
          max(case
            when newest.division = asked.division then 5
            when newest.division / 100 = asked.division / 100 then 3
            else 0 end) as nearness
        from unnest(
          ${asked.map((a) => a.key)}::int4[], ${asked.map((a) => a.division)}::int4[],
          ${asked.map((a) => a.position)}::bigint[], ${asked.map((a) => a.weight)}::int4[]
        ) as asked (key, division, position, weight)
        cross join lateral (
          select k.position, k.division from case_key k
          where k.key = asked.key and k.position < asked.position
          order by k.position desc limit ${newestPerKey}
        ) as newest
        group by asked.position, newest.position
      ) as sharing
      where weight >= 4 or (shared >= 2 and nearness > 0)
    ) as ranked
    where rank <= ${candidatesCompared}
    group by asked_at`.execute(tx)
  return new Map(rows.map(({ asked_at, positions }) => [asked_at, positions.map(Number)]))
}

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

/** Build the index anew from the prepared cases where it is not whole: at first, and after a crash of the database. */
export async function ensureIndexWhole(tx: Transaction): Promise<void> {
  const built = await tx.selectFrom('case_key_built').select('whole').executeTakeFirst()
  if (built) return
  await tx.deleteFrom('case_key').execute()
  for (let before: number | null = null; ;) {
    const { rows }: { rows: FingerprintRow[] } = await sql<FingerprintRow>`
      select case_id, position, prepared from case_fingerprint
      where ${before}::bigint is null or position < ${before}
      order by position desc limit ${builtTogether}`.execute(tx)
    if (rows.length === 0) break
    const entries = rows.map(indexedCase).flatMap(entriesOf)
    await sql`
      insert into case_key (key, division, position)
      select * from unnest(${entries.map((e) => e.key)}::int4[], ${entries.map((e) => e.division)}::int4[], ${entries.map((e) => e.position)}::bigint[])`.execute(
      tx,
    )
    before = rows.at(-1)?.position ?? null
  }
  await tx.insertInto('case_key_built').values({ whole: true }).execute()
}

type FingerprintRow = { case_id: string; position: number; prepared: PreparedCase }

function indexedCase({ case_id, position, prepared }: FingerprintRow): IndexedCase {
  return { caseId: case_id, position, prepared }
}
