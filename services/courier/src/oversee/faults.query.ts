import type { Database } from '@inquiry/database'

/** What can go wrong on the way to the outside, and what is worth knowing of how it was mended. */
export type FaultKind =
  | 'nats-lost'
  | 'nats-unfit'
  | 'relay-replaced'
  | 'stream-filled-again'
  | 'stream-shortened'
  | 'publishing-failed'
  | 'webhook-parked'
  | 'webhook-disabled'
  | 'delivery-failed'

/** Faults that are kept: some weeks of a bad time. */
const kept = 500

/** Note a fault for the operator's view. Where even that fails the log line beside it remains. */
export async function noteFault(db: Database, kind: FaultKind, subject: string, detail: string): Promise<void> {
  try {
    const { id } = await db
      .insertInto('courier_fault')
      .values({ kind, subject, detail: detail.slice(0, 500) })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .deleteFrom('courier_fault')
      .where('id', '<=', id - kept)
      .execute()
  } catch {
    // The database itself is away: whoever worked with it says so.
  }
}

export type Fault = { at: Date; kind: string; subject: string; detail: string }

/** The latest faults, the newest first. */
export function latestFaults(db: Database, limit: number): Promise<Fault[]> {
  return db
    .selectFrom('courier_fault')
    .select(['at', 'kind', 'subject', 'detail'])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}
