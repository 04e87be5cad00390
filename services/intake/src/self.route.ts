import { createRoute, z } from '@hono/zod-openapi'
import { askingNode, type Access } from '@inquiry/access'
import { atLogHead, logTime, type LogOptions } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { createRouter, jsonAnswer, NoQuery, problemAnswer, wholeNumber } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import {
  findKey,
  findNode,
  isActive,
  keysOf,
  revokeKey,
  type KeyDirectory,
  type RegisteredKey,
} from '@inquiry/registry'
import { Keys, Kid, Rejections, Self, type NodeKey } from '@inquiry/schema'
import { holesOf, inboxHead, rejectionsAfter } from './self.query.ts'

export type SelfOptions = LogOptions & { db: Database; access: Access; keys: KeyDirectory }

const tags = ['self 节点自查']
const selfRoute = createRoute({
  method: 'get',
  path: '/v1/self',
  tags,
  summary: '节点自查 what the hub knows of the asking node',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(Self, 'The node'), ...problemAnswer },
})
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
  request: { params: z.object({ kid: Kid }), query: NoQuery },
  responses: { 204: { description: 'Revoked' }, ...problemAnswer },
})
const rejectionsRoute = createRoute({
  method: 'get',
  path: '/v1/rejections',
  tags,
  summary: '被拒消息 messages that were rejected',
  request: {
    query: z.strictObject({
      after: z
        .string()
        .regex(/^(0|[1-9]\d{0,15})$/)
        .optional(),
      limit: wholeNumber({ min: 1, max: 1000 }).optional(),
    }),
  },
  responses: { 200: jsonAnswer(Rejections, 'Rejections, oldest first'), ...problemAnswer },
})

/** `GET /v1/self`, `GET /v1/keys`, `DELETE /v1/keys/{kid}`, `GET /v1/rejections` (annex A21, A22, B27, B32). */
export function selfRoutes(options: SelfOptions) {
  const { db, access, now } = options
  const app = createRouter()
  app.use('/v1/self', access.node({ evenSuspended: true }))
  app.on('GET', '/v1/keys', access.node())
  app.on('DELETE', '/v1/keys/:kid', access.anyone())
  app.use('/v1/rejections', access.node())
  app.openapi(selfRoute, async (c) => {
    const { nodeId } = askingNode(c)
    const node = await findNode(db, nodeId)
    if (!node) return fail('not-found', '节点不存在。', 'There is no such node.')
    const keys = await keysOf(db, nodeId)
    return c.json(
      {
        nodeId,
        name: node.name,
        kind: node.kind,
        status: node.suspendedReason === null ? 'active' : 'suspended',
        sequence: node.highestSequence,
        holes: await holesOf(db, nodeId),
        keys: keys.map((key) => keyView(key, now())),
        ...(node.encryptionKey ? { encryptionKey: node.encryptionKey as Self['encryptionKey'] } : {}),
        webhooks: [],
        inboxHead: await inboxHead(db, nodeId),
      } satisfies Self,
      200,
    )
  })
  app.openapi(keysRoute, async (c) => {
    const keys = await keysOf(db, askingNode(c).nodeId)
    return c.json({ keys: keys.map((key) => keyView(key, now())) }, 200)
  })
  app.openapi(deleteKeyRoute, async (c) => {
    const identity = c.get('identity')
    await revoke(c.req.valid('param').kid, identity.kind === 'node' ? identity.nodeId : undefined, options)
    return c.body(null, 204)
  })
  app.openapi(rejectionsRoute, async (c) => {
    const { after = '0', limit = 100 } = c.req.valid('query')
    return c.json((await rejectionsAfter(db, askingNode(c).nodeId, Number(after), limit)) as Rejections, 200)
  })
  return app
}

/** Revoke a key: a node its own but the last active one; an administrator any. */
async function revoke(kid: string, nodeId: string | undefined, options: SelfOptions): Promise<void> {
  await atLogHead(options.db, options, async (tx, head) => {
    const key = await findKey(tx, kid)
    if (!key || (nodeId !== undefined && key.nodeId !== nodeId))
      return fail('not-found', '没有这个密钥。', 'There is no such key.')
    const active = (await keysOf(tx, key.nodeId)).filter((other) => isActive(other, head.now))
    if (nodeId !== undefined && active.length === 1 && active[0]?.kid === kid) {
      return fail(
        'last-key',
        '最后一个有效密钥不能由节点自己删除；请先登记新密钥。',
        'A node cannot delete its last active key; add another first.',
      )
    }
    if (key.revokedAt !== null) return
    await revokeKey(tx, kid, head.now)
    head.append({
      type: 'node.key-revoked',
      caseId: null,
      subject: key.nodeId,
      division: key.nodeId.slice(0, 6),
      ...(nodeId === undefined ? {} : { node: nodeId }),
      data: { node: key.nodeId, kid },
      audience: [{ node: key.nodeId, role: 'self' }],
    })
  })
  options.keys.forget()
}

function keyView(key: RegisteredKey, now: Date): NodeKey {
  return {
    kid: key.kid,
    alg: key.alg,
    status: key.revokedAt === null ? (isActive(key, now) ? 'active' : 'expired') : 'revoked',
    registeredAt: logTime(key.registeredAt),
    ...(key.notAfter ? { notAfter: logTime(key.notAfter) } : {}),
    ...(key.revokedAt ? { revokedAt: logTime(key.revokedAt) } : {}),
  }
}
