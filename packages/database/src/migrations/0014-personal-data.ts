import { sql, type Kysely } from 'kysely'

/** Who was given personal data, and what was erased of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // asker is a node's id, or 'coordinator:' and the person. what was given, by which way, and of which cases.
  `create table access_record (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    asker text not null,
    what text not null check (what in ('case', 'reporter', 'attachment', 'list')),
    way text not null check (way in ('view', 'events', 'inbox', 'webhook', 'nats', 'download', 'search')),
    case_ids uuid[] not null
  )`,
  `create index access_record_case on access_record using gin (case_ids)`,

  // A case of which something was erased, by which rule. The case and its log stay.
  `create table erasure (
    case_id uuid not null,
    part text not null check (part in ('reporter', 'text')),
    rule text not null,
    erased_at timestamptz not null,
    primary key (case_id, part)
  )`,
  // What the log committed to before: with it the log is still verified whole.
  `create table erased_part (
    position bigint primary key,
    private_digest bytea not null
  )`,
]
