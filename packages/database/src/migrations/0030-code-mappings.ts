import { sql, type Kysely } from 'kysely'

/** The nodes' tables from their own codes to standard ones, and how often each local code occurred. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table code_mapping (
    node_id text not null references node,
    list text not null,
    version text not null,
    put_at timestamptz not null,
    put_by text not null,
    primary key (node_id, list)
  )`,
  // The order is that of the table as the node sent it.
  `create table code_mapping_entry (
    node_id text not null,
    list text not null,
    local text not null,
    standard text not null,
    ordinal int not null,
    primary key (node_id, list, local),
    foreign key (node_id, list) references code_mapping on delete cascade
  )`,
  // Local codes in the messages that were judged, translated or not. Codes that are standard already are not counted.
  `create table local_code (
    node_id text not null,
    list text not null,
    code text not null,
    count bigint not null,
    last_seen_at timestamptz not null,
    primary key (node_id, list, code)
  ) with (fillfactor = 80)`,
]
