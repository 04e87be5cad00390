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
  /** Put an event at the end; it is in the log when the transaction commits. */
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
  { hubId, now }: LogOptions,
  work: (head: LogHead) => Promise<T>,
): Promise<T> {
  const { size, last_at } = await tx
    .selectFrom('log_head')
    .select(['size', 'last_at'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  const at = new Date(Math.max(now().getTime(), last_at.getTime()))
  const time = logTime(at)
  const appended: RecordedEvent[] = []
  const head: LogHead = {
    now: at,
    time,
    appended,
    append(event) {
      const recorded = record(event, size + appended.length, time)
      appended.push(recorded)
      return recorded
    },
  }
  const result = await work(head)
  if (appended.length > 0) await write(tx, hubId, at, size + appended.length, appended)
  return result
}

async function write(
  tx: Transaction,
  hubId: string,
  at: Date,
  size: number,
  events: readonly RecordedEvent[],
): Promise<void> {
  await sql`
    with written as (
      insert into event (position, type, case_id, subject, division, node, recorded_at, leaf, private, audience)
      select position, type, case_id, subject, division, node, ${at}, leaf, private, audience
      from unnest(
        ${events.map((e) => e.position)}::bigint[],
        ${events.map((e) => e.type)}::text[],
        ${events.map((e) => e.caseId)}::uuid[],
        ${events.map((e) => e.subject)}::text[],
        ${events.map((e) => e.division)}::text[],
        ${events.map((e) => e.node ?? null)}::text[],
        ${events.map((e) => leafOf(hubId, e))}::text[],
        ${events.map((e) => (e.private === undefined ? null : JSON.stringify(e.private)))}::json[],
        ${events.map((e) => JSON.stringify(e.audience))}::json[]
      ) as row (position, type, case_id, subject, division, node, leaf, private, audience)
    ), head as (
      update log_head set size = ${size}, last_at = ${at}
    )
    select pg_notify(${appendedChannel}, ${String(size)})`.execute(tx)
}
