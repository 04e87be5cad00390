import { sql, type Kysely } from 'kysely'

/** What coordinators' commands were answered with, for as long as their `Idempotency-Key` holds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // wrapped_answer is encrypted under the master key, since an answer may hold an enrolment code; null while the command
  // is being done.
  `create table coordinator_answer (
    subject text not null,
    idempotency_key text not null,
    request_digest text not null,
    begun_at timestamptz not null,
    wrapped_answer bytea,
    primary key (subject, idempotency_key)
  )`,
  `create index coordinator_answer_age on coordinator_answer (begun_at)`,
]
