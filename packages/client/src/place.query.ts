import { DatabaseSync } from 'node:sqlite'

const schema = `
  create table if not exists place (name text primary key, position integer not null) strict;
  create table if not exists chosen (case_id text primary key) strict;
`

/** How far a subscriber has read, and which cases it follows. One SQLite file, written through to the disk. */
export class Place {
  readonly #db: DatabaseSync

  /** Opens or makes the file; throws while another process holds it. */
  constructor(path: string) {
    this.#db = new DatabaseSync(path)
    this.#db.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full')
    this.#db.exec(schema)
  }

  /** The position of the last event that was worked on, -1 before the first. */
  read(): number {
    return Number(this.#db.prepare(`select position from place where name = 'events'`).get()?.['position'] ?? -1)
  }

  save(position: number): void {
    this.#db
      .prepare(
        `insert into place (name, position) values ('events', ?) on conflict (name) do update set position = excluded.position`,
      )
      .run(position)
  }

  has(caseId: string): boolean {
    return this.#db.prepare('select 1 from chosen where case_id = ?').get(caseId) !== undefined
  }

  /** Follow a case from now on. */
  choose(caseId: string): void {
    this.#db.prepare('insert into chosen (case_id) values (?) on conflict do nothing').run(caseId)
  }

  close(): void {
    this.#db.close()
  }
}
