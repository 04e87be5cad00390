import { z } from 'zod'
import { channelCodes } from '../code-lists/channel.ts'
import { natureCodes } from '../code-lists/nature.ts'
import { outcomeCodes } from '../code-lists/outcome.ts'
import { pauseReasonCodes } from '../code-lists/pause-reason.ts'
import { supervisionLevelCodes } from '../code-lists/supervision-level.ts'
import { urgencyCodes } from '../code-lists/urgency.ts'
import { CaseId, Digest, DivisionCode, Kid, NodeId, Position } from '../identifiers.ts'
import { Instant, LocalDate } from '../instant.ts'
import { Category } from '../messages/case-submitted.ts'
import { assessmentEventTypes } from './assessment-events.ts'
import { Assigned, Due, Step } from './assignment.ts'

const node = NodeId
const none = z.strictObject({})
/** Set where the event repeats for a merged case what was said of the primary one: the id of that event. */
const derivedFrom = z
  .string()
  .meta({ examples: ['440000-hub:48190'] })
  .optional()
/** A code of the lists `decline-reason` or `return-reason` in the version of the day. */
const code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(64)
  .meta({ examples: ['not-our-competence'] })
const due = z.strictObject({ step: Step, dueAt: Instant, node: NodeId.nullable() })
/** The clocks that the event began or moved, so that on-time figures can be recomputed from the log alone. */
const dues = z.array(Due).optional()
const matterId = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/)
  .meta({ examples: ['019ab3f0-7a00-7d1c-8a2b-0c1d2e3f4a5b'] })
const supervisionId = z.string().meta({ examples: ['019ab3f0-9b00-7e2d-9b3c-1d2e3f4a5b6c'] })

/** Every event of the log: its public data (no title, no text, no reporter) and its labels. */
export const eventTypes = {
  // What nodes say.
  'case.submitted': {
    data: z.strictObject({
      origin: node,
      nature: z.enum(natureCodes),
      category: Category.optional(),
      channel: z.enum(channelCodes),
      urgency: z.enum(urgencyCodes),
      public: z.boolean(),
      /** Set for a synthetic case by which a node tries the whole way: nothing counts it. */
      probe: z.literal(true).optional(),
      contentDigest: Digest,
    }),
    zh: '提交',
    en: 'Submitted',
  },
  'case.amended': {
    data: z.strictObject({ changed: z.array(z.string().meta({ examples: ['content'] })), contentDigest: Digest }),
    zh: '补充',
    en: 'Amended',
  },
  'case.withdrawn': { data: none, zh: '撤回', en: 'Withdrawn' },
  'case.accepted': { data: z.strictObject({ node, due: dues, derivedFrom }), zh: '受理', en: 'Accepted' },
  'case.declined': { data: z.strictObject({ node, reason: code }), zh: '不予受理', en: 'Declined' },
  'case.returned': { data: z.strictObject({ node, reason: code }), zh: '退回', en: 'Returned' },
  'case.progressed': { data: z.strictObject({ node, derivedFrom }), zh: '办理中', en: 'In progress' },
  'case.contributed': { data: z.strictObject({ node }), zh: '协办', en: 'Contributed' },
  'case.extension-requested': {
    data: z.strictObject({ node, until: LocalDate }),
    zh: '申请延期',
    en: 'Extension requested',
  },
  'case.paused': {
    data: z.strictObject({ node, reason: z.enum(pauseReasonCodes), derivedFrom }),
    zh: '中止计时',
    en: 'Paused',
  },
  'case.resumed': { data: z.strictObject({ node, due: dues, derivedFrom }), zh: '恢复计时', en: 'Resumed' },
  'case.replied': {
    data: z.strictObject({ node, public: z.boolean(), contentDigest: Digest, due: dues, derivedFrom }),
    zh: '回复',
    en: 'Replied',
  },
  'case.closed': {
    data: z.strictObject({ node, outcome: z.enum(outcomeCodes), derivedFrom }),
    zh: '办结',
    en: 'Closed',
  },
  'case.rated': { data: z.strictObject({ rating: z.int().min(1).max(5) }), zh: '评价', en: 'Rated' },
  'case.reopen-requested': { data: none, zh: '申请重办', en: 'Reopening requested' },
  'case.review-requested': { data: z.strictObject({ due: dues }), zh: '申请复查', en: 'Review requested' },
  'case.reviewed': {
    data: z.strictObject({ node, outcome: z.enum(['upheld', 'amended', 'revoked']) }),
    zh: '复查办结',
    en: 'Reviewed',
  },
  'supervision.answered': {
    data: z.strictObject({ node, supervisionId }),
    zh: '督办反馈',
    en: 'Supervision answered',
  },
  'node.reconciled': {
    data: z.strictObject({ node, date: LocalDate, equal: z.boolean(), differences: z.int() }),
    zh: '对账',
    en: 'Reconciled',
  },
  // What the hub concludes and coordinators decide.
  'case.assigned': { data: Assigned, zh: '分派', en: 'Assigned' },
  'case.designated': { data: Assigned, zh: '指定承办', en: 'Designated' },
  'case.relieved': { data: z.strictObject({ node, role: z.enum(['lead', 'assist']) }), zh: '解除承办', en: 'Relieved' },
  'case.unroutable': { data: none, zh: '无法分派', en: 'Unroutable' },
  'case.linked': {
    data: z.strictObject({
      matterId,
      kind: z.enum(['repeat', 'cross-filed', 'joint', 'related']),
      score: z.number().meta({ examples: [0.93] }),
      evidence: z.record(z.string(), z.unknown()).meta({ examples: [{ sharedWords: 12, metres: 80, days: 2 }] }),
      by: z.enum(['rule', 'coordinator']),
    }),
    zh: '关联',
    en: 'Linked',
  },
  'case.unlinked': {
    data: z.strictObject({ matterId, by: z.enum(['rule', 'coordinator']) }),
    zh: '解除关联',
    en: 'Unlinked',
  },
  'case.merged': {
    data: z.strictObject({ matterId, primary: CaseId, by: z.enum(['rule', 'coordinator']) }),
    zh: '并案',
    en: 'Merged',
  },
  'case.split': { data: z.strictObject({ matterId, by: z.enum(['rule', 'coordinator']) }), zh: '拆案', en: 'Split' },
  'case.extended': { data: z.strictObject({ until: LocalDate, due: dues }), zh: '准予延期', en: 'Extended' },
  'case.extension-refused': { data: none, zh: '不予延期', en: 'Extension refused' },
  'case.reopened': { data: z.strictObject({ node: NodeId.nullable(), due: dues }), zh: '重办', en: 'Reopened' },
  'case.reopen-refused': { data: none, zh: '不予重办', en: 'Reopening refused' },
  'case.review-assigned': { data: z.strictObject({ node }), zh: '指定复查机关', en: 'Review assigned' },
  'case.reporter-released': { data: z.strictObject({ node }), zh: '来访人信息已提供', en: 'Reporter data released' },
  'case.due-soon': { data: due, zh: '即将到期', en: 'Due soon' },
  'case.overdue': { data: due, zh: '已超期', en: 'Overdue' },
  'case.due-changed': {
    data: z.strictObject({ step: Step, from: Instant, to: Instant, due: dues }),
    zh: '期限变更',
    en: 'Due date changed',
  },
  'supervision.issued': {
    data: z.strictObject({
      supervisionId,
      node: NodeId.nullable(),
      level: z.enum(supervisionLevelCodes),
      answerBy: Instant.nullable(),
      by: z.enum(['rule', 'coordinator']),
      /** Whether the citizen may know of it (挂牌公示); absent where not. */
      public: z.literal(true).optional(),
    }),
    zh: '督办',
    en: 'Supervision issued',
  },
  'supervision.lifted': {
    data: z.strictObject({ supervisionId }),
    zh: '督办解除',
    en: 'Supervision lifted',
  },
  'hotspot.raised': {
    data: z.strictObject({
      matterId,
      division: DivisionCode,
      cases: z.int(),
      citizens: z.int(),
      platforms: z.int(),
      firstAt: Instant,
      lastAt: Instant,
    }),
    zh: '热点',
    en: 'Hot spot raised',
  },
  'hotspot.lowered': {
    data: z.strictObject({ matterId, division: DivisionCode }),
    zh: '热点消退',
    en: 'Hot spot lowered',
  },
  'node.gap': {
    data: z.strictObject({ node, from: z.int(), to: z.int(), since: Instant }),
    zh: '信封缺号',
    en: 'Sequence gap',
  },
  'node.quiet': {
    data: z.strictObject({ node, lastSeenAt: Instant.nullable(), expected: z.number().meta({ examples: [18.5] }) }),
    zh: '节点静默',
    en: 'Node quiet',
  },
  'node.enrolled': { data: z.strictObject({ node, kid: Kid }), zh: '节点接入', en: 'Node enrolled' },
  'node.key-added': { data: z.strictObject({ node, kid: Kid }), zh: '密钥登记', en: 'Key added' },
  'node.key-revoked': { data: z.strictObject({ node, kid: Kid }), zh: '密钥撤销', en: 'Key revoked' },
  'node.key-expiring': {
    data: z.strictObject({ node, kid: Kid, notAfter: Instant, days: z.int() }),
    zh: '密钥即将到期',
    en: 'Key expiring',
  },
  'node.suspended': { data: z.strictObject({ node }), zh: '节点暂停', en: 'Node suspended' },
  'node.resumed': { data: z.strictObject({ node }), zh: '节点恢复', en: 'Node resumed' },
  ...assessmentEventTypes,
  // What the hub does to its own keys and records.
  'hub.key-rotated': {
    data: z.strictObject({ purpose: z.enum(['receipt', 'log', 'encryption']), kid: Kid, replaces: Kid }),
    zh: '枢纽密钥更换',
    en: 'Hub key rotated',
  },
  'hub.data-erased': {
    data: z.strictObject({
      part: z.enum(['reporter', 'text', 'original', 'access-record', 'attachment']),
      /** The rule that erased, with its period. */
      rule: z
        .string()
        .max(64)
        .meta({ examples: ['reporter 3 years'] }),
      count: z.int().min(1),
      /** The cases that lost the part; absent where what was erased belongs to no one case. */
      cases: z.array(CaseId).max(100).optional(),
    }),
    zh: '到期清除',
    en: 'Data erased',
  },
} as const satisfies Record<string, { data: z.ZodType; zh: string; en: string }>

export type EventType = keyof typeof eventTypes
export const eventTypeNames = Object.keys(eventTypes) as [EventType, ...EventType[]]

/** The public data of an event of the type. */
export type EventData<T extends EventType> = z.infer<(typeof eventTypes)[T]['data']>

/** The CloudEvents `type` on the wire: `inquiry.case.submitted.v1`. */
export function wireType(type: EventType): string {
  return `inquiry.${type}.v1`
}

/** The event type of a CloudEvents `type`, or undefined if it is none of this standard's. */
export function eventTypeOf(wire: string): EventType | undefined {
  const name = /^inquiry\.(.+)\.v1$/.exec(wire)?.[1]
  return name !== undefined && Object.hasOwn(eventTypes, name) ? (name as EventType) : undefined
}

/** The members that every event has beside `type` and `data`. */
export const eventHead = {
  specversion: z.literal('1.0'),
  id: z
    .string()
    .regex(/^[0-9]{6}(-[a-z0-9]+)*:[0-9]+$/)
    .meta({ examples: ['440000-hub:48211'] }),
  source: z
    .string()
    .regex(/^\/hubs\/[0-9]{6}(-[a-z0-9]+)*$/)
    .meta({ examples: ['/hubs/440000-hub'] }),
  subject: z
    .string()
    .min(1)
    .meta({ examples: ['019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e'] }),
  time: Instant,
  dataschema: z
    .string()
    .min(1)
    .meta({ examples: ['https://standard.invalid/schemas/1.0/events/case.submitted.json#/$defs/data'] }),
  datacontenttype: z.literal('application/json'),
  position: Position,
  sequence: z
    .string()
    .regex(/^[0-9]+$/)
    .meta({ examples: ['48211'], description: 'the position as a decimal string (CloudEvents extension)' }),
  node: NodeId.optional(),
  division: DivisionCode,
  envelopedigest: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .meta({ examples: ['47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'] })
    .optional(),
}

/** The address of the contract of a type's events; what `data` adheres to stands in it under `$defs` (CloudEvents `dataschema`). */
export function dataSchema(type: EventType): string {
  return `https://standard.invalid/schemas/1.0/events/${type}.json#/$defs/data`
}

/** The schema of the event as a whole: CloudEvents 1.0 structured JSON with this standard's extensions. */
export function eventSchema<T extends EventType>(type: T) {
  return z.strictObject({ ...eventHead, type: z.literal(wireType(type)), data: eventTypes[type].data })
}
