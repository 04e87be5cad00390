import { createRoute, z } from '@hono/zod-openapi'
import type { Access, CoordinatorIdentity } from '@inquiry/access'
import { logTime } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { createRouter, jsonAnswer, jsonBody, problemAnswer, strictJsonBody, wholeNumber } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { Routes, RoutesRequest, RoutesVersion } from '@inquiry/schema'
import { putRoutes, readRoutes } from './routes.query.ts'

export type RoutesOptions = { db: Database; access: Access; now: () => Date }

const tags = ['routes 分派规则']
const getRoute = createRoute({
  method: 'get',
  path: '/v1/routes',
  tags,
  summary: '分派规则 the rules in effect, or of a version',
  request: { query: z.strictObject({ version: wholeNumber({ min: 0, max: 2 ** 31 - 1 }).optional() }) },
  responses: { 200: jsonAnswer(Routes, 'The rules and the history of versions'), ...problemAnswer },
})
const putRoute = createRoute({
  method: 'put',
  path: '/v1/routes',
  tags,
  summary: '发布分派规则 put a new version of the rules',
  request: { query: z.strictObject({}), body: jsonBody(RoutesRequest) },
  responses: { 200: jsonAnswer(RoutesVersion, 'The new version'), ...problemAnswer },
})

/** `GET` and `PUT /v1/routes` (§10, annex A19, B22). */
export function routesRoutes({ db, access, now }: RoutesOptions) {
  const app = createRouter()
  app.on('GET', '/v1/routes', access.coordinator())
  app.on('PUT', '/v1/routes', access.coordinator('admin', 'coordinator'))
  app.use('/v1/routes', strictJsonBody())
  app.openapi(getRoute, async (c) => {
    const routes = await readRoutes(db, c.req.valid('query').version, now())
    return routes
      ? c.json(routes, 200)
      : fail('not-found', '没有这个版本的规则。', 'There is no such version of the rules.')
  })
  app.openapi(putRoute, async (c) => {
    const { effectiveFrom, rules } = c.req.valid('json')
    const { subject } = c.get('identity') as CoordinatorIdentity
    const version = await putRoutes(db, { rules, effectiveFrom: new Date(effectiveFrom), putBy: subject }, now())
    return c.json({ version, effectiveFrom: logTime(new Date(effectiveFrom)) }, 200)
  })
  return app
}
