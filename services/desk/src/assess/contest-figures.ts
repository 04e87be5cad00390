import type { Formula } from '@inquiry/assessment'
import type { LogHead } from '@inquiry/case-log'
import type { Transaction } from '@inquiry/database'
import type { ProblemCause } from '@inquiry/problems'
import { findNode } from '@inquiry/registry'
import { v7 as uuidv7 } from 'uuid'
import type { Outcome } from '../decide/decide-once.ts'
import { findObjection, keepDecision, keepObjection, objectionView, openLike } from './acts.query.ts'
import { appendAct } from './append-act.ts'
import { notCounted, pointerToCase } from './counted-cases.ts'
import { leaveOut } from './exclude-cases.ts'
import { alreadyDecided, noSuchAct, refused } from './refused-act.ts'

/** An objection as it is raised: by the node, or by a coordinator for it. */
export type RaisedObjection = {
  hubId: string
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

export async function raiseObjection(
  tx: Transaction,
  head: LogHead,
  { hubId, month, formula, nodeId, indicator, caseIds, reason, by, subject }: RaisedObjection,
  pointerOf: (index: number) => string,
): Promise<Outcome> {
  if (!(await findNode(tx, nodeId))) return refused(noSuchNode())
  const fault = await notCounted(tx, { formula, month, nodeId, indicator, caseIds }, pointerOf)
  if (fault) return refused(fault)
  const named = { month, nodeId, indicator: indicator ?? null, caseIds: [...caseIds] }
  if (await openLike(tx, named)) return refused(alreadyOpen())
  const id = uuidv7()
  const event = appendAct(
    head,
    { hubId, nodeId, reason, subject },
    {
      type: 'assessment.objection-raised',
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
    },
  )
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
  const wanted = {
    hubId,
    month,
    formula: formulaOf(objection.formula),
    nodeId: objection.node_id,
    indicator: objection.indicator ?? undefined,
    caseIds: caseIds ?? objection.case_ids,
    reason,
    subject,
    objectionId: id,
  }
  if (decision === 'upheld') {
    const fault = wanted.caseIds.length === 0 ? noCases() : await notCounted(tx, wanted, pointerToCase({}))
    if (fault) return refused(fault)
  }
  const { position } = appendAct(head, wanted, {
    type: 'assessment.objection-decided',
    data: { objectionId: id, month, node: objection.node_id, decision },
  })
  const exclusion = decision === 'upheld' ? await leaveOut(tx, head, wanted) : undefined
  const decided = {
    decision,
    decision_reason: reason,
    decided_by: subject,
    decided_at: head.now,
    exclusion_id: exclusion?.id ?? null,
  }
  await keepDecision(tx, id, decided)
  return { ok: true, body: { ...objectionView({ ...objection, ...decided }), position } }
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
