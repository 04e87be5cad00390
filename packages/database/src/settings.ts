import { sql } from 'kysely'
import type { Database } from './open.ts'

/** Settings without which an acknowledgement would be a lie, and what each must be. */
const required: Record<string, string> = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  server_encoding: 'UTF8',
  TimeZone: 'UTC',
}

/** What stands against using this server, a sentence each: unsafe settings, or a version before 15. Empty when fit. */
export async function checkSettings(db: Database): Promise<string[]> {
  const names = Object.keys(required)
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name = any(${[...names, 'server_version_num']})`.execute(db)
  const found = new Map(rows.map((row) => [row.name, row.setting]))
  const wrong = names
    .filter((name) => found.get(name) !== required[name])
    .map((name) => `PostgreSQL setting ${name} is ${found.get(name)}; it must be ${required[name]}.`)
  const version = Number(found.get('server_version_num'))
  if (version < 150_000) wrong.push(`PostgreSQL is version ${Math.floor(version / 10_000)}; it must be 15 or newer.`)
  return wrong
}
