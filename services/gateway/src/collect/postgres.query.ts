import { openPostgres } from '../open-postgres.query.ts'
import type { Cell } from '../row.ts'
import { numbered } from '../settings/connection.ts'

const fetchRows = 500

/** The rows of a query from a place on, a few hundred at a time, in a transaction that can only read. */
export async function* postgresRows(url: string, query: string, since: string): AsyncGenerator<Record<string, Cell>> {
  const client = await openPostgres(url)
  try {
    const { text, names } = numbered(query)
    await client.query('begin transaction isolation level repeatable read read only')
    await client.query(
      `declare gateway_rows no scroll cursor for ${text}`,
      names.map(() => since),
    )
    for (;;) {
      const { rows } = await client.query<Record<string, unknown>>(`fetch ${fetchRows} from gateway_rows`)
      for (const row of rows)
        yield Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cellOf(value)]))
      if (rows.length < fetchRows) return
    }
  } finally {
    await client.end()
  }
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value === null || value === undefined || Buffer.isBuffer(value)) return null
  return JSON.stringify(value)
}
