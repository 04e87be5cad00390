import { z } from 'zod'
import { natureCodes } from '../code-lists/nature.ts'
import { Step } from '../events/assignment.ts'
import { DivisionCode, NodeId } from '../identifiers.ts'
import { Instant } from '../instant.ts'
import { CaseStatus } from './case-view.ts'

/**
 * The answer to `GET /v1/public/cases/{queryCode}`: the citizen's timeline, without personal data (annex B28). `awaited`
 * is what the case waits for, from whom and until when.
 */
export const PublicCase = z
  .object({
    status: CaseStatus,
    division: DivisionCode,
    nature: z.enum(natureCodes),
    submittedAt: Instant,
    timeline: z.array(
      z.object({
        time: Instant,
        type: z.string().meta({ examples: ['case.accepted'] }),
        label: z.string().meta({ examples: ['已受理'] }),
        node: NodeId.optional(),
      }),
    ),
    awaited: z.object({ step: Step, node: NodeId.optional(), dueAt: Instant }).optional(),
    reply: z
      .object({
        content: z.string().meta({ examples: ['经核查，该工地已停止夜间施工。'] }),
        unit: z.string().meta({ examples: ['天河区城市管理和综合执法局'] }),
        repliedAt: Instant,
      })
      .optional(),
  })
  .meta({ id: 'PublicCase', description: '公众查询结果' })
export type PublicCase = z.infer<typeof PublicCase>
