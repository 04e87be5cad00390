import type { Database } from '@inquiry/database'
import { sql } from 'kysely'

/** The right to move a cursor, until it runs out. A take-over raises the fence, and the former holder settles nothing. */
export type Lease = { position: number; fence: number; until: Date }

/** How long a lease holds without being renewed: a dead relay is replaced within this time. */
const leaseMs = 5_000

/**
 * Hold the lease of a reader: keep it while half of its time is left, renew it, or take it where nobody holds it.
 * Undefined while another holds it.
 */
export async function holdLease(
  db: Database,
  name: string,
  holder: string,
  held: Lease | undefined,
  now: Date,
): Promise<Lease | undefined> {
  if (held && held.until.getTime() - now.getTime() > leaseMs / 2) return held
  const until = new Date(now.getTime() + leaseMs)
  await db
    .insertInto('reader_cursor')
    .values({ name, holder: null, leased_until: null })
    .onConflict((c) => c.doNothing())
    .execute()
  const { rows } = await sql<{ position: number; fence: number }>`
    update reader_cursor set
      fence = case when holder = ${holder} and leased_until >= ${now} then fence else fence + 1 end,
      holder = ${holder}, leased_until = ${until}
    where name = ${name} and (holder is null or holder = ${holder} or leased_until < ${now})
    returning position, fence`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const position = held?.fence === row.fence ? held.position : row.position
  return { position, fence: row.fence, until }
}

/** The lease was taken by another while this one worked. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

/** Move the cursor, if the fence is still this holder's. */
export async function moveCursor(db: Database, name: string, lease: Lease, position: number): Promise<Lease> {
  const result = await db
    .updateTable('reader_cursor')
    .set({ position })
    .where('name', '=', name)
    .where('fence', '=', lease.fence)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw new LeaseLost(`The lease of ${name} was taken over.`)
  return { ...lease, position }
}

/** Give the lease back, so that another process need not wait for it to run out. */
export async function releaseLease(db: Database, name: string, holder: string): Promise<void> {
  await db
    .updateTable('reader_cursor')
    .set({ holder: null, leased_until: null })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .execute()
}
