import { sql, type Kysely } from 'kysely'

/** What nodes offer in the catalogue, and who asked for what is shared on a condition. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table catalogue_offer (
    code text primary key,
    node_id text not null references node,
    resource json not null,
    put_at timestamptz not null
  )`,
  `create table catalogue_request (
    id uuid primary key,
    resource text not null,
    provider text not null,
    node_id text not null references node,
    purpose text not null,
    requested_at timestamptz not null,
    until date,
    state text not null,
    reason text,
    decided_at timestamptz,
    decided_by text
  )`,
  `create index catalogue_request_node on catalogue_request (node_id)`,
  `create index catalogue_request_provider on catalogue_request (provider)`,
]
