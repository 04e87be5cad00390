import type { Database } from '@inquiry/database'
import { sql } from 'kysely'
import type { Identity } from './identity.ts'
import { patternsOf } from './remit.ts'

/** Personal data that were given out: which, by which way, of which cases. */
export type Given = {
  what: 'case' | 'reporter' | 'attachment' | 'list'
  way: 'view' | 'events' | 'inbox' | 'webhook' | 'nats' | 'download' | 'search'
  caseIds: readonly string[]
}

/** A record of personal data that were given to somebody. */
export type AccessRecord = Given & { id: number; at: Date; asker: string }

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
    .select(['id', 'at', 'asker', 'what', 'way', patterns === null ? 'case_ids' : ownCases.as('case_ids')])
    .$if(patterns !== null, (q) => q.where(sql<boolean>`cardinality(${ownCases}) > 0`))
    .where('id', '>', after)
    .$if(caseId !== undefined, (q) => q.where(sql<boolean>`case_ids @> array[${caseId}]::uuid[]`))
    .$if(asker !== undefined, (q) => q.where('asker', '=', asker ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id, at, asker: who, what, way, case_ids }) => ({
    id,
    at,
    asker: who,
    what,
    way,
    caseIds: case_ids,
  }))
}

function nameOf(asker: Identity | { kind: 'node'; nodeId: string }): string {
  return asker.kind === 'node' ? asker.nodeId : `coordinator:${asker.subject}`
}
