import { sql, type Kysely } from 'kysely'

/** What is counted: one row per case as its events fold, and the counts by every key that is asked for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table case_fact (
    case_id uuid primary key,
    day date not null,
    division text not null,
    origin text not null,
    handler text,
    category text,
    nature text not null,
    channel text not null,
    status text not null,
    urgency text not null,
    received_at timestamptz not null,
    replied_at timestamptz,
    reply_due_at timestamptz,
    overdue_steps int not null default 0,
    rating int
  )`,
  `create index case_fact_day on case_fact (day)`,
  // Counts follow the log in the same transaction as the reader's cursor: they are exact at that position.
  `create table case_tally (
    day date not null,
    division text not null,
    origin text not null,
    handler text,
    category text,
    nature text not null,
    channel text not null,
    status text not null,
    urgency text not null,
    count bigint not null,
    unique nulls not distinct (day, division, origin, handler, category, nature, channel, status, urgency)
  )`,
]
