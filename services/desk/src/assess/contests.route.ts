import { mustBeUnlimited, mustLookAfter, type AccessEnv } from '@inquiry/access'
import { createRouter, strictJsonBody } from '@inquiry/http'
import { fail, ProblemError } from '@inquiry/problems'
import type { AssessmentAct, ObjectionRequest, Publication } from '@inquiry/schema'
import type { Context } from 'hono'
import { askedCommand, askingCoordinator } from '../decide/asked-command.ts'
import { decideOnce } from '../decide/decide-once.ts'
import * as contract from './assessments.contract.ts'
import type { AssessmentsOptions } from './assessments.route.ts'
import { formulaAsked, indicatorAsked, isActId, monthAsked } from './asked-figures.ts'
import { decideObjection, raiseObjection } from './contest-figures.ts'
import { pointerToCase } from './counted-cases.ts'
import { excludeCases, readmitCases } from './exclude-cases.ts'
import { publishFigures } from './publish-figures.ts'
import { noSuchAct } from './refused-act.ts'

/** What is said and decided of a month's figures (§10): objections, exclusions, publications; each an event of the log. */
export function contestsRoutes({ access, ...options }: AssessmentsOptions) {
  const app = createRouter()
  const { now, hubId } = options
  const path = '/v1/assessments/:month'
  app.on('POST', `${path}/objections`, access.anyone(), strictJsonBody())
  const decisions = [`${path}/objections/:id/decision`, `${path}/exclusions`, `${path}/publications`]
  app.on('POST', decisions, access.decider('coordinator'), strictJsonBody())
  app.on('DELETE', `${path}/exclusions/:id`, access.decider('coordinator'), strictJsonBody())

  app.openapi(contract.objectRoute, async (c) => {
    const { nodeId: named, indicator, caseId, caseIds, formula: version, reason } = c.req.valid('json')
    const who = objector(c, named)
    const { month } = monthAsked(c.req.valid('param').month, now())
    const formula = formulaAsked(version, month, '/formula')
    if (indicator !== undefined) indicatorAsked(formula, indicator, '/indicator')
    const given = { caseId, caseIds }
    const objection = { ...who, hubId, month, formula, indicator, caseIds: casesNamed(given), reason }
    const asked = await askedCommand(c)
    return c.json(
      (await decideOnce(options, asked, (tx, head) =>
        raiseObjection(tx, head, objection, pointerToCase(given)),
      )) as AssessmentAct,
      201,
    )
  })

  app.openapi(contract.decideRoute, async (c) => {
    const { month: givenMonth, id } = c.req.valid('param')
    const { decision, caseIds, reason } = c.req.valid('json')
    const by = askingCoordinator(c)
    const { month } = monthAsked(givenMonth, now())
    mustBeAct(id)
    const decided = {
      hubId,
      month,
      id,
      formulaOf: (version: string) => formulaAsked(version, month),
      mayDecide: (nodeId: string) => mustLookAfter(by, nodeId),
      decision,
      caseIds,
      reason,
      subject: by.subject,
    }
    const asked = await askedCommand(c)
    return c.json(
      (await decideOnce(options, asked, (tx, head) => decideObjection(tx, head, decided))) as AssessmentAct,
      201,
    )
  })

  app.openapi(contract.excludeRoute, async (c) => {
    const { nodeId, indicator, caseId, caseIds, reason } = c.req.valid('json')
    const by = askingCoordinator(c)
    const { month } = monthAsked(c.req.valid('param').month, now())
    const formula = formulaAsked(undefined, month)
    if (indicator !== undefined) indicatorAsked(formula, indicator, '/indicator')
    if (nodeId === undefined && by.divisions !== null) mustNameNode()
    if (nodeId !== undefined) mustLookAfter(by, nodeId)
    const given = { caseId, caseIds }
    const named = casesNamed(given)
    if (named.length === 0) mustNameCases()
    const exclusion = { hubId, month, formula, nodeId, indicator, caseIds: named, reason, subject: by.subject }
    const asked = await askedCommand(c)
    return c.json(
      (await decideOnce(options, asked, (tx, head) =>
        excludeCases(tx, head, exclusion, pointerToCase(given)),
      )) as AssessmentAct,
      201,
    )
  })

  app.openapi(contract.readmitRoute, async (c) => {
    const { month: givenMonth, id } = c.req.valid('param')
    const by = askingCoordinator(c)
    const { month } = monthAsked(givenMonth, now())
    mustBeAct(id)
    const withdrawal = {
      hubId,
      month,
      id,
      reason: c.req.valid('json').reason,
      subject: by.subject,
      mayDecide: (nodeId: string | null) => (nodeId === null ? mustBeUnlimited(by) : mustLookAfter(by, nodeId)),
    }
    const asked = await askedCommand(c)
    return c.json(
      (await decideOnce(options, asked, (tx, head) => readmitCases(tx, head, withdrawal))) as AssessmentAct,
      200,
    )
  })

  app.openapi(contract.publishRoute, async (c) => {
    const by = askingCoordinator(c)
    mustBeUnlimited(by)
    const { month, isOver } = monthAsked(c.req.valid('param').month, now())
    const formula = formulaAsked(c.req.valid('json').formula, month, '/formula')
    if (!isOver) notOver(month)
    const published = await publishFigures(options, await askedCommand(c), { month, formula, subject: by.subject })
    return c.json(published as Publication, 201)
  })
  return app
}

/** The node that objects, or for which a coordinator does. Throws where a node names another, or a coordinator none. */
function objector(
  c: Context<AccessEnv>,
  named: string | undefined,
): { nodeId: string; by: 'node' | 'coordinator'; subject: string } {
  const identity = c.get('identity')
  if (identity.kind === 'node') {
    if (named !== undefined && named !== identity.nodeId)
      fail('forbidden', '节点只能就本节点的考核申诉。', 'A node objects to its own figures.')
    return { nodeId: identity.nodeId, by: 'node', subject: identity.nodeId }
  }
  if (!identity.roles.includes('coordinator'))
    fail('forbidden', '需要角色：coordinator', 'This needs the role coordinator.')
  if (named === undefined) return mustNameNode()
  mustLookAfter(identity, named)
  return { nodeId: named, by: 'coordinator', subject: identity.subject }
}

function casesNamed({ caseId, caseIds = [] }: Pick<ObjectionRequest, 'caseId' | 'caseIds'>): string[] {
  if (caseId !== undefined && caseIds.length > 0)
    fail('invalid-body', '请只写 caseId 或 caseIds 之一。', 'Give either caseId or caseIds.', {
      errors: [{ pointer: '/caseIds', rule: 'unknown-member', message: 'caseId | caseIds' }],
    })
  return [...new Set(caseId === undefined ? caseIds : [caseId])]
}

function mustBeAct(id: string): void {
  if (!isActId(id)) throw new ProblemError(noSuchAct())
}

function mustNameNode(): never {
  return fail('invalid-body', '请写明节点。', 'Name the node.', {
    errors: [{ pointer: '/nodeId', rule: 'required', message: 'nodeId', example: '440100' }],
  })
}

function mustNameCases(): never {
  return fail('invalid-body', '请写明案件。', 'Name the case.', {
    errors: [
      { pointer: '/caseId', rule: 'required', message: 'caseId', example: '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e' },
    ],
  })
}

function notOver(month: string): never {
  return fail('invalid-parameter', `${month} 尚未结束，不能发布。`, `${month} is not over and cannot be published.`, {
    errors: [{ pointer: '/path/month', rule: 'maximum', message: 'the month is not over' }],
  })
}
