import { logTime } from '@inquiry/case-log'
import type { Transaction } from '@inquiry/database'
import type { Hole } from '@inquiry/schema'

/** The envelopes of a node that have not come although later ones have. */
export async function holesOf(db: Transaction, nodeId: string): Promise<Hole[]> {
  const rows = await db
    .selectFrom('sequence_hole')
    .select(['first', 'last', 'since'])
    .where('node_id', '=', nodeId)
    .orderBy('first')
    .execute()
  return rows.map((row) => ({ from: row.first, to: row.last, since: logTime(row.since) }))
}

/** The last position in a node's inbox, -1 for an empty one. */
export async function inboxHead(db: Transaction, nodeId: string): Promise<number> {
  const row = await db
    .selectFrom('inbox')
    .select((e) => e.fn.max('position').as('head'))
    .where('node_id', '=', nodeId)
    .executeTakeFirst()
  return row?.head ?? -1
}

/** Rejected messages of a node, oldest first; `next` goes on where this page ends. */
export async function rejectionsAfter(db: Transaction, nodeId: string, after: number, limit: number) {
  const rows = await db
    .selectFrom('rejection')
    .selectAll()
    .where('node_id', '=', nodeId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  const rejections = rows.map((row) => ({
    envelope: { jti: row.jti, sequence: row.sequence },
    index: row.index,
    id: row.message_id,
    type: row.type,
    receivedAt: logTime(row.received_at),
    problem: row.problem,
  }))
  return { rejections, next: String(rows.at(-1)?.id ?? after) }
}
