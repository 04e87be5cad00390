import { eventsAt, type StoredEvent } from '@inquiry/case-log'
import { loadCases, type CaseFile } from '@inquiry/case-record'
import type { Transaction } from '@inquiry/database'
import type { Recipient } from '@inquiry/schema'
import { inboxesCompleteTo } from './address-inboxes.worker.ts'

/** What lies in a node's inbox after a position: each event with the role it has for the node, and the cases concerned. */
export type InboxSlice = {
  entries: { event: StoredEvent; recipient: Recipient }[]
  cases: Map<string, CaseFile>
  /** The last position given or examined, never lower than `after`. */
  next: number
}

export async function inboxAfter(db: Transaction, node: string, after: number, limit: number): Promise<InboxSlice> {
  const complete = await inboxesCompleteTo(db)
  const rows = await db
    .selectFrom('inbox')
    .select(['position', 'role', 'with_case'])
    .where('node_id', '=', node)
    .where('position', '>', after)
    .where('position', '<=', complete)
    .orderBy('position')
    .limit(limit)
    .execute()
  const events = new Map(
    (
      await eventsAt(
        db,
        rows.map((row) => row.position),
      )
    ).map((event) => [event.position, event]),
  )
  const entries = rows.flatMap((row) => {
    const event = events.get(row.position)
    return event ? [{ event, recipient: { node, role: row.role as Recipient['role'], withCase: row.with_case } }] : []
  })
  const cases = await loadCases(db, [...new Set(entries.flatMap(({ event }) => event.caseId ?? []))])
  const last = rows.at(-1)?.position
  return { entries, cases, next: rows.length < limit ? Math.max(after, complete) : (last ?? after) }
}
