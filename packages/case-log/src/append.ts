import { sql } from 'kysely'
import type { Database, Transaction } from '@inquiry/database'
import type { NewEvent, RecordedEvent } from '@inquiry/schema'
import { leafOf, logTime, record } from './leaf.ts'

/** The channel on which every append is announced; the payload is the log's new size. */
export const appendedChannel = 'case_log'

/** The end of the log, held by one writer at a time. */
export interface LogHead {
  /** The time of every event of this append; never earlier than the log's last event. */
  readonly now: Date
  /** The same, as the log writes it. */
  readonly time: string
  /** Put an event at the end; it is in the log when the transaction commits. Throws OverlongEvent before anything is. */
  append<E extends NewEvent>(event: E): RecordedEvent
  /** Everything appended so far in this transaction. */
  readonly appended: readonly RecordedEvent[]
}

export type LogOptions = { hubId: string; now: () => Date }

/**
 * Hold the head of the log in a transaction of its own, decide over what is recorded, append. Positions are given in
 * commit order without gaps, because the head's row is locked until commit. What `work` reads is everything that was
 * ever committed: nobody else can append meanwhile.
 */
export async function atLogHead<T>(
  db: Database,
  options: LogOptions,
  work: (tx: Transaction, head: LogHead) => Promise<T>,
): Promise<T> {
  return db.transaction().execute((tx) => appendIn(tx, options, (head) => work(tx, head)))
}

/** The same inside a transaction that is already open, for readers that append what they conclude. */
export async function appendIn<T>(
  tx: Transaction,
  options: LogOptions,
  work: (head: LogHead) => Promise<T>,
): Promise<T> {
  const row = await tx.selectFrom('log_head').select(['size', 'last_at']).forUpdate().executeTakeFirstOrThrow()
  const head = headAt(row.size, row.last_at, options)
  const result = await work(head)
  if (head.appended.length > 0) await write(tx, options.hubId, head, row.size)
  return result
}

/** The end of a log of this size whose last event was at that time. What is appended to it is in memory only. */
export function headAt(size: number, lastAt: Date, { now }: Pick<LogOptions, 'now'>): LogHead {
  const at = new Date(Math.max(now().getTime(), lastAt.getTime()))
  const time = logTime(at)
  const appended: RecordedEvent[] = []
  return {
    now: at,
    time,
    appended,
    append(event) {
      const recorded = record(event, size + appended.length, time)
      appended.push(recorded)
      return recorded
    },
  }
}

/** The columns of `event` but for `recorded_at`, in the order of `eventColumnNames`, each as an array for `unnest`. */
export function eventColumns(hubId: string, events: readonly RecordedEvent[]): unknown[][] {
  return [
    events.map((e) => e.position),
    events.map((e) => e.type),
    events.map((e) => e.caseId),
    events.map((e) => e.subject),
    events.map((e) => e.division),
    events.map((e) => e.node ?? null),
    events.map((e) => leafOf(hubId, e)),
    events.map((e) => (e.private === undefined ? null : JSON.stringify(e.private))),
    events.map((e) => JSON.stringify(e.audience)),
  ]
}

export const eventColumnNames = 'position, type, case_id, subject, division, node, leaf, private, audience'

async function write(tx: Transaction, hubId: string, { now, appended }: LogHead, sizeBefore: number): Promise<void> {
  const size = sizeBefore + appended.length
  const [positions, types, caseIds, subjects, divisions, nodes, leaves, privates, audiences] = eventColumns(
    hubId,
    appended,
  )
  await sql`
    with written as (
      insert into event (${sql.raw(eventColumnNames)}, recorded_at)
      select row.*, ${now}::timestamptz
      from unnest(
        ${positions}::bigint[], ${types}::text[], ${caseIds}::uuid[], ${subjects}::text[], ${divisions}::text[],
        ${nodes}::text[], ${leaves}::text[], ${privates}::json[], ${audiences}::json[]
      ) as row (${sql.raw(eventColumnNames)})
    ), head as (
      update log_head set size = ${size}, last_at = ${now}, version = version + 1
    )
    select pg_notify(${appendedChannel}, ${String(size)})`.execute(tx)
}
