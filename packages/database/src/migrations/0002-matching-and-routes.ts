import { sql, type Kysely } from 'kysely'

/** What triage keeps: how cases are found by others about the same matter, and the tables by which they are routed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // A case made ready for comparison; rebuilt from the case's text when the preparation changes.
  `create table case_fingerprint (
    case_id uuid primary key,
    position bigint not null,
    prepared json not null
  )`,
  // The inverted index: the newest cases of a key are looked at, so a lookup costs the same however many there are.
  `create table case_key (
    key int4 not null,
    position bigint not null,
    case_id uuid not null
  )`,
  `create index case_key_newest on case_key (key, position desc) include (case_id)`,

  // Every version of the routing rules; put_at says from when a version can have decided.
  `create table route_table (
    version int primary key,
    effective_from timestamptz not null,
    put_at timestamptz not null,
    put_by text not null,
    rules json not null
  )`,
]
