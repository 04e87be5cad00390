import { sql, type Kysely } from 'kysely'

/** What came after the second lock between nodes stands behind it too: their webhooks, inbox texts, mappings and requests. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `grant select on inbox_text, code_mapping, code_mapping_entry, local_code, catalogue_request to inquiry_node`,
  // The secret by which deliveries are signed is shown once, and by whom they are being made is the hub's own affair.
  `grant select (node_id, id, url, types, status, position, created_at, proven_at, delivered_at, attempts, failing_since,
    next_attempt_at, reason) on webhook to inquiry_node`,
  ...['webhook', 'inbox_text', 'code_mapping', 'code_mapping_entry', 'local_code'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `create policy of_the_node on ${table} to inquiry_node using (node_id = asking_node())`,
  ]),
  `alter table catalogue_request enable row level security`,
  `create policy of_both_sides on catalogue_request to inquiry_node
    using (node_id = asking_node() or provider = asking_node())`,
]
