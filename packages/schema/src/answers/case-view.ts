import { z } from 'zod'
import { channelCodes } from '../code-lists/channel.ts'
import { natureCodes } from '../code-lists/nature.ts'
import { secrecyCodes } from '../code-lists/secrecy.ts'
import { statusCodes } from '../code-lists/status.ts'
import { supervisionLevelCodes } from '../code-lists/supervision-level.ts'
import { urgencyCodes } from '../code-lists/urgency.ts'
import { Due, Sentence } from '../events/assignment.ts'
import { CaseId, DivisionCode, NodeId, Position, SourceId } from '../identifiers.ts'
import { Instant, LocalDate } from '../instant.ts'
import { Attachment, Category, Place, SealedReporter } from '../messages/case-submitted.ts'
import { QueryCode } from './message-result.ts'

export const CaseStatus = z.enum(statusCodes).meta({ id: 'CaseStatus', examples: ['assigned'] })
export type CaseStatus = z.infer<typeof CaseStatus>

/** The reporter as a handler sees it: sealed to the handler's own encryption key, if it has one and may see it. */
export const VisibleReporter = z
  .object({ kind: z.enum(['person', 'organisation', 'anonymous']), sealed: SealedReporter.optional() })
  .meta({ id: 'VisibleReporter', description: '来访人（向承办单位重新加密）' })
export type VisibleReporter = z.infer<typeof VisibleReporter>

/** A supervision order and how it stands. `reason` is for the handler and coordinators. */
export const SupervisionView = z
  .object({
    id: z.string().meta({ examples: ['019ab3f0-9b00-7e2d-9b3c-1d2e3f4a5b6c'] }),
    level: z.enum(supervisionLevelCodes),
    reason: z
      .string()
      .meta({ examples: ['群众反映强烈，请限期办结。'] })
      .optional(),
    public: z.boolean().optional(),
    issuedAt: Instant,
    answerBy: Instant.nullable(),
    answeredAt: Instant.nullable(),
    liftedAt: Instant.nullable(),
  })
  .meta({ id: 'SupervisionView', description: '督办' })
export type SupervisionView = z.infer<typeof SupervisionView>

/**
 * Which rule gave the case to its handler and why; `rule` is null where a default or a coordinator did. `skipped` names
 * what was passed over because it leads to the body complained about, for coordinators only (annex A20).
 */
export const AssignmentView = z
  .object({
    rule: z
      .string()
      .meta({ examples: ['r7'] })
      .nullable(),
    rulesVersion: z.int().min(0).optional(),
    why: Sentence.optional(),
    beat: z
      .array(
        z.object({ rule: z.string().meta({ examples: ['r2'] }), because: z.string().meta({ examples: ['division'] }) }),
      )
      .optional(),
  })
  .meta({ id: 'AssignmentView', description: '分派依据' })
export type AssignmentView = z.infer<typeof AssignmentView>

const title = z.string().meta({ examples: ['体育东路夜间施工噪声扰民'] })

/** What the case was about, for those who may read it. */
const content = {
  nature: z.enum(natureCodes),
  title: title.optional(),
  content: z
    .string()
    .meta({ examples: ['体育东路某工地连续三晚十一点后仍在打桩，影响休息，请核查处理。'] })
    .optional(),
  category: Category.optional(),
  division: DivisionCode,
  channel: z.enum(channelCodes),
  urgency: z.enum(urgencyCodes),
  secrecy: z.enum(secrecyCodes),
  public: z.boolean(),
  submittedAt: Instant,
  occurredAt: Instant.optional(),
  place: Place.optional(),
  attachments: z.array(Attachment).optional(),
}

/**
 * The answer to `GET /v1/cases/{caseId}` (annex A9). `title` and `content` for handler, assistants, origin and
 * coordinators; `sourceId` and `queryCode` for the origin; `reporter` for the handler, sealed to it. `matter` says that
 * the case belongs to one and its size, `links` name only cases that the asker may see.
 */
export const CaseView = z
  .object({
    caseId: CaseId,
    origin: NodeId,
    sourceId: SourceId.optional(),
    queryCode: QueryCode.optional(),
    status: CaseStatus,
    paused: z.boolean(),
    handler: NodeId.nullable(),
    assist: z.array(NodeId),
    reviewer: NodeId.nullable().optional(),
    designated: z.boolean(),
    ...content,
    receivedAt: Instant,
    reporter: VisibleReporter.optional(),
    profile: z
      .object({
        id: z.string().meta({ examples: ['hotline-gd-2022'] }),
        version: z.string().meta({ examples: ['1'] }),
      })
      .nullable(),
    due: z.array(Due),
    assignment: AssignmentView.nullable(),
    extension: z.object({ until: LocalDate, requestedAt: Instant }).nullable().optional(),
    supervision: z.array(SupervisionView),
    matter: z
      .object({
        matterId: z.string().meta({ examples: ['019ab3f0-7a00-7d1c-8a2b-0c1d2e3f4a5b'] }),
        size: z.int().min(1),
        primary: CaseId.optional(),
      })
      .nullable()
      .optional(),
    links: z.array(CaseId),
    rating: z.int().min(1).max(5).nullable(),
    position: Position,
  })
  .meta({ id: 'CaseView', description: '案件 the case as the asker may see it' })
export type CaseView = z.infer<typeof CaseView>

/** The case as it comes to a handler inside an inbox event (`private.case`, annex A7). */
export const DeliveredCase = z
  .object({
    caseId: CaseId,
    status: CaseStatus,
    ...content,
    reporter: VisibleReporter,
  })
  .meta({ id: 'DeliveredCase', description: '随收件事件送达的案件内容' })
export type DeliveredCase = z.infer<typeof DeliveredCase>

/** Why a case waits for a coordinator. */
export const attentionReasons = [
  'unroutable',
  'returned',
  'returned-three-times',
  'extension-requested',
  'reopen-requested',
  'review-requested',
] as const

/** A case as a row of a coordinator's list. */
export const CaseSummary = z
  .object({
    caseId: CaseId,
    origin: NodeId,
    handler: NodeId.nullable(),
    status: CaseStatus,
    paused: z.boolean(),
    overdue: z.boolean(),
    nature: z.enum(natureCodes),
    title: title.optional(),
    category: Category.optional(),
    division: DivisionCode,
    channel: z.enum(channelCodes),
    urgency: z.enum(urgencyCodes),
    submittedAt: Instant,
    receivedAt: Instant,
    nextDueAt: Instant.nullable(),
    attention: z.array(z.enum(attentionReasons)),
    position: Position,
  })
  .meta({ id: 'CaseSummary', description: '案件列表项' })
export type CaseSummary = z.infer<typeof CaseSummary>

/** The answer to `GET /v1/cases`; `next` is opaque, null on the last page. */
export const Cases = z
  .object({
    cases: z.array(CaseSummary),
    next: z
      .string()
      .meta({ examples: ['48211'] })
      .nullable(),
  })
  .meta({ id: 'Cases' })
export type Cases = z.infer<typeof Cases>
