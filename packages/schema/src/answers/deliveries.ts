import { z } from 'zod'
import { NodeId } from '../identifiers.ts'
import { Instant } from '../instant.ts'
import { Webhook } from './webhooks.ts'

const Reached = z.int().min(-1)

/** How a node takes its inbox, and what it has taken by none of its ways. */
export const NodeDelivery = z
  .object({
    nodeId: NodeId,
    delivered: Reached.meta({ description: 'the last position that it took by any of its ways' }),
    waiting: z.int().min(0).meta({ description: 'events that lie in its inbox since; 2000 is that many or more' }),
    waitingSeconds: z
      .number()
      .min(0)
      .meta({ examples: [2.5], description: 'age of the oldest of them' }),
    pull: z.object({ position: Reached, askedAt: Instant }).nullable(),
    nats: z.object({ published: Reached, acknowledged: Reached }).nullable(),
    webhooks: z.array(Webhook),
  })
  .meta({ id: 'NodeDelivery', description: '节点送达情况' })
export type NodeDelivery = z.infer<typeof NodeDelivery>

/** What can go wrong on the way to the outside, and what is worth knowing of how it was mended. */
export const deliveryFaultKinds = [
  'nats-lost',
  'stream-filled-again',
  'stream-shortened',
  'webhook-parked',
  'webhook-disabled',
  'webhook-redriven',
  'delivery-failed',
] as const
export type DeliveryFaultKind = (typeof deliveryFaultKinds)[number]

/** The answer to `GET /v1/deliveries`. A reader passes over kinds of faults that it does not know. */
export const DeliveriesOverview = z
  .object({
    logSize: z.int().min(0),
    relay: z.union([
      z.object({ stream: z.literal('log') }),
      z.object({
        stream: z.literal('jetstream'),
        url: z.string().meta({ examples: ['nats://nats.example:4222'] }),
        position: Reached,
        lag: z.int().min(0).meta({ description: 'events not yet in the stream' }),
        lagSeconds: z
          .number()
          .min(0)
          .meta({ examples: [0.2], description: 'age of the oldest of them' }),
        active: z.boolean().meta({ description: 'whether a hub holds the lease of the relay' }),
      }),
    ]),
    inboxes: z.object({ position: Reached, lag: z.int().min(0) }),
    nodes: z.array(NodeDelivery),
    faults: z.array(
      z.object({
        at: Instant,
        kind: z.string().meta({ examples: deliveryFaultKinds }),
        subject: z.string().meta({ examples: ['440100/main'] }),
        detail: z.string().meta({ examples: ['answered 503'] }),
      }),
    ),
  })
  .meta({ id: 'DeliveriesOverview', description: '发布与送达总览' })
export type DeliveriesOverview = z.infer<typeof DeliveriesOverview>

/** The answer to `POST /v1/deliveries/redrive`. */
export const Redriven = z
  .object({ redriven: z.array(Webhook.extend({ nodeId: NodeId })) })
  .meta({ id: 'Redriven', description: '已重投的端点' })
export type Redriven = z.infer<typeof Redriven>

/** The answer to `POST /v1/republications`. */
export const Republication = z
  .object({ id: z.int(), from: z.int().min(0), requestedAt: Instant })
  .meta({ id: 'Republication', description: '重新发布' })
export type Republication = z.infer<typeof Republication>
