import { z } from 'zod'
import { NodeId, Sequence } from '../identifiers.ts'
import { Instant } from '../instant.ts'

export const nodeKinds = ['city', 'department', 'channel', 'hub'] as const
export const NodeKind = z.enum(nodeKinds).meta({ id: 'NodeKind', examples: ['city'] })
export type NodeKind = z.infer<typeof NodeKind>

export const nodeStatuses = ['pending', 'active', 'suspended'] as const
/** `pending` until the node has enrolled. */
export const NodeStatus = z.enum(nodeStatuses).meta({ id: 'NodeStatus', examples: ['active'] })
export type NodeStatus = z.infer<typeof NodeStatus>

/** A one-time enrolment code: 26 Crockford base32 symbols (130 bits), shown once. */
export const EnrolmentCode = z
  .object({
    code: z
      .string()
      .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
      .meta({ examples: ['7ZQ4M1X8C0V5B9N2K6J3H7G4F1'] }),
    expiresAt: Instant,
  })
  .meta({ id: 'EnrolmentCode', description: '接入码 one-time enrolment code' })
export type EnrolmentCode = z.infer<typeof EnrolmentCode>

/** The answer to `POST /v1/nodes` and `POST /v1/nodes/{id}/enrolments`. */
export const NodeCreated = z
  .object({ nodeId: NodeId, enrolment: EnrolmentCode })
  .meta({ id: 'NodeCreated', description: '节点已登记' })
export type NodeCreated = z.infer<typeof NodeCreated>

/** How a node does: `quiet` is silence against its own usual volume, `gap` a hole in its sequence older than five minutes. */
export const NodeHealth = z
  .object({
    state: z.enum(['ok', 'gap', 'quiet', 'never-seen']),
    lastSeenAt: Instant.nullable(),
    gaps: z.array(z.object({ from: Sequence, to: Sequence, since: Instant })),
    rejectionRate: z
      .number()
      .min(0)
      .max(1)
      .meta({ examples: [0.02] })
      .nullable()
      .meta({ description: 'rejected ÷ received messages of the last 24 hours; null if none' }),
    deliveryLag: z
      .number()
      .min(0)
      .meta({ examples: [1.5] })
      .nullable()
      .meta({ description: 'age in seconds of the oldest event not yet delivered; null if nothing is due' }),
    mappingCoverage: z
      .number()
      .min(0)
      .max(1)
      .meta({ examples: [0.97] })
      .nullable()
      .meta({ description: 'share of local codes that the node’s mappings translate; null if it has none' }),
  })
  .meta({ id: 'NodeHealth', description: '节点健康状况' })
export type NodeHealth = z.infer<typeof NodeHealth>

/** A node as coordinators see it. */
export const NodeView = z
  .object({
    nodeId: NodeId,
    name: z.string().meta({ examples: ['广州市网络问政平台'] }),
    kind: NodeKind,
    status: NodeStatus,
    contact: z
      .string()
      .meta({ examples: ['值班室 020-00000000'] })
      .optional(),
    suspension: z.object({ reason: z.string().meta({ examples: ['密钥可能泄露'] }), since: Instant }).optional(),
    health: NodeHealth,
  })
  .meta({ id: 'NodeView', description: '节点' })
export type NodeView = z.infer<typeof NodeView>

/** The answer to `GET /v1/nodes`. */
export const Nodes = z.object({ nodes: z.array(NodeView) }).meta({ id: 'Nodes' })
export type Nodes = z.infer<typeof Nodes>

/** The answer to suspending or resuming a node. */
export const NodeStanding = z
  .object({
    nodeId: NodeId,
    status: NodeStatus,
    reason: z
      .string()
      .meta({ examples: ['密钥可能泄露'] })
      .optional(),
  })
  .meta({ id: 'NodeStanding', description: '节点暂停与恢复' })
export type NodeStanding = z.infer<typeof NodeStanding>
