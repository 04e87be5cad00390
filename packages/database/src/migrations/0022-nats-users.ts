import { sql, type Kysely } from 'kysely'

/** The NATS user of each node that asked for one, and how far its inbox has gone into the stream. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // kid is the node's key by which it asked: the user is good as long as that key is. public_key is all the hub keeps.
  // published is the last position in the stream, acknowledged the last that the node is known to have taken;
  // stream_made and last_sequence tell whether the stream is still the one that holds what was published.
  `create table nats_user (
    node_id text primary key references node,
    kid text not null references node_key,
    public_key text not null,
    issued_at timestamptz not null,
    ready_at timestamptz,
    published bigint not null default -1,
    acknowledged bigint not null default -1,
    stream_made text,
    last_sequence bigint not null default 0
  )`,
]
