import type { Database, Transaction } from '@inquiry/database'
import { sql } from 'kysely'

/** The texts that were written for a node before, by position, as far as they are sealed to its present key. */
export async function keptTexts(
  rows: Transaction,
  node: string,
  positions: readonly number[],
  kid: string | null,
): Promise<Map<number, string>> {
  if (positions.length === 0) return new Map()
  const found = await rows
    .selectFrom('inbox_text')
    .select(['position', 'text'])
    .where('node_id', '=', node)
    .where('position', '=', sql<number>`any(${positions}::bigint[])`)
    .where('kid', 'is not distinct from', kid)
    .execute()
  return new Map(found.map((row) => [row.position, row.text]))
}

/** Keep the text of an event for a node; of two that were written at once the first stays, and is given back. */
export async function keepText(
  db: Database,
  { node, position, kid, text }: { node: string; position: number; kid: string | null; text: string },
): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    insert into inbox_text as kept (node_id, position, kid, text) values (${node}, ${position}, ${kid}, ${text})
    on conflict (node_id, position) do update set
      text = case when kept.kid is not distinct from excluded.kid then kept.text else excluded.text end,
      kid = excluded.kid
    returning text`.execute(db)
  return rows[0]?.text ?? text
}
