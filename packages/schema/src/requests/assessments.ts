import { z } from 'zod'
import { CaseId, NodeId } from '../identifiers.ts'
import { text } from '../text.ts'

const reason = text(20_000).meta({ examples: ['台风期间道路中断，超期非该单位原因。'] })
const indicator = text(64).meta({ examples: ['reply-on-time'] })
const caseIds = z
  .array(CaseId)
  .min(1)
  .max(100)
  .meta({ examples: [['019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e']] })

/**
 * The body of `POST /v1/assessments/{yyyy-mm}/objections` (申诉). A node objects for itself, a coordinator for the node
 * that it names. One case, several, or none: then the figure as such is contested.
 */
export const ObjectionRequest = z
  .strictObject({
    nodeId: NodeId.optional(),
    indicator: indicator.optional(),
    caseId: CaseId.optional(),
    caseIds: caseIds.optional(),
    formula: text(64)
      .meta({ examples: ['2026-1'] })
      .optional(),
    reason,
  })
  .meta({ id: 'ObjectionRequest', description: '申诉' })
export type ObjectionRequest = z.infer<typeof ObjectionRequest>

/** The body of `POST /v1/assessments/{yyyy-mm}/objections/{id}/decision`; upheld, the objection's cases are excluded, or those named. */
export const ObjectionDecision = z
  .strictObject({ decision: z.enum(['upheld', 'dismissed']), caseIds: caseIds.optional(), reason })
  .meta({ id: 'ObjectionDecision', description: '申诉处理' })
export type ObjectionDecision = z.infer<typeof ObjectionDecision>

/** The body of `POST /v1/assessments/{yyyy-mm}/exclusions` (剔除): one case or several, of one node and indicator or all. */
export const ExclusionRequest = z
  .strictObject({
    caseId: CaseId.optional(),
    caseIds: caseIds.optional(),
    nodeId: NodeId.optional(),
    indicator: indicator.optional(),
    reason,
  })
  .meta({ id: 'ExclusionRequest', description: '剔除' })
export type ExclusionRequest = z.infer<typeof ExclusionRequest>

/** The body of `POST /v1/assessments/{yyyy-mm}/publications` (发布). */
export const PublicationRequest = z
  .strictObject({
    formula: text(64)
      .meta({ examples: ['2026-1'] })
      .optional(),
  })
  .meta({ id: 'PublicationRequest', description: '发布考核' })
export type PublicationRequest = z.infer<typeof PublicationRequest>
