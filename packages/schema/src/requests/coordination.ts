import { z } from 'zod'
import { supervisionLevelCodes } from '../code-lists/supervision-level.ts'
import { nodeKinds } from '../answers/nodes.ts'
import { CaseId, NodeId } from '../identifiers.ts'
import { Instant, LocalDate } from '../instant.ts'
import { text } from '../text.ts'

const reason = text(20_000).meta({ examples: ['经协调，由该单位牵头办理。'] })

/** The body of `POST /v1/nodes`. */
export const NodeCreation = z
  .strictObject({
    nodeId: NodeId,
    name: text(200).meta({ examples: ['广州市网络问政平台'] }),
    kind: z.enum(nodeKinds),
    contact: text(200)
      .meta({ examples: ['值班室 020-00000000'] })
      .optional(),
  })
  .meta({ id: 'NodeCreation', description: '登记节点' })
export type NodeCreation = z.infer<typeof NodeCreation>

/** The body of `POST /v1/nodes/{id}/suspension`, and of every command that needs nothing but its reason. */
export const Reason = z.strictObject({ reason }).meta({ id: 'Reason', description: '理由' })
export type Reason = z.infer<typeof Reason>

/** The body of `DELETE /v1/nodes/{id}/suspension`. */
export const OptionalReason = z.strictObject({ reason: reason.optional() }).meta({ id: 'OptionalReason' })
export type OptionalReason = z.infer<typeof OptionalReason>

/** The body of `POST /v1/cases/{id}/assignments`. */
export const AssignmentRequest = z
  .strictObject({ nodeId: NodeId, role: z.enum(['lead', 'assist']), reason })
  .meta({ id: 'AssignmentRequest', description: '分派' })
export type AssignmentRequest = z.infer<typeof AssignmentRequest>

/** The body of `POST /v1/cases/{id}/designation` (指定, binding) and `/review` (naming the reviewing node). */
export const NodeWithReason = z
  .strictObject({ nodeId: NodeId, reason })
  .meta({ id: 'NodeWithReason', description: '指定单位' })
export type NodeWithReason = z.infer<typeof NodeWithReason>

/** The body of `POST /v1/cases/{id}/supervision`; a `public` order is shown in the citizen's timeline. */
export const SupervisionRequest = z
  .strictObject({
    level: z.enum(supervisionLevelCodes),
    reason,
    answerBy: Instant.optional(),
    public: z.boolean().optional(),
  })
  .meta({ id: 'SupervisionRequest', description: '督办' })
export type SupervisionRequest = z.infer<typeof SupervisionRequest>

/** The body of `POST /v1/cases/{id}/extension`; `until` is the last day granted, else the one asked for. */
export const ExtensionDecision = z
  .strictObject({ decision: z.enum(['granted', 'refused']), until: LocalDate.optional(), reason })
  .meta({ id: 'ExtensionDecision', description: '延期决定' })
export type ExtensionDecision = z.infer<typeof ExtensionDecision>

/** The body of `POST /v1/cases/{id}/reopening`. */
export const ReopeningDecision = z
  .strictObject({ decision: z.enum(['granted', 'refused']), reason })
  .meta({ id: 'ReopeningDecision', description: '重办决定' })
export type ReopeningDecision = z.infer<typeof ReopeningDecision>

/** The body of `POST /v1/cases/{id}/links`. */
export const LinkRequest = z
  .strictObject({ caseId: CaseId, reason })
  .meta({ id: 'LinkRequest', description: '关联案件' })
export type LinkRequest = z.infer<typeof LinkRequest>

/** The body of `POST /v1/matters/{matterId}/merge` (并案). */
export const MergeRequest = z
  .strictObject({ primary: CaseId, reason })
  .meta({ id: 'MergeRequest', description: '并案' })
export type MergeRequest = z.infer<typeof MergeRequest>

/** The body of `POST /v1/test/clock`. */
export const TestClockRequest = z
  .strictObject({ offsetSeconds: z.int().min(0).max(Number.MAX_SAFE_INTEGER) })
  .meta({ id: 'TestClockRequest', description: '测试时钟' })
export type TestClockRequest = z.infer<typeof TestClockRequest>
