import { sql, type Kysely } from 'kysely'

/** Webhooks of nodes, and the inbox events that are written once because writing them again would give other bytes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // position is that of the last event delivered or passed over. failing_since, attempts, next_attempt_at and reason
  // are set while deliveries fail. holder, fence and leased_until are those of a reader_cursor: one hub delivers to an
  // endpoint at a time. proven_at says when the present address proved that it wants the deliveries.
  `create table webhook (
    node_id text not null references node,
    id text not null,
    url text not null,
    types text[],
    status text not null check (status in ('pending', 'active', 'parked', 'disabled')),
    wrapped_secret bytea not null,
    position bigint not null,
    created_at timestamptz not null,
    proven_at timestamptz,
    delivered_at timestamptz,
    attempts int not null default 0,
    failing_since timestamptz,
    next_attempt_at timestamptz,
    reason text,
    holder text,
    fence bigint not null default 0,
    leased_until timestamptz,
    primary key (node_id, id)
  )`,
  // Reporter data are sealed anew with fresh randomness, and a case goes on: the same event, written twice, would have
  // other bytes on each of its ways. kid is the node's encryption key that it was sealed to; null for none.
  `create table inbox_text (
    node_id text not null,
    position bigint not null,
    kid text,
    text text not null,
    primary key (node_id, position)
  )`,
]
