import type { Database } from '@inquiry/database'
import { sql } from 'kysely'

/**
 * The right to move a cursor, until it runs out. Whoever takes it over raises the fence, and the former holder settles
 * nothing any more. `goodUntil` is in milliseconds of this process's own clock, which never jumps.
 */
export type Lease = { position: number; fence: number; goodUntil: number }

/** How long a lease holds without being renewed, in milliseconds: a dead relay is replaced within this time. */
const leaseMs = 3_000

/**
 * Hold the lease of a reader: keep it while half of its time is left, renew it, or take it where nobody holds it.
 * Undefined while another holds it. The database's clock alone decides, so that hubs need not agree about the time; a
 * lease that reaches further than any could was given before that clock was set back, and holds no more.
 */
export async function holdLease(
  db: Database,
  name: string,
  holder: string,
  held: Lease | undefined,
): Promise<Lease | undefined> {
  const asked = performance.now()
  if (held && held.goodUntil - asked > leaseMs / 2) return held
  const { rows } = await sql<{ position: number; fence: number }>`
    with clock as (select clock_timestamp() as now)
    insert into reader_cursor as cursor (name, holder, fence, leased_until)
    select ${name}, ${holder}, 1, now + ${leaseMs} * interval '1 millisecond' from clock
    on conflict (name) do update set
      fence = case when cursor.holder = ${holder} and cursor.leased_until >= clock_timestamp()
        then cursor.fence else cursor.fence + 1 end,
      holder = excluded.holder, leased_until = excluded.leased_until
    where cursor.holder is null or cursor.holder = ${holder} or cursor.leased_until < clock_timestamp()
      or cursor.leased_until > clock_timestamp() + ${2 * leaseMs} * interval '1 millisecond'
    returning position, fence`.execute(db)
  const row = rows[0]
  return row && { ...row, goodUntil: asked + leaseMs }
}

/** The lease was taken by another while this one worked. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

/** Move the cursor, if the fence is still this holder's; throws LeaseLost. */
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
