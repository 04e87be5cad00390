import { createRoute, z } from '@hono/zod-openapi'
import { askingNode, type Access } from '@inquiry/access'
import type { Database } from '@inquiry/database'
import { createRouter, jsonAnswer, jsonBody, NoQuery, problemAnswer, strictJsonBody } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { Webhook, WebhookRequest, Webhooks } from '@inquiry/schema'
import { endpointFault, resolvedFault, type EndpointRules } from './endpoint.ts'
import { deleteWebhook, putWebhook, resumeWebhooks, webhooksOf } from './webhooks.query.ts'

export type WebhooksRoutesOptions = {
  db: Database
  access: Access
  now: () => Date
  rules: EndpointRules
  masterKey: Uint8Array
}

const tags = ['webhooks 推送']
const Named = z.object({ id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/) })
const listRoute = createRoute({
  method: 'get',
  path: '/v1/webhooks',
  tags,
  summary: '推送端点列表 the node’s webhooks and how they do',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(Webhooks, 'The webhooks'), ...problemAnswer },
})
const putRoute = createRoute({
  method: 'put',
  path: '/v1/webhooks/{id}',
  tags,
  summary: '登记推送端点 register a webhook; its secret is answered once',
  request: { params: Named, query: NoQuery, body: jsonBody(WebhookRequest) },
  responses: {
    200: jsonAnswer(Webhook, 'The webhook'),
    ...problemAnswer,
  },
})
const deleteRoute = createRoute({
  method: 'delete',
  path: '/v1/webhooks/{id}',
  tags,
  summary: '删除推送端点 remove a webhook',
  request: { params: Named, query: NoQuery },
  responses: { 204: { description: 'Removed' }, ...problemAnswer },
})
const resumeRoute = createRoute({
  method: 'post',
  path: '/v1/webhooks/{id}/resume',
  tags,
  summary: '恢复推送 try a parked or failing webhook again, from where it stands',
  request: { params: Named, query: NoQuery },
  responses: { 200: jsonAnswer(Webhook, 'The webhook'), ...problemAnswer },
})

/** `/v1/webhooks` (§7, annex B29): what a node registers, and where it resumes. */
export function webhooksRoutes({ db, access, now, rules, masterKey }: WebhooksRoutesOptions) {
  const app = createRouter()
  app.use('/v1/webhooks', access.node())
  app.use('/v1/webhooks/*', access.node(), strictJsonBody())
  app.openapi(listRoute, async (c) => c.json({ webhooks: await webhooksOf(db, askingNode(c).nodeId) }, 200))
  app.openapi(putRoute, async (c) => {
    const { url, types } = c.req.valid('json')
    const fault = endpointFault(url, rules) ?? (await resolvedFault(url, rules))
    if (fault !== undefined)
      fail('endpoint-refused', `不能向此地址推送：${url}`, `No deliveries go to this address: ${fault}.`, {
        errors: [{ pointer: '/url', rule: 'endpoint', message: fault, example: 'https://wenzheng.example/inquiry' }],
      })
    const registration = { nodeId: askingNode(c).nodeId, id: c.req.valid('param').id, url, types }
    const put = await putWebhook(db, registration, masterKey, now())
    if (put.outcome === 'too-many')
      return fail('invalid-body', '每个节点最多登记 10 个推送端点。', 'A node may have at most 10 webhooks.')
    return c.json(put.webhook, 200)
  })
  app.openapi(deleteRoute, async (c) => {
    if (!(await deleteWebhook(db, askingNode(c).nodeId, c.req.valid('param').id))) notFound()
    return c.body(null, 204)
  })
  app.openapi(resumeRoute, async (c) => {
    const { nodeId } = askingNode(c)
    const { id } = c.req.valid('param')
    await resumeWebhooks(db, { nodeId, id })
    const found = (await webhooksOf(db, nodeId)).find((webhook) => webhook.id === id)
    return c.json(found ?? notFound(), 200)
  })
  return app
}

function notFound(): never {
  return fail('not-found', '没有这个推送端点。', 'There is no such webhook.')
}
