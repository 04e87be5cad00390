import pg from 'pg'

/** The tables a submitted case is written to, and how its newest rows are found. */
const sources = {
  envelope: 'select * from envelope order by received_at desc limit',
  message: 'select * from message order by position desc limit',
  case_file: 'select * from case_file order by received_at desc limit',
  event: `select * from event where type = 'case.submitted' order by position desc limit`,
} as const

type Table = { name: string; statement: string; columns: string[]; rows: Record<string, unknown>[]; perCase: number }

/** Cases that one statement and one commit insert. */
const casesPerCommit = 1_000

/**
 * The floor of a batch: the very rows that the hub wrote for its cases, inserted again into tables of the same shape
 * (same keys, same indexes), by one multi-row statement a table. Answers cases per second.
 */
export async function insertAgain(databaseUrl: string, cases: number, casesPerEnvelope: number): Promise<number> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    types: { getTypeParser: () => (text: string) => text },
  })
  await client.connect()
  try {
    const tables = await Promise.all(
      Object.keys(sources).map((name) => prepare(client, name as keyof typeof sources, cases, casesPerEnvelope)),
    )
    const started = performance.now()
    for (let start = 0; start < cases; start += casesPerCommit) {
      await client.query('begin')
      for (const table of tables) await insert(client, table, start)
      await client.query('commit')
    }
    return cases / ((performance.now() - started) / 1000)
  } finally {
    await client.end()
  }
}

async function prepare(
  client: pg.Client,
  name: keyof typeof sources,
  cases: number,
  casesPerEnvelope: number,
): Promise<Table> {
  await client.query(`drop table if exists copy_${name}; create table copy_${name} (like ${name} including all)`)
  const { rows: attributes } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute where attrelid = 'copy_${name}'::regclass and attnum > 0 order by attnum`,
  )
  const columns = attributes.map((attribute) => attribute.name)
  const arrays = attributes.map((attribute, i) => `$${i + 1}::${attribute.type}[]`)
  const perCase = name === 'envelope' ? 1 / casesPerEnvelope : 1
  const { rows } = await client.query<Record<string, unknown>>(`${sources[name]} ${Math.ceil(cases * perCase)}`)
  return {
    name,
    columns,
    rows,
    perCase,
    statement: `insert into copy_${name} (${columns.join(', ')}) select * from unnest(${arrays.join(', ')})`,
  }
}

async function insert(
  client: pg.Client,
  { name, statement, columns, rows, perCase }: Table,
  start: number,
): Promise<void> {
  const part = rows.slice(Math.floor(start * perCase), Math.floor((start + casesPerCommit) * perCase))
  await client.query({
    name: `copy ${name}`,
    text: statement,
    values: columns.map((column) => part.map((row) => row[column])),
  })
}
