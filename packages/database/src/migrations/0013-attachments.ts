import { sql, type Kysely } from 'kysely'

/** Files that belong to cases, and which case names which. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // digest is SHA-256 of bytes, as messages name it: the same bytes are kept once.
  `create table attachment (
    digest text primary key,
    bytes bytea not null,
    received_at timestamptz not null
  )`,
  // Pictures and documents are compressed already.
  `alter table attachment alter column bytes set storage external`,
  // Who brought it: a node is told nothing of what others have brought.
  `create table attachment_upload (
    node_id text not null references node,
    digest text not null references attachment on delete cascade,
    primary key (node_id, digest)
  )`,
  `create table case_attachment (
    digest text not null,
    case_id uuid not null,
    primary key (digest, case_id)
  )`,
  `create index case_attachment_case on case_attachment (case_id)`,

  `grant select on attachment, case_attachment to inquiry_node`,
  `alter table case_attachment enable row level security`,
  `create policy of_the_parties on case_attachment to inquiry_node
    using (exists (select 1 from case_file c where c.case_id = case_attachment.case_id))`,
  `alter table attachment enable row level security`,
  `create policy of_the_parties on attachment to inquiry_node
    using (exists (select 1 from case_attachment a where a.digest = attachment.digest)
      or exists (select 1 from event e where e.type in ('case.submitted', 'case.amended')
        and e.position > (select position from reader_cursor where name = 'attachments')
        and strpos(e.private::text, attachment.digest) > 0))`,
]
