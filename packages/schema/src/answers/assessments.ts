import { z } from 'zod'
import { Sentence } from '../events/assignment.ts'
import { CaseId, NodeId, Position } from '../identifiers.ts'
import { Instant } from '../instant.ts'
import { AsOf } from './stats.ts'

export const Month = z
  .string()
  .regex(/^(19[0-9]{2}|20[0-9]{2}|2100)-(0[1-9]|1[0-2])$/)
  .meta({ id: 'Month', examples: ['2026-11'] })

const excluded = z.object({ caseId: CaseId, reason: z.string().meta({ examples: ['designated'] }) })

/** One indicator of one node; `value` is null where nothing was counted. */
export const Indicator = z
  .object({
    id: z.string().meta({ examples: ['on-time-rate'] }),
    label: Sentence.optional(),
    numerator: z.number().meta({ examples: [96] }),
    denominator: z.number().meta({ examples: [100] }),
    value: z
      .number()
      .meta({ examples: [0.96] })
      .nullable(),
    counted: z.int().min(0),
    excluded: z.array(excluded),
  })
  .meta({ id: 'Indicator', description: '考核指标' })
export type Indicator = z.infer<typeof Indicator>

/** The formula by name of its version and in words; with the same version anyone gets the same figures from the log. */
export const Formula = z
  .object({ version: z.string().meta({ examples: ['1'] }), text: Sentence })
  .meta({ id: 'Formula', description: '考核公式' })
export type Formula = z.infer<typeof Formula>

/** The answer to `GET /v1/assessments/{yyyy-mm}` (annex C16). */
export const Assessment = z
  .object({
    month: Month,
    provisional: z.boolean(),
    formula: Formula,
    nodes: z.array(
      z.object({
        nodeId: NodeId,
        rank: z.int().min(1).nullable(),
        score: z
          .number()
          .meta({ examples: [96.4] })
          .nullable(),
        indicators: z.array(Indicator),
      }),
    ),
    asOf: AsOf,
  })
  .meta({ id: 'Assessment', description: '月度考核' })
export type Assessment = z.infer<typeof Assessment>

/** The answer to `GET /v1/assessments/{yyyy-mm}/nodes/{nodeId}/indicators/{id}`: case by case. */
export const IndicatorCases = z
  .object({
    month: Month,
    nodeId: NodeId,
    id: z.string().meta({ examples: ['on-time-rate'] }),
    formula: Formula,
    counted: z.array(z.object({ caseId: CaseId, numerator: z.number().meta({ examples: [1] }) })),
    excluded: z.array(excluded),
    asOf: AsOf,
  })
  .meta({ id: 'IndicatorCases', description: '指标所含案件' })
export type IndicatorCases = z.infer<typeof IndicatorCases>

/** An objection 申诉 or an exclusion 剔除 as it was recorded. */
export const AssessmentAct = z
  .object({
    id: z.string().meta({ examples: ['019ab3f0-9b00-7e2d-9b3c-1d2e3f4a5b6c'] }),
    kind: z.enum(['objection', 'exclusion']),
    nodeId: NodeId.optional(),
    indicator: z
      .string()
      .meta({ examples: ['on-time-rate'] })
      .optional(),
    caseId: CaseId.optional(),
    reason: z.string().meta({ examples: ['因不可抗力停办'] }),
    by: z.string().meta({ examples: ['440100'] }),
    time: Instant,
    state: z.enum(['open', 'upheld', 'dismissed']).optional(),
    position: Position.optional(),
  })
  .meta({ id: 'AssessmentAct', description: '申诉或剔除' })
export type AssessmentAct = z.infer<typeof AssessmentAct>
