import { messageTypeNames, type MessageType } from '../../src/index.ts'
import { messageContract } from '../schemas/contracts.ts'
import { printSchema } from '../schemas/print.ts'
import { exampleOf, type Members } from './example.ts'

/** A valid example: the contract it keeps, its name, and the value. */
export type ValidExample<Type extends string> = { type: Type; name: string; value: Record<string, unknown> }

/** Every type with the members it must have, with all it may have, and what cannot be read off the contract. */
export const validMessages: readonly ValidExample<MessageType>[] = [
  ...messageTypeNames.map((type) => ({ type, name: 'minimal', value: made(type, 'required') })),
  ...messageTypeNames.map((type) => ({ type, name: 'full', value: full(type) })),
  {
    type: 'case.submitted',
    name: 'report',
    value: submitted({ nature: 'report', subjectNode: '440106-cg', secrecy: 'identity', public: false }),
  },
  { type: 'case.submitted', name: 'anonymous', value: submitted({ reporter: { kind: 'anonymous' } }) },
  { type: 'case.submitted', name: 'outside-the-plane', value: submitted({ title: '𠮷祥里𡐓口路灯不亮😀' }) },
  { type: 'case.submitted', name: 'longest-title', value: submitted({ title: '长'.repeat(200) }) },
  {
    type: 'case.submitted',
    name: 'leap-day',
    value: submitted({ submittedAt: '2024-02-29T23:59:59.123456789-14:00' }),
  },
  {
    type: 'case.progressed',
    name: 'by-own-number',
    value: { ...made('case.progressed', 'required'), case: { sourceId: 'GZ20261122-000123' } },
  },
  {
    type: 'case.progressed',
    name: 'by-case-id',
    value: { ...made('case.progressed', 'required'), case: { caseId: '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e' } },
  },
  {
    type: 'case.amended',
    name: 'new-place',
    value: { ...made('case.amended', 'required'), data: { place: { address: '体育东路' } } },
  },
]

function made(type: MessageType, members: Members): Record<string, unknown> {
  return exampleOf(printSchema(messageContract(type)), members) as Record<string, unknown>
}

/** Only a report may name a body complained about. */
function full(type: MessageType): Record<string, unknown> {
  const message = made(type, 'all')
  if (type !== 'case.submitted') return message
  const { subjectNode: _, ...data } = message['data'] as Record<string, unknown>
  return { ...message, data }
}

function submitted(data: Record<string, unknown>): Record<string, unknown> {
  const message = made('case.submitted', 'required')
  return { ...message, data: { ...(message['data'] as Record<string, unknown>), ...data } }
}
