import { sql, type Kysely } from 'kysely'

/** What a month's figures are made of, what was objected to and left out, and what was published. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Folded from the log by a reader: the history of each case, and what the formulas count of it.
  `create table assessment_case (case_id uuid primary key, history json not null)`,
  `create table assessment_entry (
    formula text not null,
    indicator text not null,
    unit bigint not null,
    month text not null,
    node_id text not null,
    case_id uuid,
    numerator int not null,
    excluded text,
    primary key (formula, indicator, unit)
  )`,
  `create index assessment_entry_month on assessment_entry (formula, month, node_id, indicator, unit)`,

  // Written together with their events: positions say from which place of the log on they hold.
  `create table assessment_objection (
    id uuid primary key,
    month text not null,
    formula text not null,
    node_id text not null,
    indicator text,
    case_ids uuid[] not null,
    reason text not null,
    raised_by text not null,
    raised_at timestamptz not null,
    position bigint not null,
    decision text,
    decision_reason text,
    decided_by text,
    decided_at timestamptz,
    exclusion_id uuid
  )`,
  `create index assessment_objection_month on assessment_objection (month, position)`,
  `create table assessment_exclusion (
    id uuid primary key,
    month text not null,
    node_id text,
    indicator text,
    case_ids uuid[] not null,
    reason text not null,
    objection_id uuid,
    excluded_by text not null,
    excluded_at timestamptz not null,
    position bigint not null,
    withdrawn_reason text,
    withdrawn_by text,
    withdrawn_at timestamptz,
    withdrawn_position bigint
  )`,
  `create index assessment_exclusion_month on assessment_exclusion (month, position)`,
  `create table assessment_publication (
    id uuid primary key,
    month text not null,
    formula text not null,
    as_of bigint not null,
    digest text not null,
    nodes json not null,
    published_by text not null,
    published_at timestamptz not null,
    position bigint not null
  )`,
  `create index assessment_publication_month on assessment_publication (month, position)`,

  `grant select on assessment_entry, assessment_objection, assessment_exclusion to inquiry_node`,
  ...['assessment_entry', 'assessment_objection'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `create policy of_the_node on ${table} to inquiry_node using (node_id = asking_node())`,
  ]),
  // An exclusion that names no node is one for every node that the case counts for.
  `alter table assessment_exclusion enable row level security`,
  `create policy of_the_node on assessment_exclusion to inquiry_node
    using (node_id is null or node_id = asking_node())`,
]
