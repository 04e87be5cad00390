import { createRoute, z } from '@hono/zod-openapi'
import { askingNode, type Access, type Identity } from '@inquiry/access'
import { asNode } from '@inquiry/database'
import { createRouter, jsonAnswer, NoQuery, problemAnswer, strictJsonBody, wholeNumber } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { keysOf } from '@inquiry/registry'
import { CaseId, Instant, Keys, Kid, OptionalReason, Position } from '@inquiry/schema'
import { disputedEventsAfter } from './disputed-events.query.ts'
import { keyView } from './key-view.ts'
import { revokeNodeKey, type RevocationOptions } from './revoke-key.ts'

export type KeysOptions = RevocationOptions & { access: Access }

const tags = ['keys 密钥']
const KeyRevocation = OptionalReason.extend({
  invalidSince: Instant.optional().openapi({ description: '自此时起不可信 what it signed for since then is disputed' }),
}).openapi('KeyRevocation')
const DisputedEvents = z
  .object({
    events: z.array(z.object({ position: Position, caseId: CaseId.nullable(), type: z.string() })),
    next: z.int(),
  })
  .openapi('DisputedEvents')

const keysRoute = createRoute({
  method: 'get',
  path: '/v1/keys',
  tags,
  summary: '密钥列表 the node’s keys',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(Keys, 'The keys'), ...problemAnswer },
})
const deleteKeyRoute = createRoute({
  method: 'delete',
  path: '/v1/keys/{kid}',
  tags,
  summary: '撤销密钥 revoke a key from this instant',
  request: {
    params: z.object({ kid: Kid }),
    query: NoQuery,
    body: { required: false, content: { 'application/json': { schema: KeyRevocation } } },
  },
  responses: { 204: { description: 'Revoked' }, ...problemAnswer },
})
const disputedRoute = createRoute({
  method: 'get',
  path: '/v1/keys/{kid}/disputed-events',
  tags,
  summary: '存疑事件 what a key signed for since it is not to be believed',
  request: {
    params: z.object({ kid: Kid }),
    query: z.strictObject({
      after: wholeNumber({ min: -1, max: Number.MAX_SAFE_INTEGER }).optional(),
      limit: wholeNumber({ min: 1, max: 1000 }).optional(),
    }),
  },
  responses: { 200: jsonAnswer(DisputedEvents, 'Events after a position, in order'), ...problemAnswer },
})

/** `GET /v1/keys`, `DELETE /v1/keys/{kid}` (annex A21), and what a revocation put in doubt. */
export function keysRoutes(options: KeysOptions) {
  const { db, access, now } = options
  const app = createRouter()
  app.on('GET', '/v1/keys', access.node())
  app.on('DELETE', '/v1/keys/:kid', access.anyone(), strictJsonBody())
  app.use('/v1/keys/:kid/disputed-events', access.coordinator('admin', 'auditor'))
  app.openapi(keysRoute, async (c) => {
    const { nodeId } = askingNode(c)
    const keys = await asNode(db, nodeId, (rows) => keysOf(rows, nodeId))
    return c.json({ keys: keys.map((key) => keyView(key, now())) }, 200)
  })
  app.openapi(deleteKeyRoute, async (c) => {
    const { reason, invalidSince } = c.req.valid('json') ?? {}
    const revocation = {
      ...(reason === undefined ? {} : { reason }),
      ...(invalidSince === undefined ? {} : { invalidSince: new Date(invalidSince) }),
    }
    await revokeNodeKey(c.req.valid('param').kid, revokingNode(c.get('identity')), revocation, options)
    return c.body(null, 204)
  })
  app.openapi(disputedRoute, async (c) => {
    const { after = -1, limit = 100 } = c.req.valid('query')
    const identity = c.get('identity')
    const within = identity.kind === 'coordinator' ? identity.divisions : []
    const events = await disputedEventsAfter(db, c.req.valid('param').kid, { after, limit, within })
    return c.json({ events, next: events.at(-1)?.position ?? after }, 200)
  })
  return app
}

/** The node whose key it must be, or undefined for an administrator of the whole hub, who may revoke any. */
function revokingNode(identity: Identity): string | undefined {
  if (identity.kind === 'node') return identity.nodeId
  if (identity.roles.includes('admin') && identity.divisions === null) return undefined
  return fail('forbidden', '需要负责整个枢纽的角色：admin', 'This needs the role admin for the whole hub.')
}
