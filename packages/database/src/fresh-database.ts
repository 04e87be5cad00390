import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { migrate } from './migrate.ts'
import { openDatabase } from './open.ts'

/** A database of its own on a running server: empty but for the schema. */
export type FreshDatabase = { url: string; drop: () => Promise<void> }

const template = 'inquiry_template'

/** Make the template that fresh databases are copied from; once per server. */
export async function prepareTemplate(serverUrl: string): Promise<void> {
  await administer(serverUrl, `drop database if exists ${template} with (force)`, `create database ${template}`)
  const db = openDatabase(at(serverUrl, template))
  await migrate(db)
  await db.destroy()
}

/** Copy the template: some 30 ms. */
export async function freshDatabase(serverUrl: string): Promise<FreshDatabase> {
  const name = `inquiry_${randomBytes(6).toString('hex')}`
  await administer(serverUrl, `create database ${name} template ${template} strategy file_copy`)
  return { url: at(serverUrl, name), drop: () => administer(serverUrl, `drop database if exists ${name} with (force)`) }
}

function at(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

async function administer(serverUrl: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
