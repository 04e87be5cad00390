import { sql, type Kysely } from 'kysely'

/** What is kept of a key beside itself: why it was revoked, since when it is not to be believed, what was said of its end. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table node_key add column revoked_reason text, add column invalid_since timestamptz`,
  `create index node_key_ending on node_key (not_after) where not_after is not null and revoked_at is null`,
  // A warning is given once: the primary key decides.
  `create table key_warning (
    kid text not null references node_key,
    days int not null,
    primary key (kid, days)
  )`,
  // Events that a key has signed for since it was not to be believed. Nothing of them is deleted.
  `create table disputed_event (
    position bigint primary key,
    kid text not null references node_key
  )`,
]
