import { sql, type Kysely } from 'kysely'

/** What coordinators decide and look for: their commands, and the list of cases with what it is searched by. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Every command that was decided, and by whom. While the key is kept, the same key gets the same answer.
  `create table coordinator_command (
    id bigint generated always as identity primary key,
    subject text not null,
    idempotency_key text,
    request text not null,
    request_digest text not null,
    refused boolean not null,
    answer text not null,
    recorded_at timestamptz not null,
    unique (subject, idempotency_key)
  )`,
  `create index coordinator_command_key_age on coordinator_command (recorded_at) where idempotency_key is not null`,

  // One row per case for the list of cases. case_id is a UUIDv7: its order is that of recording.
  `create table case_summary (
    case_id uuid primary key,
    origin text not null,
    handler text,
    status text not null,
    paused boolean not null,
    nature text not null,
    title text not null,
    category json,
    category_code text,
    division text not null,
    channel text not null,
    urgency text not null,
    submitted_at timestamptz not null,
    received_at timestamptz not null,
    next_due_at timestamptz,
    attention text[] not null,
    text_position bigint not null,
    position bigint not null
  ) with (fillfactor = 80)`,
  `create index case_summary_origin on case_summary (origin, case_id)`,
  `create index case_summary_handler on case_summary (handler, case_id)`,
  `create index case_summary_status on case_summary (status, case_id)`,
  `create index case_summary_division on case_summary (division, case_id)`,
  `create index case_summary_received on case_summary (received_at)`,
  `create index case_summary_attention on case_summary (case_id) where attention <> '{}'`,
  `create index case_summary_due on case_summary (next_due_at) where next_due_at is not null`,

  // Full text by character pairs, which is what finds any part of a Chinese sentence. Texts are gathered into segments
  // of a fixed number; for each of 256 buckets of pairs a segment has one row that tells which of its texts have which
  // pair. Texts that are in no segment yet are looked at one by one.
  `create table text_entry (
    position bigint primary key,
    case_id uuid not null
  )`,
  `create table text_segment (
    last_position bigint primary key,
    positions bigint[] not null,
    case_ids uuid[] not null
  )`,
  `create table text_posting (
    bucket smallint not null,
    last_position bigint not null,
    pairs bytea not null,
    primary key (bucket, last_position)
  )`,
  `alter table text_posting alter column pairs set storage external`,

  // Each stay of a case with a handler, for the statistics of who passes cases to whom.
  `create table case_hop (
    case_id uuid not null,
    hop int not null,
    node text not null,
    next_node text,
    began_at timestamptz not null,
    ended_at timestamptz,
    ended_by text,
    primary key (case_id, hop)
  )`,
  `create index case_hop_ended on case_hop (ended_at) where ended_at is not null`,
]
