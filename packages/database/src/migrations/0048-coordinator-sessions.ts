import { sql, type Kysely } from 'kysely'

/** Sessions of coordinators who signed in at the province's identity provider, for every hub over this database. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Of secret and state the digest alone. A state opens one session: its uniqueness is what refuses a replay. The ID token,
  // which signing out at the provider asks for, is encrypted under the sessions' key.
  `create table coordinator_session (
    id uuid primary key,
    secret_digest bytea not null unique,
    state_digest bytea not null unique,
    subject text not null,
    name text,
    roles text[] not null,
    divisions text[],
    wrapped_id_token bytea not null,
    begun_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    ended_by text
  )`,
  `create index coordinator_session_end on coordinator_session (expires_at)`,
]
