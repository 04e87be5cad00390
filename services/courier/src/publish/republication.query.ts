import type { Database } from '@inquiry/database'

/** Ask that everything from a position on be published again. */
export async function requestRepublication(
  db: Database,
  from: number,
  by: string,
  now: Date,
): Promise<{ id: number; requestedAt: Date }> {
  const { id } = await db
    .insertInto('republication')
    .values({ from_position: from, requested_at: now, requested_by: by, begun_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, requestedAt: now }
}

/** What was asked for and not yet begun: the lowest position, and the last request that it answers. */
export async function askedRepublication(db: Database): Promise<{ from: number; upTo: number } | undefined> {
  const { from, upTo } = await db
    .selectFrom('republication')
    .select((e) => [e.fn.min('from_position').as('from'), e.fn.max('id').as('upTo')])
    .where('begun_at', 'is', null)
    .executeTakeFirstOrThrow()
  return from === null || upTo === null ? undefined : { from, upTo }
}

/** The stream is empty and its cursor stands before the position: what is left is publishing. */
export async function republicationBegun(db: Database, upTo: number, now: Date): Promise<void> {
  await db
    .updateTable('republication')
    .set({ begun_at: now })
    .where('begun_at', 'is', null)
    .where('id', '<=', upTo)
    .execute()
}
