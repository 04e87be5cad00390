import { randomBytes } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import { mustLookAfter, type Access } from '@inquiry/access'
import { atLogHead, logTime, type LogHead, type LogOptions } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { newEnrolmentCode } from '@inquiry/envelope'
import { createRouter, jsonAnswer, jsonBody, NoQuery, problemAnswer, strictJsonBody } from '@inquiry/http'
import { fail } from '@inquiry/problems'
import { addNode, findNode, keepEnrolmentCode, setSuspension, type KeyDirectory } from '@inquiry/registry'
import {
  NodeCreated,
  NodeCreation,
  NodeHealth,
  NodeId,
  Nodes,
  NodeStanding,
  NodeView,
  OptionalReason,
  Reason,
} from '@inquiry/schema'
import { listNodeViews } from './node-view.query.ts'

export type NodesOptions = LogOptions & { db: Database; access: Access; keys: KeyDirectory }

const NodesShown = Nodes.extend({
  nodes: z.array(
    NodeView.extend({
      health: NodeHealth.extend({
        submissionLag: z.number().nullable().openapi({
          description: 'median age in seconds of the last 24 hours’ cases when they came; null if none came',
        }),
      }),
    }),
  ),
})

const tags = ['nodes 节点']
const params = z.object({ nodeId: NodeId })
const createNodeRoute = createRoute({
  method: 'post',
  path: '/v1/nodes',
  tags,
  summary: '登记节点 add a node and get its one-time enrolment code',
  request: { query: NoQuery, body: jsonBody(NodeCreation) },
  responses: { 201: jsonAnswer(NodeCreated, 'Added'), ...problemAnswer },
})
const listRoute = createRoute({
  method: 'get',
  path: '/v1/nodes',
  tags,
  summary: '节点与健康 the nodes and how they do',
  request: { query: NoQuery },
  responses: { 200: jsonAnswer(NodesShown, 'The nodes'), ...problemAnswer },
})
const codeRoute = createRoute({
  method: 'post',
  path: '/v1/nodes/{nodeId}/enrolments',
  tags,
  summary: '新接入码 a new enrolment code; older ones become void',
  request: { params, query: NoQuery },
  responses: { 201: jsonAnswer(NodeCreated, 'The code'), ...problemAnswer },
})
const suspendRoute = createRoute({
  method: 'post',
  path: '/v1/nodes/{nodeId}/suspension',
  tags,
  summary: '暂停节点 suspend a node',
  request: { params, query: NoQuery, body: jsonBody(Reason) },
  responses: { 200: jsonAnswer(NodeStanding, 'Suspended'), ...problemAnswer },
})
const resumeRoute = createRoute({
  method: 'delete',
  path: '/v1/nodes/{nodeId}/suspension',
  tags,
  summary: '恢复节点 resume a node',
  request: {
    params,
    query: NoQuery,
    body: { required: false, content: { 'application/json': { schema: OptionalReason } } },
  },
  responses: { 200: jsonAnswer(NodeStanding, 'Resumed'), ...problemAnswer },
})

/** `/v1/nodes…` (§10, annex B17). */
export function nodesRoutes(options: NodesOptions) {
  const { db, access, now } = options
  const app = createRouter()
  app.on('GET', '/v1/nodes', access.coordinator())
  // The pattern takes in /v1/nodes itself.
  app.on(['POST', 'DELETE'], '/v1/nodes/*', access.coordinator('admin'))
  app.use('/v1/nodes', strictJsonBody())
  app.use('/v1/nodes/*', strictJsonBody())
  app.openapi(createNodeRoute, async (c) => {
    const { nodeId, name, kind, contact } = c.req.valid('json')
    mustLookAfter(c.get('identity'), nodeId)
    const enrolment = await db.transaction().execute(async (tx) => {
      if ((await addNode(tx, { nodeId, name, kind, contact: contact ?? null }, now())) === 'exists') {
        fail('node-exists', `节点 ${nodeId} 已存在。`, `The node ${nodeId} exists already.`)
      }
      return newCode(tx, nodeId, now())
    })
    return c.json({ nodeId, enrolment }, 201)
  })
  app.openapi(listRoute, async (c) => c.json({ nodes: await listNodeViews(db, now()) }, 200))
  app.openapi(codeRoute, async (c) => {
    const { nodeId } = c.req.valid('param')
    mustLookAfter(c.get('identity'), nodeId)
    const enrolment = await db.transaction().execute(async (tx) => {
      if (!(await findNode(tx, nodeId))) unknownNode()
      return newCode(tx, nodeId, now())
    })
    return c.json({ nodeId, enrolment }, 201)
  })
  app.openapi(suspendRoute, async (c) => {
    const { nodeId } = c.req.valid('param')
    mustLookAfter(c.get('identity'), nodeId)
    const { reason } = c.req.valid('json')
    await setStanding(nodeId, reason, reason, options)
    return c.json({ nodeId, status: 'suspended' as const, reason }, 200)
  })
  app.openapi(resumeRoute, async (c) => {
    const { nodeId } = c.req.valid('param')
    mustLookAfter(c.get('identity'), nodeId)
    await setStanding(nodeId, null, c.req.valid('json')?.reason, options)
    return c.json({ nodeId, status: 'active' as const }, 200)
  })
  return app
}

async function newCode(tx: Parameters<typeof keepEnrolmentCode>[0], nodeId: string, now: Date) {
  const code = newEnrolmentCode(randomBytes)
  return { code, expiresAt: logTime(await keepEnrolmentCode(tx, nodeId, code, now)) }
}

/** Suspend with a reason or resume with null; the change is an event of the log. */
async function setStanding(
  nodeId: string,
  suspendedReason: string | null,
  said: string | undefined,
  options: NodesOptions,
): Promise<void> {
  await atLogHead(options.db, options, async (tx, head) => {
    const node = await findNode(tx, nodeId)
    if (!node) return unknownNode()
    await setSuspension(tx, nodeId, suspendedReason)
    if ((node.suspendedReason === null) !== (suspendedReason === null))
      announce(head, nodeId, suspendedReason === null ? 'node.resumed' : 'node.suspended', said)
  })
  options.keys.forget()
}

function announce(
  head: LogHead,
  nodeId: string,
  type: 'node.suspended' | 'node.resumed',
  reason: string | undefined,
): void {
  head.append({
    type,
    caseId: null,
    subject: nodeId,
    division: nodeId.slice(0, 6),
    data: { node: nodeId },
    ...(reason === undefined ? {} : { private: { reason } }),
    audience: [{ node: nodeId, role: 'self' }],
  })
}

function unknownNode(): never {
  return fail('not-found', '没有这个节点。', 'There is no such node.')
}
