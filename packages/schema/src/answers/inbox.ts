import { z } from 'zod'
import { eventHead, eventTypes, type EventType, wireType } from '../events/event-types.ts'
import { Position } from '../identifiers.ts'
import { DeliveredCase } from './case-view.ts'

export const inboxRoles = ['origin', 'lead', 'assist', 'reviewer', 'self'] as const

/**
 * What an inbox event has beside the public event (annex A7). `message` is the data of the node's message that caused
 * it, less what the receiver may not see; `salt` opens `data.contentDigest`; `reason` is a coordinator's; `leaf` is the
 * base64url of the exact leaf bytes, so that the event can be checked against the log.
 */
export const InboxPrivate = z
  .object({
    role: z.enum(inboxRoles).meta({ examples: ['lead'] }),
    case: DeliveredCase.optional(),
    message: z
      .unknown()
      .optional()
      .meta({ examples: [{ note: '已派员现场核查。' }] }),
    salt: z
      .string()
      .regex(/^[A-Za-z0-9_-]{22}$/)
      .meta({ examples: ['Zm9vYmFyYmF6cXV1eDEyMw'] })
      .optional(),
    reason: z
      .string()
      .meta({ examples: ['经协调，由该单位牵头办理。'] })
      .optional(),
    leaf: z
      .string()
      .regex(/^[A-Za-z0-9_-]+$/)
      .meta({ examples: ['eyJzcGVjdmVyc2lvbiI6IjEuMCJ9'] }),
  })
  .meta({ id: 'InboxPrivate', description: '收件事件的非公开部分' })
export type InboxPrivate = z.infer<typeof InboxPrivate>

/** An event of any type, for readers that look at the head first. */
export const AnyEvent = z
  .object({
    ...eventHead,
    type: z.string().meta({ examples: ['inquiry.case.progressed.v1'] }),
    data: z.record(z.string(), z.unknown()).meta({ examples: [{ node: '440106-cg' }] }),
  })
  .meta({ id: 'AnyEvent', description: '公开事件 CloudEvents 1.0, public fields only' })
export type AnyEvent = z.infer<typeof AnyEvent>

/** An inbox event of any type: the public event unchanged, and `private`. */
export const InboxEvent = z
  .object({
    ...eventHead,
    type: z.string().meta({ examples: ['inquiry.case.progressed.v1'] }),
    data: z.record(z.string(), z.unknown()).meta({ examples: [{ node: '440106-cg' }] }),
    private: InboxPrivate,
  })
  .meta({ id: 'InboxEvent', description: '收件事件' })
export type InboxEvent = z.infer<typeof InboxEvent>

/** The contract of an inbox event of one type. */
export function inboxEventSchema<T extends EventType>(type: T) {
  const head = { ...eventHead, type: z.literal(wireType(type)) }
  return z.strictObject({ ...head, data: eventTypes[type].data, private: InboxPrivate })
}

/** Where to go on: the position of the last event given or examined, -1 if none (annex A6). */
export const Next = z.union([Position, z.literal(-1)]).meta({ id: 'Next', examples: [48211] })

/** The answer to `GET /v1/inbox` and `GET /v1/cases/{caseId}/events`. */
export const InboxPage = z
  .object({ events: z.array(InboxEvent), next: Next })
  .meta({ id: 'InboxPage', description: '收件箱' })
export type InboxPage = z.infer<typeof InboxPage>

/** The answer to `GET /v1/events`. */
export const EventsPage = z
  .object({ events: z.array(AnyEvent), next: Next })
  .meta({ id: 'EventsPage', description: '公开事件页' })
export type EventsPage = z.infer<typeof EventsPage>
