import pg from 'pg'

/** Times and days stay as the database writes them; everything else becomes a text, a number, true or false. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    [1082, 1114, 1184].includes(oid)
      ? (text: string) => text
      : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
}

/** Connect to the city's database, on China's time. */
export async function openPostgres(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    types,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 300_000,
    application_name: 'inquiry-gateway',
  })
  // What breaks the connection comes to whoever asks next.
  client.on('error', () => undefined)
  await client.connect()
  await client.query(`set time zone 'Asia/Shanghai'`)
  return client
}
