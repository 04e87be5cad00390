import { createRoute, z } from '@hono/zod-openapi'
import type { Access } from '@inquiry/access'
import { atLogHead, logTime, type LogOptions } from '@inquiry/case-log'
import { putRules, rulesInForce } from '@inquiry/case-record'
import type { Database } from '@inquiry/database'
import { DecisionRules } from '@inquiry/decision-rules'
import { createRouter, jsonAnswer, jsonBody, NoQuery, problemAnswer, strictJsonBody } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { listNodes } from '@inquiry/registry'
import { Instant } from '@inquiry/schema'
import { askingCoordinator } from '../decide/asked-command.ts'
import { resetAlarms } from './reset-alarms.query.ts'

export type RulesOptions = LogOptions & { db: Database; access: Access }

const tags = ['rules 规则']
const path = '/v1/decision-rules'
const RulesShown = z.object({
  version: z.int().min(0),
  putAt: Instant.nullable(),
  putBy: z.string().nullable(),
  rules: DecisionRules,
})
const getRoute = createRoute({
  method: 'get',
  path,
  tags,
  summary: '督办、重办、复查规则 the rules by which the hub itself acts; version 0 is shipped',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(RulesShown, 'The rules in force'), ...problemAnswer },
})
const putRoute = createRoute({
  method: 'put',
  path,
  tags,
  summary: '发布规则 put a new version; it is in force at once',
  request: { query: NoQuery, body: jsonBody(DecisionRules) },
  responses: { 200: jsonAnswer(z.object({ version: z.int().min(1) }), 'The new version'), ...problemAnswer },
})

/** `GET` and `PUT /v1/decision-rules`: when the hub itself supervises, reopens and names reviewers. */
export function rulesRoutes({ db, access, ...log }: RulesOptions) {
  const app = createRouter()
  app.on('GET', path, access.coordinator())
  app.on('PUT', path, access.wholeHub('admin'), strictJsonBody())
  app.openapi(getRoute, async (c) => {
    const { putAt, ...inForce } = await rulesInForce(db)
    return c.json({ ...inForce, putAt: putAt && logTime(putAt) }, 200)
  })
  app.openapi(putRoute, async (c) => {
    const rules = c.req.valid('json')
    const { subject } = askingCoordinator(c)
    const version = await atLogHead(db, log, async (tx, head) => {
      const nodes = new Set((await listNodes(tx)).map((node) => node.nodeId))
      const unknown = rules.review.findIndex((rule) => !nodes.has(rule.node))
      if (unknown !== -1) noSuchNode(`/review/${unknown}/node`)
      const put = await putRules(tx, rules, { subject, at: head.now })
      await resetAlarms(tx, head.now)
      return put
    })
    return c.json({ version }, 200)
  })
  return app
}

function noSuchNode(pointer: string): never {
  return fail('invalid-body', '规则指向不存在的节点。', 'A rule names a node that does not exist.', {
    errors: [{ pointer, rule: 'code', message: '没有这个节点' }],
  })
}
