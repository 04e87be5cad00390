import { DatabaseSync } from 'node:sqlite'
import type { Cell } from '../row.ts'

/** The rows of a query from a place on, one after another, from a file that is opened for reading only. */
export function* sqliteRows(path: string, query: string, since: string): Generator<Record<string, Cell>> {
  const db = new DatabaseSync(path, { readOnly: true, timeout: 5000 })
  try {
    const place = /^-?\d+$/.test(since) ? Number(since) : since
    for (const row of db.prepare(query).iterate({ since: place }))
      yield Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, value instanceof Uint8Array ? null : (value as Cell)]),
      )
  } finally {
    db.close()
  }
}
