import type { Database, Transaction } from '@inquiry/database'
import type { EventType } from '@inquiry/schema'
import { sql } from 'kysely'
import { eventsBetween, logSize, type StoredEvent } from './read.query.ts'

export type ReadOptions = {
  /**
   * Everything that the reader writes can be made again from the log: its commits need not wait for the disk, since a
   * crash takes back the cursor together with what was written.
   */
  rebuildable?: boolean
  /** The types that concern the reader; others are passed over without being read. Every type where it is not given. */
  types?: readonly EventType[]
}

/**
 * Take one step of a reader: the next batch after its cursor, worked on and the cursor moved in one transaction. The
 * cursor's row is locked meanwhile, so of several processes with the same reader one works and the others wait.
 * Answers how many positions it moved on; 0 means that it stands at the end. Work is not called for no events.
 */
export async function readOnce(
  db: Database,
  name: string,
  batch: number,
  work: (tx: Transaction, events: readonly StoredEvent[]) => Promise<void>,
  { rebuildable = false, types }: ReadOptions = {},
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
    const last = Math.min(position + batch, (await logSize(tx)) - 1)
    if (last <= position) return 0
    const events = await eventsBetween(tx, position, last, types)
    if (events.length > 0) await work(tx, events)
    await tx.updateTable('reader_cursor').set({ position: last }).where('name', '=', name).execute()
    return last - position
  })
}

/** Where a reader stands: the last position it has worked on, -1 before the first. */
export async function readerPosition(db: Database | Transaction, name: string): Promise<number> {
  const row = await db.selectFrom('reader_cursor').select('position').where('name', '=', name).executeTakeFirst()
  return row?.position ?? -1
}
