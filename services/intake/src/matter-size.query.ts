import type { Database } from '@inquiry/database'

/** How many cases belong to a matter. */
export async function matterSize(db: Database, matterId: string): Promise<number> {
  const row = await db
    .selectFrom('case_file')
    .select((e) => e.fn.countAll<number>().as('size'))
    .where('matter_id', '=', matterId)
    .executeTakeFirst()
  return Number(row?.size ?? 0)
}
