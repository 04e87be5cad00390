import { sql, type Kysely } from 'kysely'

/** What the transparency log is proven from: its tiles, and every checkpoint it has signed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // The widest tile at each address: one that is not full is written again as it grows, a full one never changes.
  `create table log_tile (
    level int not null,
    index bigint not null,
    hashes bytea not null check (length(hashes) between 32 and 8192),
    primary key (level, index)
  )`,
  // Hashes do not compress; trying costs more than it saves.
  `alter table log_tile alter column hashes set storage external`,
  // root_hash is what was promised; cosigned_at says since when every witness of the hub has signed the note too.
  `create table log_checkpoint (
    size bigint primary key,
    root_hash bytea not null,
    note text not null,
    signed_at timestamptz not null,
    cosigned_at timestamptz
  )`,
]
