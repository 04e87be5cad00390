import { Migrator, type Migration } from 'kysely/migration'
import * as first from './migrations/0001-first-road.ts'
import type { Database } from './open.ts'

/** Every step of the schema, in order. A step that was released is never changed. */
const migrations: Record<string, Migration> = {
  '0001-first-road': first,
}

/** Bring the schema to this release; safe to call from several processes at once (Kysely holds an advisory lock). */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
