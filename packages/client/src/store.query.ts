import { DatabaseSync } from 'node:sqlite'

/** A message on its way: its digest tells two contents of one id apart. */
export type WaitingMessage = { id: string; content: string; digest: string }

/** An envelope sealed and not yet answered. Until it is, only these bytes are sent. */
export type SealedEnvelope = { jti: string; sequence: number; kid: string; body: string; ids: string[] }

/** What the hub said of a message, with the receipt that proves it. */
export type StoredResult = { id: string; result: string; receipt: string }

const schema = `
  create table if not exists message (
    place integer primary key autoincrement,
    id text not null unique,
    digest text not null,
    content text not null,
    envelope text,
    result text,
    recorded integer not null default 0
  ) strict;
  create index if not exists message_waiting on message (place) where envelope is null and result is null;
  create table if not exists envelope (
    jti text primary key,
    sequence integer not null,
    kid text not null,
    body text not null,
    receipt text
  ) strict;
  create unique index if not exists envelope_sealed on envelope ((1)) where receipt is null;
  create table if not exists fact (name text primary key, value text not null) strict;
`

/**
 * What a node must not lose over a crash: messages not yet receipted, the one envelope in flight, receipts, the last
 * sequence, and how far the inbox was read. One SQLite file, written through to the disk, held by one process.
 */
export class Store {
  readonly #db: DatabaseSync

  /** Opens or makes the file; throws while another process holds it. */
  constructor(path: string) {
    this.#db = new DatabaseSync(path)
    this.#db.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full')
    this.#db.exec(schema)
  }

  close(): void {
    this.#db.close()
  }

  /**
   * Put messages into the outbox, all or none. One that is there already with the same content stays as it is; a
   * rejected one makes room for its successor. Gives the ids that stand for another content.
   */
  enqueue(messages: readonly WaitingMessage[]): string[] {
    return this.#transaction(() => {
      const conflicts = messages.filter(({ id, digest }) => this.#isTaken(id, digest)).map(({ id }) => id)
      if (conflicts.length > 0) return conflicts
      for (const { id, digest, content } of messages) {
        this.#db.prepare('delete from message where id = ? and result is not null and recorded = 0').run(id)
        this.#db
          .prepare('insert into message (id, digest, content) values (?, ?, ?) on conflict (id) do nothing')
          .run(id, digest, content)
      }
      return []
    })
  }

  /** Messages not in any envelope, oldest first. */
  waiting(limit: number): WaitingMessage[] {
    return this.#db
      .prepare(
        'select id, content, digest from message where envelope is null and result is null order by place limit ?',
      )
      .all(limit) as WaitingMessage[]
  }

  /** The envelope that was sealed and has no receipt, if any. */
  sealed(): SealedEnvelope | undefined {
    const row = this.#db.prepare('select jti, sequence, kid, body from envelope where receipt is null').get()
    if (!row) return undefined
    const ids = this.#db.prepare('select id from message where envelope = ? order by place').all(String(row['jti']))
    return { ...(row as Omit<SealedEnvelope, 'ids'>), ids: ids.map(({ id }) => String(id)) }
  }

  /** Keep an envelope before it is sent for the first time. */
  seal({ jti, sequence, kid, body, ids }: SealedEnvelope): void {
    this.#transaction(() => {
      this.#db
        .prepare('insert into envelope (jti, sequence, kid, body) values (?, ?, ?, ?)')
        .run(jti, sequence, kid, body)
      for (const id of ids) this.#db.prepare('update message set envelope = ? where id = ?').run(jti, id)
      this.setFact('sequence', String(sequence))
    })
  }

  /** Take an envelope apart that the hub said it did not record: it used no sequence number, its messages wait again. */
  unseal({ jti, sequence }: SealedEnvelope): void {
    this.#transaction(() => {
      this.#db.prepare('update message set envelope = null where envelope = ?').run(jti)
      this.#db.prepare('delete from envelope where jti = ?').run(jti)
      this.setFact('sequence', String(sequence - 1))
    })
  }

  /** Keep the receipt and what became of each message. What was said stays in the envelope, as it was signed. */
  settle(jti: string, receipt: string, results: readonly { id: string; result: string; recorded: boolean }[]): void {
    this.#transaction(() => {
      this.#db.prepare('update envelope set receipt = ? where jti = ?').run(receipt, jti)
      const settled = this.#db.prepare(`update message set result = ?, recorded = ?, content = '' where id = ?`)
      for (const { id, result, recorded } of results) settled.run(result, recorded ? 1 : 0, id)
    })
  }

  /** What the hub said of a message, undefined while it has not. */
  result(id: string): StoredResult | undefined {
    const row = this.#db
      .prepare(
        'select id, result, receipt from message join envelope on jti = envelope where id = ? and result is not null',
      )
      .get(id)
    return row as StoredResult | undefined
  }

  /** A fact by its name, such as `sequence`. */
  fact(name: string): string | undefined {
    const row = this.#db.prepare('select value from fact where name = ?').get(name)
    return row ? String(row['value']) : undefined
  }

  setFact(name: string, value: string): void {
    this.#db
      .prepare('insert into fact (name, value) values (?, ?) on conflict (name) do update set value = excluded.value')
      .run(name, value)
  }

  dropFact(name: string): void {
    this.#db.prepare('delete from fact where name = ?').run(name)
  }

  #isTaken(id: string, digest: string): boolean {
    const row = this.#db.prepare('select digest, result, recorded from message where id = ?').get(id)
    const isRejected = row?.['result'] !== null && row?.['recorded'] === 0
    return row !== undefined && row['digest'] !== digest && !isRejected
  }

  #transaction<T>(work: () => T): T {
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
}
