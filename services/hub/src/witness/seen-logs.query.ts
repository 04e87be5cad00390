import { DatabaseSync } from 'node:sqlite'

/** What a witness cosigned last for a log. */
export type Seen = { size: number; rootHash: Uint8Array }

/** The memory of a witness, in one SQLite file. */
export interface SeenLogs {
  last(origin: string): Seen | undefined
  /** Keep what was seen in place of what it was judged against; false where another request was faster. */
  replace(origin: string, before: Seen | undefined, after: Seen): boolean
  close(): void
}

/** Open the memory in a file. Every change is on disk before it is answered. */
export function openSeenLogs(file: string): SeenLogs {
  const db = new DatabaseSync(file)
  db.exec('pragma journal_mode = wal; pragma synchronous = full')
  db.exec('create table if not exists seen (origin text primary key, size int not null, root blob not null) strict')
  const read = db.prepare('select size, root from seen where origin = ?')
  const insert = db.prepare('insert into seen (origin, size, root) values (?, ?, ?) on conflict do nothing')
  const update = db.prepare('update seen set size = ?, root = ? where origin = ? and size = ? and root = ?')
  return {
    last(origin) {
      const row = read.get(origin)
      return row && { size: Number(row['size']), rootHash: row['root'] as Uint8Array }
    },
    replace(origin, before, after) {
      const { changes } = before
        ? update.run(after.size, after.rootHash, origin, before.size, before.rootHash)
        : insert.run(origin, after.size, after.rootHash)
      return changes === 1
    },
    close: () => db.close(),
  }
}
