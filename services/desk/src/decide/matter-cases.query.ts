import type { Transaction } from '@inquiry/database'

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
