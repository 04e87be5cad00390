import type { Database } from '@inquiry/database'
import type { DeliveryFaultKind } from '@inquiry/schema'

/** Faults that are kept: some weeks of a bad time. */
const kept = 500

/** Note a fault for the operator's view. Where even that fails the log line beside it remains. */
export async function noteFault(db: Database, kind: DeliveryFaultKind, subject: string, detail: string): Promise<void> {
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
