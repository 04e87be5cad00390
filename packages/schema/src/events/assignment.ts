import { z } from 'zod'
import { NodeId } from '../identifiers.ts'
import { Instant, LocalDate } from '../instant.ts'

/** The steps that have a clock. `extend` is only a limit. */
export const steps = ['accept', 'object', 'reply', 'extend', 'review-request', 'review', 'supervise'] as const
export const Step = z.enum(steps)
export type Step = z.infer<typeof Step>

/** A sentence for people, in both languages. */
export const Sentence = z.strictObject({
  zh: z.string().meta({ examples: ['按规则 r7 分派'] }),
  en: z.string().meta({ examples: ['assigned by rule r7'] }),
})
export type Sentence = z.infer<typeof Sentence>

/** Why a due date is what it is (annex A12): the rule, its version, the calendar, and the days that were counted. */
export const Why = z
  .strictObject({
    profile: z.string().meta({ examples: ['xinfang-2022'] }),
    version: z.string().meta({ examples: ['1'] }),
    step: Step,
    basis: z.string().meta({ examples: ['信访工作条例（2022）'] }),
    amount: z.int().min(0),
    unit: z.enum(['working-day', 'day', 'hour']),
    startAt: Instant,
    calendar: z.array(
      z.strictObject({ year: z.int().meta({ examples: [2026] }), version: z.string().meta({ examples: ['1'] }) }),
    ),
    counted: z.array(LocalDate),
    skipped: z.array(z.strictObject({ date: LocalDate, reason: z.string().meta({ examples: ['holiday'] }) })),
    moved: z.strictObject({ from: LocalDate, to: LocalDate }).nullable(),
    provisional: z.boolean(),
    text: Sentence,
  })
  .meta({ id: 'Why' })
export type Why = z.infer<typeof Why>

/** One clock of a case. */
export const Due = z
  .strictObject({ step: Step, dueAt: Instant, state: z.enum(['running', 'met', 'missed', 'paused']), why: Why })
  .meta({ id: 'Due' })
export type Due = z.infer<typeof Due>

/** The public data of `case.assigned` and `case.designated` (annex A19). An assistant has no `due`. */
export const Assigned = z
  .strictObject({
    node: NodeId,
    role: z.enum(['lead', 'assist']),
    rule: z
      .string()
      .meta({ examples: ['r7'] })
      .nullable(),
    rulesVersion: z.int().min(0),
    why: Sentence.optional(),
    beat: z.array(
      z.strictObject({
        rule: z.string().meta({ examples: ['r2'] }),
        because: z.string().meta({ examples: ['division'] }),
      }),
    ),
    profile: z
      .strictObject({
        id: z.string().meta({ examples: ['xinfang-2022'] }),
        version: z.string().meta({ examples: ['1'] }),
      })
      .optional(),
    due: z.array(Due).optional(),
  })
  .meta({ id: 'Assigned' })
export type Assigned = z.infer<typeof Assigned>
