import { z } from '@hono/zod-openapi'
import { Instant, NodeId, Webhook } from '@inquiry/schema'

const Reached = z.int().min(-1)

/** How a node takes its inbox, and what it has taken by none of its ways. */
export const NodeDelivery = z
  .object({
    nodeId: NodeId,
    delivered: Reached.meta({ description: 'the last position that it took by any of its ways' }),
    waiting: z.int().min(0).meta({ description: 'events that lie in its inbox since; 2000 is that many or more' }),
    waitingSeconds: z.number().min(0).meta({ description: 'age of the oldest of them' }),
    pull: z.object({ position: Reached, askedAt: Instant }).nullable(),
    nats: z.object({ published: Reached, acknowledged: Reached }).nullable(),
    webhooks: z.array(Webhook),
  })
  .meta({ id: 'NodeDelivery', description: '节点送达情况' })
export type NodeDelivery = z.infer<typeof NodeDelivery>

/** The answer to `GET /v1/deliveries`. */
export const DeliveriesOverview = z
  .object({
    logSize: z.int().min(0),
    relay: z.union([
      z.object({ stream: z.literal('log') }),
      z.object({
        stream: z.literal('jetstream'),
        url: z.string(),
        position: Reached,
        lag: z.int().min(0).meta({ description: 'events not yet in the stream' }),
        lagSeconds: z.number().min(0).meta({ description: 'age of the oldest of them' }),
        active: z.boolean().meta({ description: 'whether a hub holds the lease of the relay' }),
      }),
    ]),
    inboxes: z.object({ position: Reached, lag: z.int().min(0) }),
    nodes: z.array(NodeDelivery),
    faults: z.array(z.object({ at: Instant, kind: z.string(), subject: z.string(), detail: z.string() })),
  })
  .meta({ id: 'DeliveriesOverview', description: '发布与送达总览' })
export type DeliveriesOverview = z.infer<typeof DeliveriesOverview>

/** The body of `POST /v1/deliveries/redrive`: whose webhooks, and which; all that fail where nothing is said. */
export const RedriveRequest = z
  .strictObject({ nodeId: NodeId.optional(), webhook: z.string().max(64).optional() })
  .meta({ id: 'RedriveRequest', description: '重投' })

export const Redriven = z
  .object({ redriven: z.array(Webhook.extend({ nodeId: NodeId })) })
  .meta({ id: 'Redriven', description: '已重投的端点' })
export type Redriven = z.infer<typeof Redriven>

/** The body of `POST /v1/republications`. */
export const RepublicationRequest = z
  .strictObject({ from: z.int().min(0) })
  .meta({ id: 'RepublicationRequest', description: '重新发布' })

export const Republication = z
  .object({ id: z.int(), from: z.int().min(0), requestedAt: Instant })
  .meta({ id: 'Republication' })
export type Republication = z.infer<typeof Republication>
