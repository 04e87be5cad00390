import { recordAccess } from '@inquiry/access'
import type { CaseFile } from '@inquiry/case-record'
import type { StoredEvent } from '@inquiry/case-log'
import { asNode, type Database } from '@inquiry/database'
import { importEncryptionKey, type FindPrivateKey } from '@inquiry/envelope'
import { findNode } from '@inquiry/registry'
import { wireType, type Recipient } from '@inquiry/schema'
import { bearsReporter, inboxEvent } from './inbox-event.ts'
import { keepText, keptTexts } from './inbox-text.query.ts'
import { inboxAfter } from './inbox.query.ts'

/** An inbox event as it goes out, by whichever way: its bytes are the same on each. */
export type WrittenEvent = { position: number; id: string; type: string; text: string }

/** By which way it is read is recorded wherever reporter data are given. */
export type InboxReading = {
  db: Database
  findPrivateKey: FindPrivateKey
  way: 'inbox' | 'webhook' | 'nats'
  now: () => Date
}

/** What lies in a node's inbox after a position, as text; `next` is the last position given or examined. */
export async function readInbox(
  { db, findPrivateKey, way, now }: InboxReading,
  node: string,
  after: number,
  limit: number,
): Promise<{ events: WrittenEvent[]; next: number }> {
  const read = await asNode(db, node, async (rows) => {
    const slice = await inboxAfter(rows, node, after, limit)
    if (slice.entries.length === 0) return { slice, kid: null, kept: new Map<number, string>() }
    const encryptionKey = (await findNode(rows, node))?.encryptionKey
    const kid = importEncryptionKey(encryptionKey)?.kid ?? null
    const withCase = slice.entries.filter(({ recipient }) => recipient.withCase).map(({ event }) => event.position)
    return { slice, encryptionKey, kid, kept: await keptTexts(rows, node, withCase, kid) }
  })
  const { slice, encryptionKey, kid, kept } = read
  if (slice.entries.length === 0) return { events: [], next: slice.next }
  const write = async ({ event, recipient }: { event: StoredEvent; recipient: Recipient }): Promise<WrittenEvent> => {
    const file: CaseFile | undefined = event.caseId === null ? undefined : slice.cases.get(event.caseId)
    const text =
      kept.get(event.position) ?? (await inboxEvent(event, recipient, { file, findPrivateKey, encryptionKey }))
    const isNew = recipient.withCase === true && !kept.has(event.position)
    return {
      position: event.position,
      id: (JSON.parse(event.leaf) as { id: string }).id,
      type: wireType(event.type),
      text: isNew ? await keepText(db, { node, position: event.position, kid, text }) : text,
    }
  }
  const events = await Promise.all(slice.entries.map(write))
  const given = slice.entries.flatMap(({ event }, at) =>
    bearsReporter(events[at]?.text ?? '') ? (event.caseId ?? []) : [],
  )
  await recordAccess(db, { kind: 'node', nodeId: node }, { what: 'reporter', way, caseIds: [...new Set(given)] }, now())
  return { events, next: slice.next }
}
