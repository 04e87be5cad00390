import type { Transaction } from '@inquiry/database'
import { sql } from 'kysely'

/** The cases of a matter, in the order of recording. */
export async function casesOfMatter(tx: Transaction, matterId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('case_file')
    .select('case_id')
    .where('matter_id', '=', matterId)
    .orderBy('case_id')
    .execute()
  return rows.map((row) => row.case_id)
}

/** Nobody is asked about the pair any more; answers whether anybody was. */
export async function withdrawCandidate(tx: Transaction, one: string, other: string): Promise<boolean> {
  const { rows } = await sql<{ case_id: string }>`
    delete from matter_candidate
    where (case_id, other_id) in ((${one}::uuid, ${other}::uuid), (${other}::uuid, ${one}::uuid))
    returning case_id`.execute(tx)
  return rows.length > 0
}
