import type { Formula } from '@inquiry/assessment'
import type { LogHead } from '@inquiry/case-log'
import type { Transaction } from '@inquiry/database'
import type { AssessmentAct } from '@inquiry/schema'
import { v7 as uuidv7 } from 'uuid'
import type { Outcome } from '../decide/decide-once.ts'
import { exclusionView, findExclusion, keepExclusion, keepWithdrawal } from './acts.query.ts'
import { appendAct } from './append-act.ts'
import { notCounted } from './counted-cases.ts'
import { alreadyDecided, noSuchAct, refused } from './refused-act.ts'

/** An exclusion as a coordinator makes it. */
export type WantedExclusion = {
  hubId: string
  month: string
  formula: Formula
  nodeId: string | undefined
  indicator: string | undefined
  caseIds: readonly string[]
  reason: string
  subject: string
  objectionId?: string
}

/** The cases no longer count, where all of them did. */
export async function excludeCases(
  tx: Transaction,
  head: LogHead,
  wanted: WantedExclusion,
  pointerOf: (index: number) => string,
): Promise<Outcome> {
  const fault = await notCounted(tx, wanted, pointerOf)
  return fault ? refused(fault) : { ok: true, body: await leaveOut(tx, head, wanted) }
}

/** The same for cases of which it is known that they count. */
export async function leaveOut(
  tx: Transaction,
  head: LogHead,
  { hubId, month, nodeId, indicator, caseIds, reason, subject, objectionId }: WantedExclusion,
): Promise<AssessmentAct> {
  const id = uuidv7()
  const event = appendAct(
    head,
    { hubId, nodeId: nodeId ?? null, reason, subject },
    {
      type: 'assessment.cases-excluded',
      data: {
        exclusionId: id,
        month,
        ...(nodeId === undefined ? {} : { node: nodeId }),
        ...(indicator === undefined ? {} : { indicator }),
        cases: [...caseIds],
        ...(objectionId === undefined ? {} : { objectionId }),
      },
    },
  )
  const row = {
    id,
    month,
    node_id: nodeId ?? null,
    indicator: indicator ?? null,
    case_ids: [...caseIds],
    reason,
    objection_id: objectionId ?? null,
    excluded_by: subject,
    excluded_at: head.now,
    position: event.position,
  }
  await keepExclusion(tx, row)
  const standing = { withdrawn_reason: null, withdrawn_by: null, withdrawn_at: null, withdrawn_position: null }
  return exclusionView({ ...row, ...standing })
}

/** The cases count again. */
export async function readmitCases(
  tx: Transaction,
  head: LogHead,
  withdrawal: {
    hubId: string
    month: string
    id: string
    reason: string
    subject: string
    mayDecide: (nodeId: string | null) => void
  },
): Promise<Outcome> {
  const { hubId, month, id, reason, subject } = withdrawal
  const exclusion = await findExclusion(tx, month, id)
  if (!exclusion) return refused(noSuchAct())
  withdrawal.mayDecide(exclusion.node_id)
  if (exclusion.withdrawn_at !== null) return refused(alreadyDecided('withdrawn'))
  const { position } = appendAct(
    head,
    { hubId, nodeId: exclusion.node_id, reason, subject },
    { type: 'assessment.cases-readmitted', data: { exclusionId: id, month } },
  )
  const withdrawn = {
    withdrawn_reason: reason,
    withdrawn_by: subject,
    withdrawn_at: head.now,
    withdrawn_position: position,
  }
  await keepWithdrawal(tx, id, withdrawn)
  return { ok: true, body: { ...exclusionView({ ...exclusion, ...withdrawn }), position } }
}
