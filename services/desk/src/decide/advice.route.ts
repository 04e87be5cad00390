import { createRoute, z } from '@hono/zod-openapi'
import { isWithin, recordAccess, type Access } from '@inquiry/access'
import { eventsOfCase, recordedEvent } from '@inquiry/case-log'
import { loadCases, type CaseFile } from '@inquiry/case-record'
import type { Database } from '@inquiry/database'
import { createRouter, jsonAnswer, NoQuery, problemAnswer } from '@inquiry/http'
import { messageOf } from '@inquiry/lifecycle'
import { fail } from '@inquiry/problems'
import { listNodes } from '@inquiry/registry'
import { adviceAfterReturn, nodeDirectory, tableAt } from '@inquiry/routing'
import { CaseId, Instant, NodeId, Sentence, type RecordedEvent } from '@inquiry/schema'
import { allTables } from '../routes/routes.query.ts'
import { askingCoordinator } from './asked-command.ts'

export type AdviceOptions = { db: Database; access: Access; now: () => Date }

/** Who returned the case and whom they suggest; where the table would send it next. Neither moves the case (annex A20). */
const Advice = z.object({
  returns: z.array(
    z.object({
      node: NodeId,
      at: Instant,
      reason: z.string(),
      explanation: z.string(),
      suggestedNode: NodeId.optional(),
    }),
  ),
  next: z.object({ node: NodeId, rule: z.string().nullable(), rulesVersion: z.int(), why: Sentence }).nullable(),
})
type Advice = z.infer<typeof Advice>

const route = createRoute({
  method: 'get',
  path: '/v1/cases/{caseId}/advice',
  tags: ['coordination 协调'],
  summary: '指定建议 advice to who must designate a handler',
  request: { params: z.object({ caseId: z.string() }), query: NoQuery },
  responses: { 200: jsonAnswer(Advice, 'The advice'), ...problemAnswer },
})

/** `GET /v1/cases/{caseId}/advice`: what helps a coordinator to decide a dispute about competence (annex B20). */
export function adviceRoutes({ db, access, now }: AdviceOptions) {
  const app = createRouter()
  app.use('/v1/cases/:caseId/advice', access.coordinator())
  app.openapi(route, async (c) => {
    const { caseId } = c.req.valid('param')
    const file = CaseId.safeParse(caseId).success ? (await loadCases(db, [caseId])).get(caseId) : undefined
    if (!file || !isWithin(askingCoordinator(c), file.state.division))
      return fail('not-found', '没有这个案件。', 'There is no such case.')
    await recordAccess(db, c.get('identity'), { what: 'case', way: 'view', caseIds: [caseId] }, now())
    return c.json(await adviceOn(db, file, now()), 200)
  })
  return app
}

async function adviceOn(db: Database, { state }: CaseFile, now: Date): Promise<Advice> {
  const events = (await eventsOfCase(db, state.caseId)).map(recordedEvent)
  const returns = events.flatMap((event) => (event.type === 'case.returned' ? [returnOf(event)] : []))
  const table = tableAt(await allTables(db), now.toISOString())
  const nodes = nodeDirectory(await listNodes(db))
  const routed = adviceAfterReturn(
    table,
    state,
    nodes,
    returns.map(({ node }) => node),
  )
  const { node, rulesVersion } = routed
  return { returns, next: node === null ? null : { node, rulesVersion, rule: routed.rule, why: routed.why } }
}

function returnOf(event: RecordedEvent<'case.returned'>): Advice['returns'][number] {
  const { node, reason } = event.data
  const said = messageOf(event)
  const suggested = said?.suggestedNode === undefined ? {} : { suggestedNode: said.suggestedNode }
  return { node, at: event.time, reason, explanation: said?.explanation ?? '', ...suggested }
}
