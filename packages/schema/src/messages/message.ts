import { z } from 'zod'
import { MessageId, SourceId } from '../identifiers.ts'
import { Instant } from '../instant.ts'
import { CaseAmended, CaseSubmitted, CaseWithdrawn } from './case-submitted.ts'
import { CaseRated, CaseReopenRequested, CaseReviewed, CaseReviewRequested } from './citizen.ts'
import * as handling from './handling.ts'
import { NodeReconciled } from './reconciliation.ts'

/** Who sends a message: the party's role in the case, or any node. */
export type Sender = 'origin' | 'handler' | 'assist' | 'reviewer' | 'any'

/** Every message a node may send: the data it carries, the process it belongs to (流程), who sends it. */
export const messageTypes = {
  'case.submitted': { data: CaseSubmitted, zh: '提交', en: 'submitted', sender: 'origin' },
  'case.amended': { data: CaseAmended, zh: '补充', en: 'amended', sender: 'origin' },
  'case.withdrawn': { data: CaseWithdrawn, zh: '撤回', en: 'withdrawn', sender: 'origin' },
  'case.accepted': { data: handling.CaseAccepted, zh: '受理', en: 'accepted', sender: 'handler' },
  'case.declined': { data: handling.CaseDeclined, zh: '不予受理', en: 'declined', sender: 'handler' },
  'case.returned': { data: handling.CaseReturned, zh: '退回', en: 'returned', sender: 'handler' },
  'case.progressed': { data: handling.CaseProgressed, zh: '办理', en: 'progressed', sender: 'handler' },
  'case.contributed': { data: handling.CaseContributed, zh: '协办', en: 'contributed', sender: 'assist' },
  'case.extension-requested': {
    data: handling.CaseExtensionRequested,
    zh: '延期申请',
    en: 'extension requested',
    sender: 'handler',
  },
  'case.paused': { data: handling.CasePaused, zh: '中止计时', en: 'paused', sender: 'handler' },
  'case.resumed': { data: handling.CaseResumed, zh: '恢复计时', en: 'resumed', sender: 'handler' },
  'case.replied': { data: handling.CaseReplied, zh: '回复', en: 'replied', sender: 'handler' },
  'case.closed': { data: handling.CaseClosed, zh: '办结', en: 'closed', sender: 'handler' },
  'case.rated': { data: CaseRated, zh: '评价', en: 'rated', sender: 'origin' },
  'case.reopen-requested': { data: CaseReopenRequested, zh: '重办申请', en: 'reopening requested', sender: 'origin' },
  'case.review-requested': { data: CaseReviewRequested, zh: '复查申请', en: 'review requested', sender: 'origin' },
  'case.reviewed': { data: CaseReviewed, zh: '复查', en: 'reviewed', sender: 'reviewer' },
  'supervision.answered': {
    data: handling.SupervisionAnswered,
    zh: '督办反馈',
    en: 'supervision answered',
    sender: 'handler',
  },
  'node.reconciled': { data: NodeReconciled, zh: '对账', en: 'reconciled', sender: 'any' },
} as const satisfies Record<string, { data: z.ZodType; zh: string; en: string; sender: Sender }>

export type MessageType = keyof typeof messageTypes
export const messageTypeNames = Object.keys(messageTypes) as [MessageType, ...MessageType[]]

/** What a message of the type carries. */
export type MessageData<T extends MessageType> = z.infer<(typeof messageTypes)[T]['data']>

/** A case id as a node may write it; one that is not in lower case, or no UUIDv7, names no case (annex C3). */
const spelledCaseId = z
  .string()
  .regex(/^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/)
  .meta({ minLength: 36, maxLength: 36, examples: ['019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e'] })

/** Which case a message speaks of: the origin's own number, or the hub's; exactly one. */
export const CaseReference = z
  .strictObject({ sourceId: SourceId.optional(), caseId: spelledCaseId.optional() })
  .check(({ value, issues }) => {
    if ((value.sourceId === undefined) === (value.caseId === undefined)) {
      issues.push({ code: 'custom', input: value, params: { rule: 'oneOf' } })
    }
  })
  .meta({
    id: 'CaseReference',
    examples: [{ sourceId: 'GZ20261122-000123' }],
    oneOf: [{ required: ['sourceId'] }, { required: ['caseId'] }],
  })
export type CaseReference = { sourceId: string; caseId?: never } | { caseId: string; sourceId?: never }

const head = { id: MessageId, time: Instant }

/** The contract of one message type, whole: `{id, type, time, case, data}`. */
export function messageSchema<T extends MessageType>(type: T) {
  const data = messageTypes[type].data
  const named = z.literal(type)
  if (type === 'node.reconciled') return z.strictObject({ ...head, type: named, data })
  if (type === 'case.submitted')
    return z.strictObject({ ...head, type: named, case: z.strictObject({ sourceId: SourceId }), data })
  return z.strictObject({ ...head, type: named, case: CaseReference, data })
}

/** A message as it passed its contract. `case` is absent in `node.reconciled` only. */
export type Message<T extends MessageType = MessageType> = {
  [K in T]: { id: string; type: K; time: string; case: CaseReference; data: MessageData<K> }
}[T]
