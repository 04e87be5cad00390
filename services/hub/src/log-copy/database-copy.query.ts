import {
  checkpointsAbove,
  lastSigned,
  loggedRowsAfter,
  logVerifier,
  type LoggedRow,
  type LogTree,
} from '@inquiry/courier'
import type { Database } from '@inquiry/database'
import { formatVkey, MemoryTileStore, type LogEntry, type TileStore } from '@inquiry/transparency'
import { sql } from 'kysely'
import type { LogCopy, TreeCopy } from './log-copy.ts'

/** Rows and checkpoints that are read at once. */
const page = 1_000

/** The log in a database, or undefined where nothing was signed. `keys` are the log's public keys, the present one first. */
export async function copyInDatabase(
  db: Database,
  hubId: string,
  keys: readonly { x?: string }[],
): Promise<LogCopy | undefined> {
  const last = await lastSigned(db)
  if (!last) return undefined
  const tree = async (name: LogTree, note: string, leafOf: (row: LoggedRow) => Uint8Array): Promise<TreeCopy> => ({
    note,
    vkeys: keys.map((key) => formatVkey(logVerifier(hubId, key, name))),
    tiles: await allTiles(db, name),
    entries: () => entriesOf(db, leafOf),
  })
  return {
    events: await tree('events', last.note, ({ leaf }) => Buffer.from(leaf)),
    rows: await tree('rows', last.rowsNote, ({ rowDigest }) => rowDigest),
    erased: await erasedParts(db),
    earlier: await earlierNotes(db, last.size),
  }
}

/** From now on a page whose checksum fails is read all the same, so that the event in it can be named. One connection only. */
export async function readDamagedPages(db: Database): Promise<void> {
  await sql`set ignore_checksum_failure = on`.execute(db)
}

async function erasedParts(db: Database): Promise<number> {
  const row = await db
    .selectFrom('erased_part')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

async function earlierNotes(db: Database, last: number): Promise<string[]> {
  const notes: string[] = []
  for (let size = -1; ;) {
    const found = await checkpointsAbove(db, size, page)
    notes.push(...found.filter((checkpoint) => checkpoint.size < last).map(({ note }) => note))
    size = found.at(-1)?.size ?? last
    if (found.length < page) return notes
  }
}

async function allTiles(db: Database, tree: LogTree): Promise<TileStore> {
  const store = new MemoryTileStore()
  const tiles = await db.selectFrom('log_tile').select(['level', 'index', 'hashes']).where('tree', '=', tree).execute()
  store.writeTiles(tiles.map(({ level, index, hashes }) => ({ level, index, hashes: new Uint8Array(hashes) })))
  return store
}

/** Every event in order. One that the database can no longer read is given as empty, so that the check names it. */
async function* entriesOf(db: Database, leafOf: (row: LoggedRow) => Uint8Array): AsyncGenerator<LogEntry> {
  const { rows: sizes } = await sql<{ size: number }>`select size from log_head`.execute(db)
  const size = sizes[0]?.size ?? 0
  for (let position = -1; ;) {
    const rows = await readable(db, position, size)
    for (const row of rows) yield { position: row.position, leaf: leafOf(row) }
    const last = rows.at(-1)?.position
    if (last === undefined) return
    position = last
  }
}

async function readable(db: Database, position: number, size: number): Promise<LoggedRow[]> {
  try {
    return await loggedRowsAfter(db, position, page)
  } catch {
    const rows: LoggedRow[] = []
    const end = Math.min(position + page, size - 1)
    for (let at = position + 1; at <= end; at += 1) {
      const found = await loggedRowsAfter(db, at - 1, 1).catch(() => [unreadable(at)])
      rows.push(...found.filter((row) => row.position === at))
    }
    return rows
  }
}

function unreadable(position: number): LoggedRow {
  return { position, leaf: '', rowDigest: new Uint8Array(0) }
}
