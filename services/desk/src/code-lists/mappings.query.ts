import type { Database, Transaction } from '@inquiry/database'
import { announceRegistry } from '@inquiry/registry'
import type { CodeListName, CodeMapping, MappingRequest } from '@inquiry/schema'
import { sql } from 'kysely'

/** Whose mapping of which list. */
export type MappingKey = { list: CodeListName; nodeId: string }

/** A node's mapping as it was put, its entries in the order of the table; undefined where none was. */
export async function readMapping(
  rows: Database | Transaction,
  { list, nodeId }: MappingKey,
): Promise<CodeMapping | undefined> {
  const mapping = await rows
    .selectFrom('code_mapping')
    .select('version')
    .where('node_id', '=', nodeId)
    .where('list', '=', list)
    .executeTakeFirst()
  if (!mapping) return undefined
  const entries = await rows
    .selectFrom('code_mapping_entry')
    .select(['local', 'standard'])
    .where('node_id', '=', nodeId)
    .where('list', '=', list)
    .orderBy('ordinal')
    .execute()
  return { list, nodeId, version: mapping.version, entries }
}

/** Put a mapping in the place of the one before it. */
export async function putMapping(
  db: Database,
  { list, nodeId }: MappingKey,
  { version, entries }: MappingRequest,
  put: { at: Date; by: string },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`
      insert into code_mapping (node_id, list, version, put_at, put_by)
      values (${nodeId}, ${list}, ${version}, ${put.at}, ${put.by})
      on conflict (node_id, list) do update
      set version = excluded.version, put_at = excluded.put_at, put_by = excluded.put_by`.execute(tx)
    await tx.deleteFrom('code_mapping_entry').where('node_id', '=', nodeId).where('list', '=', list).execute()
    await sql`
      insert into code_mapping_entry (node_id, list, local, standard, ordinal)
      select ${nodeId}, ${list}, e.local, e.standard, e.ordinal
      from unnest(${entries.map((e) => e.local)}::text[], ${entries.map((e) => e.standard)}::text[])
        with ordinality as e (local, standard, ordinal)`.execute(tx)
    await announceRegistry(tx)
  })
}

/** How often each code of its own a node used in the place of one of the list. */
export async function localCodeCounts(
  rows: Database | Transaction,
  { list, nodeId }: MappingKey,
): Promise<Map<string, number>> {
  const found = await rows
    .selectFrom('local_code')
    .select(['code', 'count'])
    .where('node_id', '=', nodeId)
    .where('list', '=', list)
    .execute()
  return new Map(found.map(({ code, count }) => [code, count]))
}
