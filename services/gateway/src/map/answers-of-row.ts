import { createHash } from 'node:crypto'
import { CaseReference, messageTypes, type MessageType } from '@inquiry/schema'
import { z } from 'zod'
import type { Fault, Row } from '../row.ts'
import type { AnswerFields } from '../settings/fields.ts'
import { RowReader } from './row-reader.ts'

type Field = keyof AnswerFields
type Reader = RowReader<Field>
type Reference = { sourceId: string } | { caseId: string }

/** A message that a row asks for. `key` tells it from every other: the same row again is the same message. */
export type MappedAnswer = { key: string; type: MessageType; reference: Reference; data: Record<string, unknown> }

type Given = Partial<Record<Field, string>>

/** What each message takes from the row's fields; `content` is the text that a person wrote. */
const dataOf: Partial<Record<MessageType, (given: Given) => Record<string, unknown>>> = {
  'case.accepted': ({ unit, content }) => ({ unit, note: content }),
  'case.declined': ({ reason, content, basis }) => ({ reason, explanation: content, basis }),
  'case.returned': ({ reason, content, basis, suggestedNode }) => ({
    reason,
    explanation: content,
    basis,
    suggestedNode,
  }),
  'case.progressed': ({ unit, content }) => ({ note: content, unit }),
  'case.contributed': ({ unit, content }) => ({ content, unit }),
  'case.extension-requested': ({ until, content }) => ({ until, reason: content }),
  'case.paused': ({ reason, content }) => ({ reason, explanation: content }),
  'case.resumed': ({ content }) => ({ reason: content }),
  'case.replied': ({ content, unit, public: isPublic, repliedAt }) => ({
    content,
    public: isPublic === 'true',
    unit,
    repliedAt,
  }),
  'case.closed': ({ outcome }) => ({ outcome }),
  'case.reviewed': ({ outcome, content }) => ({ outcome, content }),
  'supervision.answered': ({ supervisionId, content }) => ({ supervisionId, content }),
  'case.rated': ({ rating, content }) => ({ rating: Number(rating), comment: content }),
  'case.withdrawn': ({ content }) => ({ reason: content }),
  'case.reopen-requested': ({ content }) => ({ reason: content }),
  'case.review-requested': ({ content }) => ({ reason: content }),
}

/** Where the members of data were read from. */
const fieldOfMember: Record<string, Field> = { note: 'content', explanation: 'content', comment: 'content' }

/**
 * The messages of a row in the order of its actions; none where the row has no action yet. Several actions take what
 * each needs from the same row: 受理、回复、办结.
 */
export function answersOfRow(fields: AnswerFields, row: Row, nodeId: string, now: Date): MappedAnswer[] | Fault[] {
  const read = new RowReader<Field>(fields, row, nodeId)
  const actions = read.codes('action') as MessageType[]
  if (actions.length === 0 && read.faults.length === 0) return []
  const given: Given = { ...givenBy(read), repliedAt: read.time('repliedAt') ?? now.toISOString() }
  const reference = referenceOf(read)
  if (!reference)
    read.fault(fields.caseId ? 'caseId' : 'sourceId', 'required', {
      zh: '缺少案件编号',
      en: 'the number of the case is missing',
    })
  const messages = actions.flatMap((type) =>
    messageOf(read, type, actions.length > 1 ? withoutNote(type, given) : given, reference),
  )
  return read.faults.length > 0 ? read.faults : messages
}

function messageOf(read: Reader, type: MessageType, given: Given, reference: Reference | undefined): MappedAnswer[] {
  const build = dataOf[type]
  if (!build) {
    read.fault('action', 'word', { zh: `不能用表格发送 ${type}`, en: `${type} is not sent from a table` }, '回复')
    return []
  }
  const data = Object.fromEntries(Object.entries(build(given)).filter(([, value]) => value !== undefined))
  const contract = z.object({ data: messageTypes[type].data, case: CaseReference.optional() })
  read.judge(contract, { data, case: reference }, (pointer) => {
    const [, head, member = ''] = pointer.split('/')
    return head === 'case'
      ? 'caseId' in (reference ?? {})
        ? 'caseId'
        : 'sourceId'
      : (fieldOfMember[member] ?? (member as Field))
  })
  if (!reference) return []
  const { repliedAt: _, ...lasting } = data
  const told = JSON.stringify([type, reference, Object.entries(lasting).toSorted(([a], [b]) => (a < b ? -1 : 1))])
  return [{ key: createHash('sha256').update(told).digest('hex').slice(0, 40), type, reference, data }]
}

/** A row that is accepted and replied to in one has its text for the reply; an acceptance needs none. */
function withoutNote(type: MessageType, given: Given): Given {
  if (type !== 'case.accepted') return given
  const { content: _, ...rest } = given
  return rest
}

function givenBy(read: Reader): Given {
  const given = {
    content: read.text('content'),
    unit: read.text('unit'),
    reason: read.code('reason'),
    basis: read.text('basis'),
    outcome: read.code('outcome'),
    public: read.code('public', 'false'),
    until: read.time('until')?.slice(0, 10),
    rating: read.text('rating'),
    suggestedNode: read.text('suggestedNode'),
    supervisionId: read.text('supervisionId'),
  }
  return given as Given
}

function referenceOf(read: Reader): Reference | undefined {
  const caseId = read.text('caseId')
  if (caseId !== undefined) return { caseId }
  const sourceId = read.number('sourceId')
  return sourceId === undefined ? undefined : { sourceId }
}
