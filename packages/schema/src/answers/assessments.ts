import { z } from 'zod'
import { Sentence } from '../events/assignment.ts'
import { CaseId, Digest, NodeId, Position } from '../identifiers.ts'
import { Instant, Month } from '../instant.ts'
import { AsOf } from './stats.ts'

const indicatorId = z.string().meta({ examples: ['reply-on-time'] })
const formulaVersion = z.string().meta({ examples: ['2026-1'] })
const actId = z.string().meta({ examples: ['019ab3f0-9b00-7e2d-9b3c-1d2e3f4a5b6c'] })
/** The position of the event that began what is judged: a case may be judged for a node more than once. */
const unit = Position.optional()

/** What is left out, and why: the code of a rule of the formula, or the reason of the exclusion that `exclusionId` names. */
const excluded = z.object({
  caseId: CaseId,
  reason: z.string().meta({ examples: ['designated'] }),
  exclusionId: actId.optional(),
  unit,
})

/** One indicator of one node; `value` is null where nothing was counted. At most 100 of what is excluded stand here. */
export const Indicator = z
  .object({
    id: indicatorId,
    label: Sentence.optional(),
    numerator: z.number().meta({ examples: [96] }),
    denominator: z.number().meta({ examples: [100] }),
    value: z
      .number()
      .meta({ examples: [0.96] })
      .nullable(),
    counted: z.int().min(0),
    excluded: z.array(excluded),
    excludedCount: z.int().min(0).optional(),
    scored: z.boolean().optional(),
  })
  .meta({ id: 'Indicator', description: '考核指标' })
export type Indicator = z.infer<typeof Indicator>

/** An indicator as the formula defines it: `weight` is its share of the score, `minimum` the least denominator that is scored. */
export const IndicatorDefinition = z
  .object({
    id: indicatorId,
    label: Sentence,
    text: Sentence,
    basis: Sentence,
    unit: z.enum(['handling', 'order', 'reconciliation']),
    direction: z.enum(['higher', 'lower']),
    weight: z.number().meta({ examples: [40] }),
    minimum: z.int().min(0),
  })
  .meta({ id: 'IndicatorDefinition', description: '指标定义' })
export type IndicatorDefinition = z.infer<typeof IndicatorDefinition>

/** The formula by name of its version and in words; with the same version anyone gets the same figures from the log. */
export const Formula = z
  .object({ version: formulaVersion, text: Sentence, indicators: z.array(IndicatorDefinition).optional() })
  .meta({ id: 'Formula', description: '考核公式' })
export type Formula = z.infer<typeof Formula>

/** The figures of a month that were published: made by the formula of the log up to `asOf`, and committed to by `digest`. */
export const Publication = z
  .object({
    id: actId,
    month: Month,
    formula: formulaVersion,
    asOf: Position,
    digest: Digest,
    by: z.string().meta({ examples: ['administrator'] }),
    time: Instant,
    position: Position,
  })
  .meta({ id: 'Publication', description: '考核发布' })
export type Publication = z.infer<typeof Publication>

/** The answer to `GET /v1/assessments/{yyyy-mm}/publications`, the newest first. */
export const Publications = z
  .object({ publications: z.array(Publication) })
  .meta({ id: 'Publications', description: '考核发布' })
export type Publications = z.infer<typeof Publications>

const nodes = z.array(
  z.object({
    nodeId: NodeId,
    rank: z.int().min(1).nullable(),
    score: z
      .number()
      .meta({ examples: [96.4] })
      .nullable(),
    indicators: z.array(Indicator),
  }),
)

/** The answer to `GET /v1/assessments/{yyyy-mm}` (annex C16), and to a publication: then as it was published. */
export const Assessment = z
  .object({
    month: Month,
    provisional: z.boolean(),
    formula: Formula,
    nodes,
    asOf: AsOf,
    publication: Publication.optional(),
  })
  .meta({ id: 'Assessment', description: '月度考核' })
export type Assessment = z.infer<typeof Assessment>

/** The answer to `GET /v1/assessments`: the months of which anything is counted, the newest first, and the formulas. */
export const Assessments = z
  .object({
    months: z.array(z.object({ month: Month, provisional: z.boolean(), published: Publication.nullable() })),
    formulas: z.array(Formula),
  })
  .meta({ id: 'Assessments', description: '考核月份' })
export type Assessments = z.infer<typeof Assessments>

/**
 * The answer to `GET /v1/assessments/{yyyy-mm}/nodes/{nodeId}/indicators/{id}`: case by case, in the order of the log.
 * `events` are what is judged of a node and no case. `next` is the `after` of the next page, null at the end.
 */
export const IndicatorCases = z
  .object({
    month: Month,
    nodeId: NodeId,
    id: indicatorId,
    formula: Formula,
    counted: z.array(z.object({ caseId: CaseId, numerator: z.number().meta({ examples: [1] }), unit })),
    excluded: z.array(excluded),
    events: z.array(z.object({ position: Position, numerator: z.number().meta({ examples: [1] }) })).optional(),
    next: z
      .int()
      .min(0)
      .nullable()
      .optional()
      .meta({ examples: [48211] }),
    asOf: AsOf,
  })
  .meta({ id: 'IndicatorCases', description: '指标所含案件' })
export type IndicatorCases = z.infer<typeof IndicatorCases>

const ending = {
  by: z.string().meta({ examples: ['administrator'] }),
  reason: z.string().meta({ examples: ['理由成立'] }),
  time: Instant,
}

/** An objection 申诉 or an exclusion 剔除 as it was recorded. `caseId` is the first of `caseIds`. */
export const AssessmentAct = z
  .object({
    id: actId,
    kind: z.enum(['objection', 'exclusion']),
    month: Month.optional(),
    formula: formulaVersion.optional(),
    nodeId: NodeId.optional(),
    indicator: indicatorId.optional(),
    caseId: CaseId.optional(),
    caseIds: z.array(CaseId).optional(),
    reason: z.string().meta({ examples: ['因不可抗力停办'] }),
    by: z.string().meta({ examples: ['440100'] }),
    time: Instant,
    state: z.enum(['open', 'upheld', 'dismissed']).optional(),
    position: Position.optional(),
    /** How the objection was decided, and the exclusion that followed. */
    decision: z.object({ ...ending, exclusionId: actId.optional() }).optional(),
    /** The objection that the exclusion answers. */
    objectionId: actId.optional(),
    /** How the exclusion was taken back. */
    withdrawn: z.object(ending).optional(),
  })
  .meta({ id: 'AssessmentAct', description: '申诉或剔除' })
export type AssessmentAct = z.infer<typeof AssessmentAct>

/** The answer to `GET /v1/assessments/{yyyy-mm}/objections`, the newest first, 500 at most. */
export const Objections = z
  .object({ objections: z.array(AssessmentAct) })
  .meta({ id: 'Objections', description: '申诉' })
export type Objections = z.infer<typeof Objections>

/** The answer to `GET /v1/assessments/{yyyy-mm}/exclusions`, the newest first, 500 at most. */
export const Exclusions = z
  .object({ exclusions: z.array(AssessmentAct) })
  .meta({ id: 'Exclusions', description: '剔除' })
export type Exclusions = z.infer<typeof Exclusions>
