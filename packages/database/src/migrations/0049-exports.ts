import { sql, type Kysely } from 'kysely'

/** Exports stand in the record of who was given personal data: the cases piece by piece, and at the end the whole. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table access_record
    drop constraint access_record_what_check,
    drop constraint access_record_way_check,
    add constraint access_record_what_check check (what in ('case', 'reporter', 'attachment', 'list', 'stats')),
    add constraint access_record_way_check
      check (way in ('view', 'events', 'inbox', 'webhook', 'nats', 'download', 'search', 'export')),
    add column detail json`,
]
