import { DatabaseSync } from 'node:sqlite'
import type { InboxEvent, MessageResult } from '@inquiry/schema'
import type { Fault } from '../row.ts'
import { ledgerSchema } from './schema.query.ts'

/** What is known of a case of the city's own: what was last collected, member by member, and what the hub said. */
export type Item = {
  sourceId: string
  digest: string
  parts: Record<string, string>
  revision: number
  state: 'waiting' | 'recorded' | 'refused'
  /** Which reading of which file saw it last. */
  readIn: string | null
}

/** A message to be sent, and the row that it comes from. */
export type NewMessage = {
  id: string
  type: string
  sourceId: string | undefined
  caseId: string | undefined
  origin: Origin
  content: object
}

/** Which row of which file (or query) of which source. */
export type Origin = { source: string; file: string; at: string }

/** A case under the city's own number. */
export type OwnCase = { sourceId: string; queryCode: string | null }

export type SentMessage = Origin & { id: string; type: string; sourceId: string | null; content: string }
export type KeptFault = Origin & { field: string; saidBy: 'gateway' | 'hub'; fault: Fault }

/**
 * What the gateway must not lose: which rows were taken, the messages on their way, what became of each, and the events
 * of the inbox. One SQLite file, written through to the disk; others may read it meanwhile.
 */
export class Ledger {
  readonly #db: DatabaseSync

  /** Opens or makes the file. Read only, it must be there. */
  constructor(path: string, { readOnly = false } = {}) {
    this.#db = new DatabaseSync(path, { readOnly, timeout: 5000 })
    if (readOnly) return
    this.#db.exec('pragma journal_mode = wal; pragma synchronous = full')
    this.#db.exec(ledgerSchema)
  }

  close(): void {
    this.#db.close()
  }

  /** Do several things, all or none. */
  together<T>(work: () => T): T {
    this.#db.exec('begin immediate')
    try {
      const value = work()
      this.#db.exec('commit')
      return value
    } catch (error) {
      this.#db.exec('rollback')
      throw error
    }
  }

  item(sourceId: string): Item | undefined {
    const row = this.#get(
      'select source_id, digest, parts, revision, state, read_in from item where source_id = ?',
      sourceId,
    )
    if (!row) return undefined
    return {
      sourceId,
      digest: String(row['digest']),
      parts: JSON.parse(String(row['parts'])) as Record<string, string>,
      revision: Number(row['revision']),
      state: row['state'] as Item['state'],
      readIn: row['read_in'] as string | null,
    }
  }

  keepItem({ sourceId, digest, parts, revision, state, readIn }: Item): void {
    this.#run(
      `insert into item (source_id, digest, parts, revision, state, read_in) values (?, ?, ?, ?, ?, ?)
       on conflict (source_id) do update set digest = excluded.digest, parts = excluded.parts,
         revision = excluded.revision, state = excluded.state, read_in = excluded.read_in`,
      sourceId,
      digest,
      JSON.stringify(parts),
      revision,
      state,
      readIn,
    )
  }

  /** Whether a message of this id is kept, and how it stands. */
  stateOf(id: string): 'waiting' | 'recorded' | 'refused' | undefined {
    return this.#get('select state from message where id = ?', id)?.['state'] as 'waiting' | undefined
  }

  /** Put a message into line; one that was refused before makes room. */
  keepMessage({ id, type, sourceId, caseId, origin, content }: NewMessage, keptAt: string): void {
    this.#run(`delete from message where id = ? and state = 'refused'`, id)
    this.#run(
      `insert into message (id, type, source_id, case_id, source, file, at, kept_at, content)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing`,
      id,
      type,
      sourceId ?? null,
      caseId ?? null,
      origin.source,
      origin.file,
      origin.at,
      keptAt,
      JSON.stringify(content),
    )
  }

  waiting(limit: number): SentMessage[] {
    return this.#all(
      `select id, type, source_id as sourceId, source, file, at, content from message where state = 'waiting' order by place limit ?`,
      limit,
    ) as unknown as SentMessage[]
  }

  /** Keep what the hub said of a message; its text is needed no more where it was recorded. */
  settle(id: string, state: 'recorded' | 'refused', { problem }: Pick<MessageResult, 'problem'>): void {
    this.#run(
      `update message set state = ?, problem = ?, content = case when ? = 'recorded' then null else content end where id = ?`,
      state,
      problem ? JSON.stringify(problem) : null,
      state,
      id,
    )
  }

  settleItem(sourceId: string, state: Item['state'], { caseId, queryCode }: MessageResult): void {
    this.#run(
      `update item set state = ?, case_id = coalesce(?, case_id), query_code = coalesce(?, query_code) where source_id = ?`,
      state,
      caseId ?? null,
      queryCode ?? null,
      sourceId,
    )
  }

  keepAttachment(digest: string, path: string, mediaType: string): void {
    this.#run(
      'insert into attachment (digest, path, media_type) values (?, ?, ?) on conflict do nothing',
      digest,
      path,
      mediaType,
    )
  }

  attachmentsWaiting(): { digest: string; path: string }[] {
    return this.#all('select digest, path from attachment where uploaded = 0') as unknown as {
      digest: string
      path: string
    }[]
  }

  attachmentUploaded(digest: string): void {
    this.#run('update attachment set uploaded = 1 where digest = ?', digest)
  }

  keepFault({ source, file, at }: Origin, saidBy: 'gateway' | 'hub', fault: Fault): void {
    this.#run(
      `insert or replace into fault (source, file, at, field, said_by, detail) values (?, ?, ?, ?, ?, ?)`,
      source,
      file,
      at,
      `${fault.field} ${fault.column ?? ''} ${fault.rule}`,
      saidBy,
      JSON.stringify(fault),
    )
  }

  /** A file or row that is read again is judged again. */
  forgetFaults(source: string, file: string, at?: string): void {
    if (at === undefined) this.#run('delete from fault where source = ? and file = ?', source, file)
    else this.#run('delete from fault where source = ? and file = ? and at = ?', source, file, at)
  }

  faults(limit: number, source?: string, file?: string): KeptFault[] {
    const rows = this.#all(
      `select source, file, at, field, said_by as saidBy, detail from fault
       where source = coalesce(?, source) and file = coalesce(?, file) order by rowid limit ?`,
      source ?? null,
      file ?? null,
      limit,
    )
    return rows.map(({ detail, ...rest }) => ({ ...rest, fault: JSON.parse(String(detail)) as Fault })) as KeptFault[]
  }

  /** Keep an event of the inbox and how far the inbox was read, both or neither; a repeated event changes nothing. */
  keepEvents(events: readonly InboxEvent[], next: number): void {
    this.together(() => {
      for (const event of events)
        this.#run(
          'insert into event (position, id, type, case_id, day, body) values (?, ?, ?, ?, ?, ?) on conflict do nothing',
          event.position,
          event.id,
          event.type,
          event.subject,
          event.time.slice(0, 10),
          JSON.stringify(event),
        )
      this.setFact('inbox', String(next))
    })
  }

  eventsAfter(position: number, limit: number): InboxEvent[] {
    return this.#all('select body from event where position > ? order by position limit ?', position, limit).map(
      ({ body }) => JSON.parse(String(body)) as InboxEvent,
    )
  }

  /** The days of the events after a position, with how many there are and the last. */
  daysAfter(position: number): { day: string; count: number; last: number }[] {
    return this.#all(
      'select day, count(*) as count, max(position) as last from event where position > ? group by day order by day',
      position,
    ) as unknown as { day: string; count: number; last: number }[]
  }

  eventsOfDay(day: string, after: number, limit: number): InboxEvent[] {
    return this.#all(
      'select body from event where day = ? and position > ? order by position limit ?',
      day,
      after,
      limit,
    ).map(({ body }) => JSON.parse(String(body)) as InboxEvent)
  }

  /** The city's own number of a case and its query code. */
  ownCase(caseId: string): OwnCase | undefined {
    const row = this.#get('select source_id as sourceId, query_code as queryCode from item where case_id = ?', caseId)
    const told = row ? undefined : this.fact(`case ${caseId}`)
    return told === undefined ? (row as OwnCase | undefined) : (JSON.parse(told) as OwnCase)
  }

  /** Keep what the hub told of a case that the ledger has no row of: an earlier one was lost. */
  keepOwnCase(caseId: string, own: OwnCase): void {
    this.setFact(`case ${caseId}`, JSON.stringify(own))
  }

  counts(): { source: string; type: string; state: string; count: number }[] {
    return this.#all(
      'select source, type, state, count(*) as count from message group by source, type, state order by source, type, state',
    ) as unknown as { source: string; type: string; state: string; count: number }[]
  }

  count(what: 'event' | 'fault'): number {
    return Number(this.#get(`select count(*) as n from ${what}`)?.['n'])
  }

  fact(name: string): string | undefined {
    const row = this.#get('select value from fact where name = ?', name)
    return row ? String(row['value']) : undefined
  }

  setFact(name: string, value: string): void {
    this.#run(
      'insert into fact (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
      name,
      value,
    )
  }

  readonly #prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>()

  #statement(sql: string): ReturnType<DatabaseSync['prepare']> {
    const known = this.#prepared.get(sql)
    if (known) return known
    const statement = this.#db.prepare(sql)
    this.#prepared.set(sql, statement)
    return statement
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    this.#statement(sql).run(...values)
  }

  #get(sql: string, ...values: (string | number | null)[]): Record<string, unknown> | undefined {
    return this.#statement(sql).get(...values)
  }

  #all(sql: string, ...values: (string | number | null)[]): Record<string, unknown>[] {
    return this.#statement(sql).all(...values)
  }
}
