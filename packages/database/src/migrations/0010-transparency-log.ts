import { sql, type Kysely } from 'kysely'

/** What the transparency log is proven from: its tiles, and every checkpoint it has signed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Two trees stand side by side. Leaves of 'events' are the public events; leaves of 'rows' are digests of all that the
  // hub keeps beside them, which is never published. The widest tile at each address: one that is not full is written
  // again as it grows, a full one never changes.
  `create table log_tile (
    tree text not null check (tree in ('events', 'rows')),
    level int not null,
    index bigint not null,
    hashes bytea not null check (length(hashes) between 32 and 8192),
    primary key (tree, level, index)
  )`,
  // Hashes do not compress; trying costs more than it saves.
  `alter table log_tile alter column hashes set storage external`,
  // The signed note of each tree at the same size; cosigned_at says since when every witness has signed the public one.
  `create table log_checkpoint (
    size bigint primary key,
    root_hash bytea not null,
    note text not null,
    rows_root_hash bytea not null,
    rows_note text not null,
    signed_at timestamptz not null,
    cosigned_at timestamptz
  )`,
]
