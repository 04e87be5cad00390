import type { Database, Transaction } from '@inquiry/database'
import type { Step } from '@inquiry/work-loop'
import { sql } from 'kysely'
import { encodeSegment } from './character-pairs.ts'

/** How many texts make a segment: one row of the index per bucket is written for so many. */
export const segmentSize = 1_024

/** The name under which gathering is reported. */
export const gathererName = 'text-segments'

/** One step: where enough texts wait, make them a segment of the full-text index. */
export function gatherTextsStep(db: Database, size: number = segmentSize): Step {
  return () =>
    db.transaction().execute(async (tx) => {
      const entries = await tx
        .selectFrom('text_entry')
        .selectAll()
        .orderBy('position')
        .limit(size)
        .forUpdate()
        .skipLocked()
        .execute()
      const last = entries.at(-1)
      if (!last || entries.length < size) return 0
      const texts = await textsOf(
        tx,
        entries.map((entry) => entry.case_id),
      )
      await writeSegment(tx, entries, encodeSegment(entries.map((entry) => texts.get(entry.case_id) ?? '')))
      const positions = entries.map((entry) => entry.position)
      await tx
        .deleteFrom('text_entry')
        .where('position', '=', sql<number>`any(${positions}::bigint[])`)
        .execute()
      return entries.length
    })
}

/** Title and content of cases, on two lines. */
export async function textsOf(db: Database | Transaction, caseIds: readonly string[]): Promise<Map<string, string>> {
  if (caseIds.length === 0) return new Map()
  const { rows } = await sql<{ case_id: string; text: string }>`
    select case_id, (state->>'title') || E'\n' || (state->>'content') as text
    from case_file where case_id = any(${caseIds}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.case_id, row.text]))
}

async function writeSegment(
  tx: Transaction,
  entries: readonly { position: number; case_id: string }[],
  buckets: ReadonlyMap<number, Buffer>,
): Promise<void> {
  const last = entries.at(-1)?.position ?? -1
  await sql`
    with segment as (
      insert into text_segment (last_position, positions, case_ids)
      values (${last}, ${entries.map((entry) => entry.position)}::bigint[], ${entries.map((entry) => entry.case_id)}::uuid[])
    )
    insert into text_posting (bucket, last_position, pairs)
    select bucket, ${last}, pairs from unnest(${[...buckets.keys()]}::smallint[], ${[...buckets.values()]}::bytea[]) as r (bucket, pairs)`.execute(
    tx,
  )
}
