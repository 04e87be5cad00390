import type { Database, Transaction } from '@inquiry/database'
import { sql } from 'kysely'
import { eventsAfter, type StoredEvent } from './read.query.ts'

export type ReadOptions = {
  /**
   * Everything that the reader writes can be made again from the log: its commits need not wait for the disk, since a
   * crash takes back the cursor together with what was written.
   */
  rebuildable?: boolean
}

/**
 * Take one step of a reader: the next batch after its cursor, worked on and the cursor moved in one transaction. The
 * cursor's row is locked meanwhile, so of several processes with the same reader one works and the others wait.
 * Answers how many events it took; 0 means that it stands at the end.
 */
export async function readOnce(
  db: Database,
  name: string,
  batch: number,
  work: (tx: Transaction, events: readonly StoredEvent[]) => Promise<void>,
  { rebuildable = false }: ReadOptions = {},
): Promise<number> {
  await db
    .insertInto('reader_cursor')
    .values({ name, holder: null, leased_until: null })
    .onConflict((c) => c.doNothing())
    .execute()
  return db.transaction().execute(async (tx) => {
    if (rebuildable) await sql`set local synchronous_commit = off`.execute(tx)
    const { position } = await tx
      .selectFrom('reader_cursor')
      .select('position')
      .where('name', '=', name)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const events = await eventsAfter(tx, position, batch)
    const last = events.at(-1)
    if (!last) return 0
    await work(tx, events)
    await tx.updateTable('reader_cursor').set({ position: last.position }).where('name', '=', name).execute()
    return events.length
  })
}

/** Where a reader stands: the last position it has worked on, -1 before the first. */
export async function readerPosition(db: Database | Transaction, name: string): Promise<number> {
  const row = await db.selectFrom('reader_cursor').select('position').where('name', '=', name).executeTakeFirst()
  return row?.position ?? -1
}
