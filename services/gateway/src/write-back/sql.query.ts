import { DatabaseSync } from 'node:sqlite'
import { openPostgres } from '../open-postgres.query.ts'
import { numbered } from '../settings/connection.ts'

export type Parameters = Readonly<Record<string, string | undefined>>

/** Runs one statement after another on the city's database. */
export type Statements = { run: (parameters: Parameters) => Promise<void>; close: () => Promise<void> }

/** Open the database and get the statement ready. Each run is on the disk when it has ended. */
export async function openStatements(connection: string, statement: string): Promise<Statements> {
  const { text, names } = numbered(statement)
  const valuesOf = (parameters: Parameters): (string | null)[] => names.map((name) => parameters[name] ?? null)
  if (!connection.startsWith('sqlite:')) {
    const client = await openPostgres(connection)
    return {
      run: async (parameters) => void (await client.query(text, valuesOf(parameters))),
      close: () => client.end(),
    }
  }
  const db = new DatabaseSync(connection.slice('sqlite:'.length), { timeout: 5000 })
  const prepared = db.prepare(text.replaceAll(/\$(\d+)/g, '?$1'))
  return {
    run: (parameters) => Promise.resolve(void prepared.run(...valuesOf(parameters))),
    close: () => Promise.resolve(db.close()),
  }
}
