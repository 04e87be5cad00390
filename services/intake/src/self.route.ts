import { createRoute, z } from '@hono/zod-openapi'
import { askingNode, type Access } from '@inquiry/access'
import { asNode, type Database, type Transaction } from '@inquiry/database'
import { createRouter, jsonAnswer, NoQuery, problemAnswer, wholeNumber } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { findNode, keysOf } from '@inquiry/registry'
import { Rejections, Self } from '@inquiry/schema'
import { keyView } from './keys/key-view.ts'
import { holesOf, inboxHead, rejectionsAfter } from './self.query.ts'

export type SelfOptions = {
  db: Database
  access: Access
  now: () => Date
  /** The node's webhooks, which are kept by who delivers to them. */
  webhooksOf: (nodeId: string) => Promise<Self['webhooks']>
}

const tags = ['self 节点自查']
const selfRoute = createRoute({
  method: 'get',
  path: '/v1/self',
  tags,
  summary: '节点自查 what the hub knows of the asking node',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(Self, 'The node'), ...problemAnswer },
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

/** `GET /v1/self` and `GET /v1/rejections` (annex A22, B27, B32). */
export function selfRoutes(options: SelfOptions) {
  const { db, access, now } = options
  const app = createRouter()
  app.use('/v1/self', access.node({ evenSuspended: true }))
  app.use('/v1/rejections', access.node())
  app.openapi(selfRoute, async (c) => {
    const { nodeId } = askingNode(c)
    const self = await asNode(db, nodeId, (rows) => selfView(rows, nodeId, now()))
    return self
      ? c.json({ ...self, webhooks: await options.webhooksOf(nodeId) }, 200)
      : fail('not-found', '节点不存在。', 'There is no such node.')
  })
  app.openapi(rejectionsRoute, async (c) => {
    const { nodeId } = askingNode(c)
    const { after = '0', limit = 100 } = c.req.valid('query')
    const page = await asNode(db, nodeId, (rows) => rejectionsAfter(rows, nodeId, Number(after), limit))
    return c.json(page as Rejections, 200)
  })
  return app
}

async function selfView(rows: Transaction, nodeId: string, now: Date): Promise<Omit<Self, 'webhooks'> | undefined> {
  const node = await findNode(rows, nodeId)
  if (!node) return undefined
  const keys = await keysOf(rows, nodeId)
  return {
    nodeId,
    name: node.name,
    kind: node.kind,
    status: node.suspendedReason === null ? 'active' : 'suspended',
    sequence: node.highestSequence,
    holes: await holesOf(rows, nodeId),
    keys: keys.map((key) => keyView(key, now)),
    ...(node.encryptionKey ? { encryptionKey: node.encryptionKey as Self['encryptionKey'] } : {}),
    inboxHead: await inboxHead(rows, nodeId),
  }
}
