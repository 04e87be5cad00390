import { z } from 'zod'
import { CaseId, Digest, NodeId, Position } from '../identifiers.ts'
import { Month } from '../instant.ts'

/** An objection, an exclusion or a publication by the hub's name for it. */
const actId = z.string().meta({ examples: ['019ab3f0-9b00-7e2d-9b3c-1d2e3f4a5b6c'] })
const indicator = z
  .string()
  .max(64)
  .meta({ examples: ['reply-on-time'] })
const formula = z
  .string()
  .max(64)
  .meta({ examples: ['2026-1'] })
const cases = z.array(CaseId).max(100)

/** What is said and decided of a month's figures (考核). Who recounts the log needs the exclusions; nobody's words stand here. */
export const assessmentEventTypes = {
  'assessment.objection-raised': {
    data: z.strictObject({
      objectionId: actId,
      month: Month,
      formula,
      node: NodeId,
      indicator: indicator.optional(),
      cases,
      by: z.enum(['node', 'coordinator']),
    }),
    zh: '考核申诉',
    en: 'Assessment contested',
  },
  'assessment.objection-decided': {
    data: z.strictObject({
      objectionId: actId,
      month: Month,
      node: NodeId,
      decision: z.enum(['upheld', 'dismissed']),
    }),
    zh: '申诉处理',
    en: 'Objection decided',
  },
  'assessment.cases-excluded': {
    data: z.strictObject({
      exclusionId: actId,
      month: Month,
      node: NodeId.optional(),
      indicator: indicator.optional(),
      cases,
      objectionId: actId.optional(),
    }),
    zh: '考核剔除',
    en: 'Cases excluded',
  },
  'assessment.cases-readmitted': {
    data: z.strictObject({ exclusionId: actId, month: Month }),
    zh: '撤销剔除',
    en: 'Cases readmitted',
  },
  'assessment.published': {
    data: z.strictObject({
      publicationId: actId,
      month: Month,
      formula,
      /** The figures are those of the log up to here. */
      asOf: Position,
      /** Over the figures as JSON; how it is made stands in the standard. */
      digest: Digest,
      nodes: z.int().min(0),
    }),
    zh: '考核发布',
    en: 'Assessment published',
  },
} as const
