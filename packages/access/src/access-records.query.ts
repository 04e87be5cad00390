import type { Database } from '@inquiry/database'
import { sql } from 'kysely'
import type { Identity } from './identity.ts'
import { patternsOf } from './remit.ts'

/** Personal data that were given out: which, by which way, of which cases. */
export type Given = {
  what: 'case' | 'reporter' | 'attachment' | 'list' | 'stats'
  way: 'view' | 'events' | 'inbox' | 'webhook' | 'nats' | 'download' | 'search' | 'export'
  caseIds: readonly string[]
}

/** A record of personal data that were given to somebody. */
export type AccessRecord = Given & { id: number; at: Date; asker: string; detail: ExportDetail | null }

/** What an export gave as a whole: the format, the filters as they were written, how many rows, and whether all of them. */
export type ExportDetail = { format: string; query: string; rows: number; complete: boolean }

/** Record that personal data are given to whoever asks, before they are. */
export async function recordAccess(
  db: Database,
  asker: Identity | { kind: 'node'; nodeId: string },
  { what, way, caseIds }: Given,
  now: Date,
): Promise<void> {
  if (caseIds.length === 0) return
  await db
    .insertInto('access_record')
    .values({ at: now, asker: nameOf(asker), what, way, case_ids: [...caseIds] })
    .execute()
}

/** Record an export when it has ended; the cases in it are on record piece by piece. */
export async function recordExport(
  db: Database,
  asker: Identity,
  { what, ...detail }: ExportDetail & Pick<Given, 'what'>,
  now: Date,
): Promise<void> {
  await db
    .insertInto('access_record')
    .values({ at: now, asker: nameOf(asker), what, way: 'export', case_ids: [], detail: JSON.stringify(detail) })
    .execute()
}

/**
 * Records after an id, the oldest first; of one case or of one asker where that is asked for. Who is limited to divisions
 * sees what concerns their cases, and of each record those cases only.
 */
export async function accessRecordsAfter(
  db: Database,
  {
    caseId,
    asker,
    after,
    limit,
    within,
  }: {
    caseId?: string | undefined
    asker?: string | undefined
    after: number
    limit: number
    within: readonly string[] | null
  },
): Promise<AccessRecord[]> {
  const patterns = patternsOf(within)
  const ownCases = sql<string[]>`array(select c.case_id from case_file c
    where c.case_id = any(access_record.case_ids) and c.division like any(${patterns}::text[]))`
  const rows = await db
    .selectFrom('access_record')
    .select(['id', 'at', 'asker', 'what', 'way', 'detail', patterns === null ? 'case_ids' : ownCases.as('case_ids')])
    .$if(patterns !== null, (q) => q.where(sql<boolean>`cardinality(${ownCases}) > 0`))
    .where('id', '>', after)
    .$if(caseId !== undefined, (q) => q.where(sql<boolean>`case_ids @> array[${caseId}]::uuid[]`))
    .$if(asker !== undefined, (q) => q.where('asker', '=', asker ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id, at, asker: who, what, way, case_ids, detail }) => ({
    id,
    at,
    asker: who,
    what,
    way,
    caseIds: case_ids,
    detail,
  }))
}

function nameOf(asker: Identity | { kind: 'node'; nodeId: string }): string {
  return asker.kind === 'node' ? asker.nodeId : `coordinator:${asker.subject}`
}
