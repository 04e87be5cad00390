import { z } from 'zod'
import { Instant } from '../instant.ts'

const CoordinatorRole = z.enum(['coordinator', 'auditor', 'admin'])

/** Who is signed in: the person as records name them, what they may do, and where. */
export const SignedInPerson = z
  .object({
    subject: z.string().meta({
      description: '<签发方>#<sub>，或 administrator `<issuer>#<sub>`, or `administrator`',
      examples: ['https://id.example#u-1024'],
    }),
    name: z
      .string()
      .nullable()
      .meta({ examples: ['李协调'] }),
    roles: z.array(CoordinatorRole).meta({ examples: [['coordinator']] }),
    divisions: z
      .array(z.string())
      .nullable()
      .meta({ description: '限定的区划，null 为不限 null for everywhere', examples: [['440100']] }),
    expiresAt: Instant.nullable().meta({ description: '会话结束时间 when the session ends; null for a bearer' }),
  })
  .meta({ id: 'SignedInPerson', description: '已登录人员' })
export type SignedInPerson = z.infer<typeof SignedInPerson>

/** The answer to `GET /v1/session`. */
export const CurrentSession = z
  .object({ person: SignedInPerson.nullable().meta({ description: 'null 为未登录 nobody is signed in' }) })
  .meta({ id: 'CurrentSession', description: '当前会话' })
export type CurrentSession = z.infer<typeof CurrentSession>

/** The answer to `DELETE /v1/session`: the session has ended; where to go to sign out at the identity provider too. */
export const SignedOut = z
  .object({
    signOutUrl: z
      .string()
      .nullable()
      .meta({ examples: ['https://id.example/session/end?id_token_hint=…'] }),
  })
  .meta({ id: 'SignedOut', description: '已退出' })
export type SignedOut = z.infer<typeof SignedOut>
