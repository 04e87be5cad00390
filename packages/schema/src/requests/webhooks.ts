import { z } from 'zod'
import { eventTypeNames } from '../events/event-types.ts'

/** The body of `PUT /v1/webhooks/{id}`; without `types` every event is delivered. */
export const WebhookRequest = z
  .strictObject({
    url: z
      .string()
      .max(2048)
      .regex(/^https?:\/\/[\x21-\x7e]+$/)
      .meta({ examples: ['https://wenzheng.example/inquiry'] }),
    types: z
      .array(z.enum(eventTypeNames))
      .min(1)
      .optional()
      .meta({ examples: [['case.assigned', 'case.replied']] }),
  })
  .meta({ id: 'WebhookRequest', description: '登记推送端点' })
export type WebhookRequest = z.infer<typeof WebhookRequest>
