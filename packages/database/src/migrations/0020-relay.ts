import { sql, type Kysely } from 'kysely'

/** What the courier must remember beside its cursors: who asked it to publish again, and what went wrong lately. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // An operator's wish that the public stream be emptied and filled again from a position at the latest.
  `create table republication (
    id bigint generated always as identity primary key,
    from_position bigint not null check (from_position >= 0),
    requested_at timestamptz not null,
    requested_by text not null,
    begun_at timestamptz
  )`,
  // The latest faults of publishing and delivering, for whoever looks after the hub; older ones are dropped.
  `create table courier_fault (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    kind text not null,
    subject text not null,
    detail text not null
  )`,
]
