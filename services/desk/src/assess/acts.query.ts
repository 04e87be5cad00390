import { logTime } from '@inquiry/case-log'
import type { Database, Tables, Transaction } from '@inquiry/database'
import type { AssessmentAct } from '@inquiry/schema'
import type { Insertable, Selectable } from 'kysely'

export type Objection = Selectable<Tables['assessment_objection']>
export type ExclusionRow = Selectable<Tables['assessment_exclusion']>

/** Acts of a month that are listed at most, the newest first. */
const listedAtMost = 500

export async function listObjections(
  rows: Database | Transaction,
  month: string,
  { state, nodeId }: { state?: 'open' | 'upheld' | 'dismissed' | undefined; nodeId?: string | undefined },
): Promise<Objection[]> {
  let query = rows.selectFrom('assessment_objection').selectAll().where('month', '=', month)
  if (nodeId !== undefined) query = query.where('node_id', '=', nodeId)
  if (state === 'open') query = query.where('decision', 'is', null)
  else if (state !== undefined) query = query.where('decision', '=', state)
  return query.orderBy('position', 'desc').limit(listedAtMost).execute()
}

export async function findObjection(rows: Database | Transaction, month: string, id: string) {
  return rows
    .selectFrom('assessment_objection')
    .selectAll()
    .where('month', '=', month)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Open objections of the node that say the same of one of the cases; of the figure as such where there are none. */
export async function openLike(
  tx: Transaction,
  { month, nodeId, indicator, caseIds }: { month: string; nodeId: string; indicator: string | null; caseIds: string[] },
): Promise<boolean> {
  const open = (await listObjections(tx, month, { state: 'open', nodeId })).filter((it) => it.indicator === indicator)
  return open.some(({ case_ids: named }) =>
    caseIds.length === 0 ? named.length === 0 : named.some((id) => caseIds.includes(id)),
  )
}

export async function keepObjection(tx: Transaction, row: Insertable<Tables['assessment_objection']>): Promise<void> {
  await tx.insertInto('assessment_objection').values(row).execute()
}

export async function keepDecision(
  tx: Transaction,
  id: string,
  decided: Pick<Objection, 'decision' | 'decision_reason' | 'decided_by' | 'decided_at' | 'exclusion_id'>,
): Promise<void> {
  await tx.updateTable('assessment_objection').set(decided).where('id', '=', id).execute()
}

export async function listExclusions(db: Database, month: string): Promise<ExclusionRow[]> {
  return db
    .selectFrom('assessment_exclusion')
    .selectAll()
    .where('month', '=', month)
    .orderBy('position', 'desc')
    .limit(listedAtMost)
    .execute()
}

export async function findExclusion(tx: Transaction, month: string, id: string): Promise<ExclusionRow | undefined> {
  return tx
    .selectFrom('assessment_exclusion')
    .selectAll()
    .where('month', '=', month)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function keepExclusion(tx: Transaction, row: Insertable<Tables['assessment_exclusion']>): Promise<void> {
  await tx.insertInto('assessment_exclusion').values(row).execute()
}

export async function keepWithdrawal(
  tx: Transaction,
  id: string,
  withdrawn: Pick<ExclusionRow, 'withdrawn_reason' | 'withdrawn_by' | 'withdrawn_at' | 'withdrawn_position'>,
): Promise<void> {
  await tx.updateTable('assessment_exclusion').set(withdrawn).where('id', '=', id).execute()
}

/** An objection as the interface shows it. */
export function objectionView(row: Objection): AssessmentAct {
  const decided =
    row.decision === null
      ? {}
      : {
          decision: {
            by: row.decided_by ?? '',
            reason: row.decision_reason ?? '',
            time: logTime(row.decided_at ?? row.raised_at),
            ...(row.exclusion_id === null ? {} : { exclusionId: row.exclusion_id }),
          },
        }
  return {
    id: row.id,
    kind: 'objection',
    month: row.month,
    formula: row.formula,
    nodeId: row.node_id,
    ...namedIn(row),
    reason: row.reason,
    by: row.raised_by,
    time: logTime(row.raised_at),
    state: row.decision ?? 'open',
    position: row.position,
    ...decided,
  }
}

/** An exclusion as the interface shows it. */
export function exclusionView(row: ExclusionRow): AssessmentAct {
  const withdrawn =
    row.withdrawn_at === null
      ? {}
      : {
          withdrawn: {
            by: row.withdrawn_by ?? '',
            reason: row.withdrawn_reason ?? '',
            time: logTime(row.withdrawn_at),
          },
        }
  return {
    id: row.id,
    kind: 'exclusion',
    month: row.month,
    ...(row.node_id === null ? {} : { nodeId: row.node_id }),
    ...namedIn(row),
    reason: row.reason,
    by: row.excluded_by,
    time: logTime(row.excluded_at),
    position: row.position,
    ...(row.objection_id === null ? {} : { objectionId: row.objection_id }),
    ...withdrawn,
  }
}

function namedIn({ indicator, case_ids: caseIds }: Pick<ExclusionRow, 'indicator' | 'case_ids'>) {
  const [caseId] = caseIds
  return {
    ...(indicator === null ? {} : { indicator }),
    ...(caseId === undefined ? {} : { caseId, caseIds }),
  }
}
