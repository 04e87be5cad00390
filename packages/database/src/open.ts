import { Kysely, PostgresDialect, type Transaction as KyselyTransaction } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

export type Database = Kysely<Tables>
/** What takes part in a transaction is given this, and cannot see the database beside it. */
export type Transaction = KyselyTransaction<Tables>

/** bigint columns hold positions, counts and sequences, all safe integers: they come as numbers. */
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is not a safe integer`)
  return value
})
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
/** A date is a day, not an instant: it stays `YYYY-MM-DD`. */
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export type OpenOptions = {
  /** Connections at most. */
  max?: number
  /** Milliseconds after which PostgreSQL ends a statement of this pool. */
  statementTimeoutMs?: number
  /** Shown in `pg_stat_activity`. */
  name?: string
  /**
   * Whether this pool looks rows up by their keys and does nothing else. A statement that is planned once keeps its plan
   * while a table grows from nothing to a hundred thousand rows: without this it reads the whole of it each time, until
   * PostgreSQL has analysed the table anew, a minute later.
   */
  byKey?: boolean
}

const settings = '-c TimeZone=UTC -c synchronous_commit=on -c plan_cache_mode=force_generic_plan'
const settingsByKey = `${settings} -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off`

/** Open a pool on the database at the URL. Sessions are in UTC and commit durably, whatever the server's defaults. */
export function openDatabase(
  url: string,
  { max = 8, statementTimeoutMs = 60_000, name = 'inquiry-hub', byKey = false }: OpenOptions = {},
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    statement_timeout: statementTimeoutMs,
    options: byKey ? settingsByKey : settings,
  })
  // A connection that breaks while idle is replaced at the next query; the query then reports what is wrong.
  pool.on('error', () => {})
  // One that breaks between two statements of a transaction has no listener of the pool's: the next statement fails.
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  pools.set(db, pool)
  return db
}

const pools = new WeakMap<Database, pg.Pool>()

/** A statement that each connection parses and plans once, under its name. */
export type PreparedStatement = { name: string; text: string }

/** Run a prepared statement by itself, committed when it is done: for the few that run thousands of times a minute. */
export async function runPrepared<Row extends pg.QueryResultRow>(
  db: Database,
  { name, text }: PreparedStatement,
  values: unknown[],
): Promise<Row[]> {
  const pool = pools.get(db)
  if (!pool) throw new TypeError('the database was not opened by openDatabase')
  return (await pool.query<Row>({ name, text, values })).rows
}
