import type { Cell, Row } from '../row.ts'
import { columnsOf } from '../settings/fields.ts'
import type { DatabaseSource } from '../settings/source.ts'
import { isPlace } from './place.ts'
import { postgresRows } from './postgres.query.ts'
import { sqliteRows } from './sqlite.query.ts'
import { UnreadableSource } from './unreadable-source.ts'

/** A row with the value of its cursor column. */
export type PlacedRow = Row & { place: string }

/** The rows of a source from a place on. Throws UnreadableSource. */
export async function* rowsOfDatabase(source: DatabaseSource, since: string): AsyncGenerator<PlacedRow> {
  const { connection, query, cursor, fields } = source
  const wanted = [cursor, ...columnsOf(fields)]
  const key = fields.sourceId?.column ?? ('caseId' in fields ? fields.caseId?.column : undefined)
  let number = 0
  try {
    const rows = connection.startsWith('sqlite:')
      ? sqliteRows(connection.slice('sqlite:'.length), query, since)
      : postgresRows(connection, query, since)
    for await (const cells of rows) {
      number++
      if (number === 1) mustHave(wanted, cells)
      const place = String(cells[cursor] ?? '')
      if (!isPlace(place)) throw new UnreadableSource(`${cursor} = ${place}: must be a number or a time`)
      yield { at: key === undefined ? `row ${number}` : String(cells[key]), cells, place }
    }
  } catch (error) {
    if (error instanceof UnreadableSource) throw error
    throw new UnreadableSource(error instanceof Error ? error.message : String(error))
  }
}

function mustHave(wanted: readonly string[], cells: Record<string, Cell>): void {
  const missing = wanted.filter((name) => !(name in cells))
  if (missing.length === 0) return
  const there = Object.keys(cells).join(', ')
  throw new UnreadableSource(`the query gives no column ${missing.join(', ')}; it gives ${there}`)
}
