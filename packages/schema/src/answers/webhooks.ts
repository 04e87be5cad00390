import { z } from 'zod'
import { Position } from '../identifiers.ts'
import { Instant } from '../instant.ts'

/**
 * `pending` until the endpoint proved that it wants the deliveries; `parked` after three days of failure; `disabled` when
 * it answered 410. The last two stay so until they are resumed.
 */
export const webhookStatuses = ['pending', 'active', 'parked', 'disabled'] as const

/** A webhook as its node sees it. `secret` (Standard Webhooks, `whsec_…`) is shown once, at creation. */
export const Webhook = z
  .object({
    id: z.string().meta({ examples: ['main'] }),
    url: z.string().meta({ examples: ['https://wenzheng.example/inquiry'] }),
    types: z
      .array(z.string())
      .nullable()
      .meta({ examples: [['case.assigned', 'case.replied']], description: 'null: every event' }),
    status: z.enum(webhookStatuses),
    secret: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]+=*$/)
      .meta({ examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] })
      .optional(),
    position: z
      .union([Position, z.literal(-1)])
      .optional()
      .meta({ description: 'of the last delivered event' }),
    failure: z
      .object({
        since: Instant,
        attempts: z.int().min(1),
        nextAttemptAt: Instant.nullable(),
        reason: z.string().meta({ examples: ['answered 503'] }),
      })
      .optional(),
  })
  .meta({ id: 'Webhook', description: '推送端点' })
export type Webhook = z.infer<typeof Webhook>

/** The answer to `GET /v1/webhooks`. */
export const Webhooks = z.object({ webhooks: z.array(Webhook) }).meta({ id: 'Webhooks' })
export type Webhooks = z.infer<typeof Webhooks>
