import { z } from 'zod'
import { Jti, MessageId, Sequence } from '../identifiers.ts'
import { Instant } from '../instant.ts'
import { Problem } from '../problems.ts'

/** A message that was rejected, kept so that its node can mend it. */
export const Rejection = z
  .object({
    envelope: z.object({ jti: Jti, sequence: Sequence }),
    index: z.int().min(0).max(999),
    id: MessageId.nullable(),
    type: z
      .string()
      .meta({ examples: ['case.submitted'] })
      .nullable(),
    receivedAt: Instant,
    problem: Problem,
  })
  .meta({ id: 'Rejection', description: '被拒消息' })
export type Rejection = z.infer<typeof Rejection>

/** The answer to `GET /v1/rejections`; `next` is opaque and always there, so that a node can go on later. */
export const Rejections = z
  .object({ rejections: z.array(Rejection), next: z.string().meta({ examples: ['1201'] }) })
  .meta({ id: 'Rejections', description: '被拒消息列表' })
export type Rejections = z.infer<typeof Rejections>
