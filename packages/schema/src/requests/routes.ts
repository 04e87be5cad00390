import { z } from 'zod'
import { channelCodes } from '../code-lists/channel.ts'
import { natureCodes } from '../code-lists/nature.ts'
import { NodeId } from '../identifiers.ts'
import { Instant, LocalDate } from '../instant.ts'
import { text } from '../text.ts'

/** The name of a rule, a deadline profile, a formula or a webhook. */
export const ShortName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
  .meta({ id: 'ShortName', examples: ['r1'] })

/** When a rule holds: every condition given must hold; within a list one suffices. No condition: always. */
export const RouteCondition = z
  .strictObject({
    division: z
      .string()
      .regex(/^[0-9]{1,6}$/)
      .optional()
      .meta({ examples: ['4401'], description: 'prefix of the division code' }),
    category: z
      .string()
      .regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,31}$/)
      .optional()
      .meta({ examples: ['02'], description: 'prefix of the category code' }),
    nature: z.array(z.enum(natureCodes)).min(1).optional(),
    channel: z.array(z.enum(channelCodes)).min(1).optional(),
    keyword: z
      .array(text(100))
      .min(1)
      .max(200)
      .optional()
      .meta({
        examples: [['夜间施工', '噪声']],
        description: 'literal, case-insensitive after NFKC, in title or content',
      }),
  })
  .meta({ id: 'RouteCondition', description: '分派条件' })
export type RouteCondition = z.infer<typeof RouteCondition>

/** One routing rule. */
export const RouteRule = z
  .strictObject({
    id: ShortName,
    when: RouteCondition,
    assign: NodeId,
    assist: z.array(NodeId).max(20).optional(),
    profile: ShortName.optional().meta({ examples: ['hotline-gd-2022'] }),
    note: text(2000)
      .meta({ examples: ['城管类案件直达区局'] })
      .optional(),
  })
  .meta({ id: 'RouteRule', description: '分派规则' })
export type RouteRule = z.infer<typeof RouteRule>

/** The rules, each id once. */
export const RouteRules = z
  .array(RouteRule)
  .max(10_000)
  .refine((rules) => new Set(rules.map((rule) => rule.id)).size === rules.length, { params: { rule: 'uniqueItems' } })

/** The body of `PUT /v1/routes`; an `effectiveFrom` in the past means at once. */
export const RoutesRequest = z
  .strictObject({ effectiveFrom: Instant, rules: RouteRules })
  .meta({ id: 'RoutesRequest', description: '分派规则表' })
export type RoutesRequest = z.infer<typeof RoutesRequest>

/** The body of `POST /v1/routes/simulate`: cases received on days `from` inclusive to `to` exclusive. It changes nothing. */
export const RouteSimulationRequest = z
  .strictObject({ rules: RouteRules, from: LocalDate.optional(), to: LocalDate.optional() })
  .meta({ id: 'RouteSimulationRequest', description: '分派模拟' })
export type RouteSimulationRequest = z.infer<typeof RouteSimulationRequest>
