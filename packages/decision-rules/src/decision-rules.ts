import { natureCodes, NodeId, periodUnits, ShortName, supervisionLevelCodes } from '@inquiry/schema'
import { z } from 'zod'

const id = ShortName
const level = z.enum(supervisionLevelCodes)
const days = z.int().min(0).max(366)
const times = z.int().min(1).max(20)

/** When a rule calls for supervision. Days and hours are of the clock, counted from the due date or the event. */
const cause = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('overdue'), days }),
  z.strictObject({ kind: z.literal('returned'), times }),
  z.strictObject({ kind: z.literal('lowest-rating'), times }),
  z.strictObject({ kind: z.literal('hotspot-unanswered'), hours: z.int().min(1).max(2_000) }),
  z.strictObject({ kind: z.literal('order-unanswered'), level, days }),
])

/** A reopening that was asked for is granted or refused without a coordinator where everything given holds. */
export const ReopeningRule = z.strictObject({
  id,
  when: z.strictObject({
    nature: z.array(z.enum(natureCodes)).min(1).optional(),
    /** The last rating is at most this; a case without one does not fit. */
    ratingAtMost: z.int().min(1).max(5).optional(),
    /** The case was reopened fewer times than this. */
    reopenedFewerThan: z.int().min(1).max(20).optional(),
  }),
  decision: z.enum(['granted', 'refused']),
})
export type ReopeningRule = z.infer<typeof ReopeningRule>

/** A review that was asked for goes to this node where everything given holds; prefixes are of codes and node ids. */
export const ReviewRule = z.strictObject({
  id,
  when: z.strictObject({
    nature: z.array(z.enum(natureCodes)).min(1).optional(),
    handler: z
      .string()
      .regex(/^\d{1,6}(-[a-z0-9-]*)?$/)
      .meta({ examples: ['4401'] })
      .optional(),
    category: z
      .string()
      .regex(/^[0-9A-Za-z._-]{1,32}$/)
      .meta({ examples: ['02'] })
      .optional(),
  }),
  node: NodeId,
})
export type ReviewRule = z.infer<typeof ReviewRule>

/** Cases that a sure likeness of one of these kinds has linked are merged without a coordinator (annex A26). */
export const MergingRule = z.strictObject({ id, kinds: z.array(z.enum(['repeat', 'cross-filed'])).min(1) })
export type MergingRule = z.infer<typeof MergingRule>

/**
 * The rules by which the hub itself acts on a case, as a province sets them. `answerWithin` is the time that an order of
 * the hub leaves for its answer. Within a list the first rule that fits decides; without one a coordinator does.
 */
export const DecisionRules = z
  .strictObject({
    answerWithin: z.strictObject({ amount: z.int().min(1).max(366), unit: z.enum(periodUnits) }),
    supervision: z.array(z.strictObject({ id, level, when: cause })).max(100),
    reopening: z.array(ReopeningRule).max(100),
    review: z.array(ReviewRule).max(1_000),
    merging: z.array(MergingRule).max(100).default([]),
  })
  .refine(
    ({ supervision, reopening, review, merging }) => isUnique([...supervision, ...reopening, ...review, ...merging]),
    { params: { rule: 'uniqueItems' } },
  )
  .meta({ id: 'DecisionRules', description: '督办、重办、复查、并案的规则 the rules by which the hub itself acts' })
export type DecisionRules = z.infer<typeof DecisionRules>

function isUnique(rules: readonly { id: string }[]): boolean {
  return new Set(rules.map((rule) => rule.id)).size === rules.length
}
