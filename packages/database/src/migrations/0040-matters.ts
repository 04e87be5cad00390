import { sql, type Kysely } from 'kysely'

/** How cases of one matter are found among millions, what waits for a coordinator, and what is merged into what. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // The inverted index holds nothing that case_fingerprint does not: it is unlogged, so that a case entered in sixteen
  // places of it writes no page to the write-ahead log, and it is built anew where a crash has emptied it.
  `drop table case_key`,
  `create unlogged table case_key (
    key int4 not null,
    division int4 not null,
    position bigint not null
  )`,
  `create index case_key_newest on case_key (key, position desc) include (division)`,
  // One row once the index is whole; a crash empties this table together with the index.
  `create unlogged table case_key_built (whole boolean primary key check (whole))`,
  `create unique index case_fingerprint_position on case_fingerprint (position)`,

  // Pairs between the thresholds, or sure ones that a matter as a whole does not take: a coordinator decides.
  `create table matter_candidate (
    case_id uuid not null,
    other_id uuid not null,
    kind text not null,
    score real not null,
    evidence json not null,
    found_at timestamptz not null,
    primary key (case_id, other_id)
  )`,
  `create index matter_candidate_other on matter_candidate (other_id)`,
  `create index matter_candidate_found on matter_candidate (found_at)`,

  // Who is served by whose handling, folded from case.merged and case.split.
  `create table merged_case (
    case_id uuid primary key,
    primary_id uuid not null,
    position bigint not null
  )`,
  `create index merged_case_primary on merged_case (primary_id)`,
]
