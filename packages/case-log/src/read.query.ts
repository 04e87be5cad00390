import type { Database, Transaction } from '@inquiry/database'
import { sql } from 'kysely'
import { eventTypeOf, type EventType, type PrivatePart, type RecordedEvent, type Recipient } from '@inquiry/schema'

/** An event as stored: its exact public text beside what only parties may see. */
export type StoredEvent = {
  position: number
  type: EventType
  caseId: string | null
  division: string
  node: string | null
  recordedAt: Date
  leaf: string
  private: PrivatePart | null
  audience: readonly Recipient[]
}

/** The number of events in the log: the position that the next one gets. */
export async function logSize(db: Database | Transaction): Promise<number> {
  return (await db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()).size
}

/** At most `limit` events after a position, in order; -1 is the beginning. */
export async function eventsAfter(db: Database | Transaction, position: number, limit: number): Promise<StoredEvent[]> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('position', '>', position)
    .orderBy('position')
    .limit(limit)
    .execute()
  return rows.map(stored)
}

/** The events after a position up to another, in order: all of them, or those of the types. */
export async function eventsBetween(
  tx: Transaction,
  after: number,
  last: number,
  types?: readonly EventType[],
): Promise<StoredEvent[]> {
  const between = tx.selectFrom('event').selectAll().where('position', '>', after).where('position', '<=', last)
  const wanted = types ? between.where('type', '=', sql<string>`any(${[...types]}::text[])`) : between
  return (await wanted.orderBy('position').execute()).map(stored)
}

/** The events at these positions, in order. */
export async function eventsAt(db: Database | Transaction, positions: readonly number[]): Promise<StoredEvent[]> {
  if (positions.length === 0) return []
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('position', '=', sql<number>`any(${positions}::bigint[])`)
    .orderBy('position')
    .execute()
  return rows.map(stored)
}

/** Every event of a case, in order. */
export async function eventsOfCase(db: Database | Transaction, caseId: string): Promise<StoredEvent[]> {
  const rows = await db.selectFrom('event').selectAll().where('case_id', '=', caseId).orderBy('position').execute()
  return rows.map(stored)
}

/** The exact public texts after a position, in order, for whoever needs no more than those. */
export async function leavesAfter(
  db: Database | Transaction,
  position: number,
  limit: number,
): Promise<{ position: number; leaf: string }[]> {
  return db
    .selectFrom('event')
    .select(['position', 'leaf'])
    .where('position', '>', position)
    .orderBy('position')
    .limit(limit)
    .execute()
}

/** The exact public text at a position, or undefined where the log is not that long. */
export async function leafAt(db: Database | Transaction, position: number): Promise<string | undefined> {
  const row = await db.selectFrom('event').select('leaf').where('position', '=', position).executeTakeFirst()
  return row?.leaf
}

type Row = {
  position: number
  type: string
  case_id: string | null
  division: string
  node: string | null
  recorded_at: Date
  leaf: string
  private: unknown
  audience: unknown
}

function stored(row: Row): StoredEvent {
  return {
    position: row.position,
    type: row.type as EventType,
    caseId: row.case_id,
    division: row.division,
    node: row.node,
    recordedAt: row.recorded_at,
    leaf: row.leaf,
    private: row.private as PrivatePart | null,
    audience: row.audience as Recipient[],
  }
}

/** The event as it was recorded, read back from its public text and its private part: what a fold takes. */
export function recordedEvent(event: StoredEvent): RecordedEvent {
  const leaf = JSON.parse(event.leaf) as {
    type: string
    subject: string
    time: string
    node?: string
    division: string
    envelopedigest?: string
    data: unknown
  }
  return {
    type: eventTypeOf(leaf.type),
    caseId: event.caseId,
    subject: leaf.subject,
    division: leaf.division,
    ...(leaf.node === undefined ? {} : { node: leaf.node }),
    ...(leaf.envelopedigest === undefined ? {} : { envelopeDigest: leaf.envelopedigest }),
    data: leaf.data,
    ...(event.private === null ? {} : { private: event.private }),
    audience: event.audience,
    position: event.position,
    time: leaf.time,
  } as RecordedEvent
}

/** Whether the log has no gap up to its head: the count of events equals the size. */
export async function isGapFree(db: Database): Promise<boolean> {
  const { rows } = await sql<{ same: boolean }>`
    select (select size from log_head) = count(*) and coalesce(max(position) + 1, 0) = count(*) as same from event`.execute(
    db,
  )
  return rows[0]?.same === true
}
