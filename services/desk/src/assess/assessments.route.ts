import { formulas } from '@inquiry/assessment'
import { isUnlimited, isWithin, mustLookAfter, readAs, type Access, type Identity } from '@inquiry/access'
import { logTime, type LogOptions } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { createRouter } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { NodeId } from '@inquiry/schema'
import { exclusionView, listExclusions, listObjections, objectionView } from './acts.query.ts'
import * as contract from './assessments.contract.ts'
import { currentMonth, formulaAsked, formulaShown, indicatorAsked, isActId, monthAsked } from './asked-figures.ts'
import { countedMonths, readFigures } from './figures.query.ts'
import { readUnits } from './indicator-cases.query.ts'
import { findPublication, listPublications } from './publications.query.ts'
import { nodesShown } from './shown-figures.ts'

export type AssessmentsOptions = LogOptions & { db: Database; access: Access }

const pageSize = 200

/** Reads of `/v1/assessments…` (§10, annex C16): figures, what they are made of, what was said of them and published. */
export function assessmentsRoutes({ db, access, now }: AssessmentsOptions) {
  const app = createRouter()
  const path = '/v1/assessments'
  const forNodesToo = ['', '/:month', '/:month/nodes/:nodeId/indicators/:id', '/:month/objections']
  app.on(
    'GET',
    [...forNodesToo, '/:month/publications', '/:month/publications/:id'].map((end) => `${path}${end}`),
    access.anyone(),
  )
  app.on('GET', `${path}/:month/exclusions`, access.coordinator())

  app.openapi(contract.indexRoute, async (c) => {
    const published = new Map((await listPublications(db)).toReversed().map((one) => [one.month, one]))
    const counted = await Promise.all(formulas.map(({ version }) => countedMonths(db, version)))
    const months = [...new Set(counted.flat())].toSorted().toReversed()
    const current = currentMonth(now())
    return c.json(
      {
        months: months.map((month) => ({
          month,
          provisional: month >= current,
          published: published.get(month) ?? null,
        })),
        formulas: formulas.map(formulaShown),
      },
      200,
    )
  })

  app.openapi(contract.monthRoute, async (c) => {
    const { formula: version, node, indicator } = c.req.valid('query')
    const identity = c.get('identity')
    if (node !== undefined) mustBeOwn(identity, node)
    const { month, isOver } = monthAsked(c.req.valid('param').month, now())
    const formula = formulaAsked(version, month)
    if (indicator !== undefined) indicatorAsked(formula, indicator, '?indicator')
    const { position, nodes, leftOut } = await readFigures(db, formula, month)
    const shown = nodesShown(formula, nodes, leftOut)
      .filter(({ nodeId }) => isShown(identity, nodeId) && (node === undefined || nodeId === node))
      .map((one) => ({
        ...one,
        indicators: one.indicators.filter(({ id }) => indicator === undefined || id === indicator),
      }))
    const asOf = { position, time: logTime(now()) }
    return c.json({ month, provisional: !isOver, formula: formulaShown(formula), nodes: shown, asOf }, 200)
  })

  app.openapi(contract.casesRoute, async (c) => {
    const { month: given, nodeId: node, id } = c.req.valid('param')
    const { formula: version, counted, after = -1, limit = pageSize } = c.req.valid('query')
    const identity = c.get('identity')
    mustBeOwn(identity, node)
    const { month } = monthAsked(given, now())
    const formula = formulaAsked(version, month)
    const indicator = indicatorAsked(formula, id, '/path/id').id
    const asked = { formula: formula.version, month, node, indicator, after, limit }
    const { position, units, next } = await readAs(db, identity, (rows) =>
      readUnits(rows, { ...asked, ...(counted === undefined ? {} : { counted: counted === 'true' }) }),
    )
    return c.json(
      {
        month,
        nodeId: node,
        id,
        formula: formulaShown(formula),
        counted: units.flatMap(({ caseId, numerator, reason, unit }) =>
          caseId === null || reason !== null ? [] : [{ caseId, numerator, unit }],
        ),
        excluded: units.flatMap(({ caseId, reason, exclusionId, unit }) =>
          caseId === null || reason === null
            ? []
            : [{ caseId, reason, ...(exclusionId === null ? {} : { exclusionId }), unit }],
        ),
        events: units.flatMap(({ caseId, numerator, unit }) =>
          caseId === null ? [{ position: unit, numerator }] : [],
        ),
        next,
        asOf: { position, time: logTime(now()) },
      },
      200,
    )
  })

  app.openapi(contract.objectionsRoute, async (c) => {
    const { state, node } = c.req.valid('query')
    const identity = c.get('identity')
    if (node !== undefined) mustBeOwn(identity, node)
    const { month } = monthAsked(c.req.valid('param').month, now())
    const rows = await readAs(db, identity, (own) => listObjections(own, month, { state, nodeId: node }))
    const objections = rows.filter(({ node_id: nodeId }) => isShown(identity, nodeId)).map(objectionView)
    return c.json({ objections }, 200)
  })

  app.openapi(contract.exclusionsRoute, async (c) => {
    const identity = c.get('identity')
    const { month } = monthAsked(c.req.valid('param').month, now())
    const rows = await listExclusions(db, month)
    const exclusions = rows
      .filter(({ node_id: nodeId }) => (nodeId === null ? isUnlimited(identity) : isShown(identity, nodeId)))
      .map(exclusionView)
    return c.json({ exclusions }, 200)
  })

  app.openapi(contract.publicationsRoute, async (c) => {
    const { month } = monthAsked(c.req.valid('param').month, now())
    return c.json({ publications: await listPublications(db, month) }, 200)
  })

  app.openapi(contract.publicationRoute, async (c) => {
    const { month: given, id } = c.req.valid('param')
    const { month } = monthAsked(given, now())
    const found = isActId(id) ? await findPublication(db, month, id) : undefined
    if (!found) return fail('not-found', '没有这次发布。', 'There is no such publication.')
    const { publication, nodes } = found
    const formula = formulaShown(formulaAsked(publication.formula, month))
    const identity = c.get('identity')
    const shown = nodes.filter(({ nodeId }) => isShown(identity, nodeId))
    const asOf = { position: publication.asOf, time: publication.time }
    return c.json({ month, provisional: false, formula, nodes: shown, asOf, publication }, 200)
  })
  return app
}

/** A node is shown its own figures, a coordinator those of the nodes that it looks after. */
function isShown(identity: Identity, nodeId: string): boolean {
  return identity.kind === 'node' ? identity.nodeId === nodeId : isWithin(identity, nodeId.slice(0, 6))
}

/** Throws `forbidden` where a node asks for another, or a coordinator for one elsewhere. */
function mustBeOwn(identity: Identity, nodeId: string): void {
  if (identity.kind === 'node' && identity.nodeId !== nodeId)
    fail('forbidden', '节点只能查看本节点的考核。', 'A node sees its own figures.')
  if (!NodeId.safeParse(nodeId).success) fail('not-found', '没有这个节点。', 'There is no such node.')
  mustLookAfter(identity, nodeId)
}
