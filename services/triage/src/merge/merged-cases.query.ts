import type { Transaction } from '@inquiry/database'
import { sql } from 'kysely'

/** Enter that a case is served by another's handling from this place of the log on. */
export async function enterMerged(
  tx: Transaction,
  merged: { caseId: string; primaryId: string; position: number },
): Promise<void> {
  await sql`
    insert into merged_case (case_id, primary_id, position) values (${merged.caseId}, ${merged.primaryId}, ${merged.position})
    on conflict (case_id) do update set primary_id = excluded.primary_id, position = excluded.position
    where merged_case.position < excluded.position`.execute(tx)
}

/** The case was split at this place of the log. */
export async function removeMerged(tx: Transaction, caseId: string, position: number): Promise<void> {
  await tx.deleteFrom('merged_case').where('case_id', '=', caseId).where('position', '<', position).execute()
}

/** Whether any of these cases serves another. */
export async function anyServes(tx: Transaction, caseIds: readonly string[]): Promise<boolean> {
  const row = await tx
    .selectFrom('merged_case')
    .select('case_id')
    .where('primary_id', '=', sql<string>`any(${caseIds}::uuid[])`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The cases that this one served at a place of the log. */
export async function servedBy(tx: Transaction, primaryId: string, position: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('merged_case')
    .select('case_id')
    .where('primary_id', '=', primaryId)
    .where('position', '<', position)
    .orderBy('case_id')
    .execute()
  return rows.map((row) => row.case_id)
}

/** Those of the cases that have their event derived from this one already. */
export async function alreadyDerived(
  tx: Transaction,
  caseIds: readonly string[],
  derivedFrom: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ case_id: string }>`
    select case_id from event
    where case_id = any(${caseIds}::uuid[]) and leaf::json->'data'->>'derivedFrom' = ${derivedFrom}`.execute(tx)
  return new Set(rows.map((row) => row.case_id))
}

/** Those of the cases that a coordinator has split: no rule merges them again. */
export async function splitByHand(tx: Transaction, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ case_id: string }>`
    select case_id from event
    where type = 'case.split' and case_id = any(${caseIds}::uuid[]) and leaf::json->'data'->>'by' = 'coordinator'`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.case_id))
}
