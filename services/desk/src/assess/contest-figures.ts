import type { Formula } from '@inquiry/assessment'
import type { LogHead } from '@inquiry/case-log'
import type { Transaction } from '@inquiry/database'
import type { ProblemCause } from '@inquiry/problems'
import { findNode } from '@inquiry/registry'
import { v7 as uuidv7 } from 'uuid'
import type { Outcome } from '../decide/decide-once.ts'
import {
  exclusionView,
  findExclusion,
  findObjection,
  keepDecision,
  keepExclusion,
  keepObjection,
  keepWithdrawal,
  objectionView,
  openLike,
} from './acts.query.ts'
import { notCounted } from './counted-cases.ts'

/** An objection as it is raised: by the node, or by a coordinator for it. */
export type RaisedObjection = {
  month: string
  formula: Formula
  nodeId: string
  indicator: string | undefined
  caseIds: readonly string[]
  reason: string
  /** How the event tells who raised it, and by what name. */
  by: 'node' | 'coordinator'
  subject: string
}

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

/** Where a case stands in a body: alone, or as one of several. */
export function pointerToCase(given: { caseId?: string | undefined }): (index: number) => string {
  return (index) => (given.caseId === undefined ? `/caseIds/${index}` : '/caseId')
}

export async function raiseObjection(
  tx: Transaction,
  head: LogHead,
  { month, formula, nodeId, indicator, caseIds, reason, by, subject }: RaisedObjection,
  pointerOf: (index: number) => string,
): Promise<Outcome> {
  if (!(await findNode(tx, nodeId))) return refused(noSuchNode())
  const fault = await notCounted(tx, { formula, month, nodeId, indicator, caseIds }, pointerOf)
  if (fault) return refused(fault)
  const named = { month, nodeId, indicator: indicator ?? null, caseIds: [...caseIds] }
  if (await openLike(tx, named)) return refused(alreadyOpen())
  const id = uuidv7()
  const event = head.append({
    type: 'assessment.objection-raised',
    caseId: null,
    subject: nodeId,
    division: nodeId.slice(0, 6),
    ...(by === 'node' ? { node: nodeId } : {}),
    data: {
      objectionId: id,
      month,
      formula: formula.version,
      node: nodeId,
      ...(indicator === undefined ? {} : { indicator }),
      cases: named.caseIds,
      by,
    },
    private: { reason, by: subject },
    audience: [{ node: nodeId, role: 'self' }],
  })
  const row = {
    id,
    month,
    formula: formula.version,
    node_id: nodeId,
    indicator: named.indicator,
    case_ids: named.caseIds,
    reason,
    raised_by: subject,
    raised_at: head.now,
    position: event.position,
  }
  await keepObjection(tx, row)
  const undecided = { decision: null, decision_reason: null, decided_by: null, decided_at: null, exclusion_id: null }
  return { ok: true, body: objectionView({ ...row, ...undecided }) }
}

export type ObjectionDecided = {
  hubId: string
  month: string
  id: string
  formulaOf: (version: string) => Formula
  mayDecide: (nodeId: string) => void
  decision: 'upheld' | 'dismissed'
  /** The cases to leave out instead of those that the objection names. */
  caseIds: readonly string[] | undefined
  reason: string
  subject: string
}

/** Uphold or dismiss; with the upheld objection its cases are left out of the figure. */
export async function decideObjection(
  tx: Transaction,
  head: LogHead,
  { hubId, month, id, formulaOf, mayDecide, decision, caseIds, reason, subject }: ObjectionDecided,
): Promise<Outcome> {
  const objection = await findObjection(tx, month, id)
  if (!objection) return refused(noSuchAct())
  mayDecide(objection.node_id)
  if (objection.decision !== null) return refused(alreadyDecided(objection.decision))
  const left = caseIds ?? objection.case_ids
  if (decision === 'upheld' && left.length === 0) return refused(noCases())
  head.append({
    type: 'assessment.objection-decided',
    caseId: null,
    subject: objection.node_id,
    division: objection.node_id.slice(0, 6),
    data: { objectionId: id, month, node: objection.node_id, decision },
    private: { reason, by: subject },
    audience: [{ node: objection.node_id, role: 'self' }],
  })
  const position = head.appended.at(-1)?.position
  const excluded =
    decision === 'upheld'
      ? await excludeCases(
          tx,
          head,
          {
            hubId,
            month,
            formula: formulaOf(objection.formula),
            nodeId: objection.node_id,
            indicator: objection.indicator ?? undefined,
            caseIds: left,
            reason,
            subject,
            objectionId: id,
          },
          (index) => `/caseIds/${index}`,
        )
      : undefined
  if (excluded && !excluded.ok) return excluded
  const exclusionId = excluded ? (excluded.body as { id: string }).id : null
  const decided = {
    decision,
    decision_reason: reason,
    decided_by: subject,
    decided_at: head.now,
    exclusion_id: exclusionId,
  }
  await keepDecision(tx, id, decided)
  return { ok: true, body: { ...objectionView({ ...objection, ...decided }), position } }
}

export async function excludeCases(
  tx: Transaction,
  head: LogHead,
  { hubId, month, formula, nodeId, indicator, caseIds, reason, subject, objectionId }: WantedExclusion,
  pointerOf: (index: number) => string,
): Promise<Outcome> {
  const fault = await notCounted(tx, { formula, month, nodeId, indicator, caseIds }, pointerOf)
  if (fault) return refused(fault)
  const id = uuidv7()
  const event = head.append({
    type: 'assessment.cases-excluded',
    caseId: null,
    subject: nodeId ?? hubId,
    division: (nodeId ?? hubId).slice(0, 6),
    data: {
      exclusionId: id,
      month,
      ...(nodeId === undefined ? {} : { node: nodeId }),
      ...(indicator === undefined ? {} : { indicator }),
      cases: [...caseIds],
      ...(objectionId === undefined ? {} : { objectionId }),
    },
    private: { reason, by: subject },
    audience: nodeId === undefined ? [] : [{ node: nodeId, role: 'self' }],
  })
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
  return { ok: true, body: exclusionView({ ...row, ...standing }) }
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
  const node = exclusion.node_id
  const event = head.append({
    type: 'assessment.cases-readmitted',
    caseId: null,
    subject: node ?? hubId,
    division: (node ?? hubId).slice(0, 6),
    data: { exclusionId: id, month },
    private: { reason, by: subject },
    audience: node === null ? [] : [{ node, role: 'self' }],
  })
  const withdrawn = {
    withdrawn_reason: reason,
    withdrawn_by: subject,
    withdrawn_at: head.now,
    withdrawn_position: event.position,
  }
  await keepWithdrawal(tx, id, withdrawn)
  return { ok: true, body: { ...exclusionView({ ...exclusion, ...withdrawn }), position: event.position } }
}

function refused(problem: ProblemCause): Outcome {
  return { ok: false, problem }
}

function noSuchAct(): ProblemCause {
  return { slug: 'not-found', detail: { zh: '没有这项申诉或剔除。', en: 'There is no such objection or exclusion.' } }
}

function noSuchNode(): ProblemCause {
  return {
    slug: 'invalid-body',
    detail: { zh: '没有这个节点。', en: 'There is no such node.' },
    errors: [{ pointer: '/nodeId', rule: 'code', message: '没有这个节点', example: '440100' }],
  }
}

function noCases(): ProblemCause {
  return {
    slug: 'invalid-body',
    detail: {
      zh: '申诉未指明案件，采纳时请在 caseIds 中写明要剔除的案件。',
      en: 'The objection names no case; name in caseIds what is to be left out.',
    },
    errors: [{ pointer: '/caseIds', rule: 'required', message: 'caseIds' }],
  }
}

function alreadyOpen(): ProblemCause {
  return {
    slug: 'invalid-transition',
    detail: { zh: '同一申诉正在处理。', en: 'The same objection is being decided.' },
    members: { current: 'open' },
  }
}

function alreadyDecided(current: string): ProblemCause {
  return {
    slug: 'invalid-transition',
    detail: { zh: '此项已有结果，不再更改。', en: 'It was settled before and is not changed.' },
    members: { current },
  }
}
