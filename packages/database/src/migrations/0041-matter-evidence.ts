import { sql, type Kysely } from 'kysely'

/** What an official is shown of a likeness, and what is unusually frequent where. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // The words, names and sentences that two cases share: they quote the cases, so they stand in no event.
  `create table likeness_shown (
    case_id uuid not null,
    other_id uuid not null,
    shared json not null,
    primary key (case_id, other_id)
  )`,

  // How many cases a day a subject has had: a matter, or a topic in a place. Days are those of Beijing.
  `create table heat_count (
    subject text not null,
    day date not null,
    cases int not null,
    primary key (subject, day)
  )`,
  `create index heat_count_day on heat_count (day)`,
  // Which subject each of the newer cases counts for, so that a hot spot can name its cases.
  `create table heat_case (
    subject text not null,
    case_id uuid not null,
    received_at timestamptz not null,
    primary key (subject, case_id)
  )`,
  `create index heat_case_received on heat_case (received_at)`,
  // The hot spots that stand: raised once, lowered once.
  `create table hotspot (
    subject text primary key,
    division text not null,
    raised_at timestamptz not null,
    score double precision not null,
    expected double precision not null,
    cases int not null
  )`,
]
