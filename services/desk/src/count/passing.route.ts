import { createRoute, z } from '@hono/zod-openapi'
import type { Access } from '@inquiry/access'
import { logTime } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { createRouter, jsonAnswer, problemAnswer } from '@inquiry/http'
import { AsOf, LocalDate, NodeId } from '@inquiry/schema'
import { askingCoordinator } from '../decide/asked-command.ts'
import { readPassing } from './passing.query.ts'

export type PassingOptions = { db: Database; access: Access; now: () => Date }

/** `to` is null for cases that were returned and wait for a coordinator. */
const PassingAround = z.object({
  pairs: z.array(
    z.object({
      from: NodeId,
      to: NodeId.nullable(),
      passes: z.int().min(1),
      cases: z.int().min(1),
      medianHoursHeld: z.number().min(0),
    }),
  ),
  asOf: AsOf,
})

const route = createRoute({
  method: 'get',
  path: '/v1/stats/passing',
  tags: ['stats 统计'],
  summary: '推诿统计 who returns cases, to whom they go next, and how long they were held',
  request: { query: z.strictObject({ from: LocalDate.optional(), to: LocalDate.optional() }) },
  responses: { 200: jsonAnswer(PassingAround, 'Pairs of nodes, the busiest first'), ...problemAnswer },
})

/** `GET /v1/stats/passing`: the hops of disputes about competence, counted by pair of nodes. */
export function passingRoutes({ db, access, now }: PassingOptions) {
  const app = createRouter()
  app.use('/v1/stats/passing', access.coordinator())
  app.openapi(route, async (c) => {
    const { pairs, position } = await readPassing(db, {
      ...c.req.valid('query'),
      within: askingCoordinator(c).divisions,
    })
    return c.json({ pairs, asOf: { position, time: logTime(now()) } }, 200)
  })
  return app
}
