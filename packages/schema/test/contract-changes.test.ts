import { describe, expect, test } from 'vitest'
import type { Change, Verdict } from '../scripts/contract-changes/change.ts'
import { compareContracts, type Contracts } from '../scripts/contract-changes/compare.ts'
import { contractsToday, releasedContracts } from '../scripts/contract-changes/released.ts'
import type { JsonSchema } from '../scripts/schemas/print.ts'

const today = contractsToday()

describe('the contracts of today', () => {
  test('break no node that relies on the released ones', () => {
    const released = releasedContracts()
    expect(Object.keys(released).length).toBeGreaterThan(100)
    const breaking = compareContracts(released, today).filter((found) => found.verdict !== 'safe')
    expect(breaking.map(told)).toEqual([])
  })
})

function told({ path, change, verdict }: Change): string {
  return `${verdict}: ${path}: ${change}`
}

/** The contract at the path with a change made to it. */
function changed(path: string, change: (document: JsonSchema) => void): Contracts {
  const document = structuredClone(today[path] ?? {})
  change(document)
  return { ...today, [path]: document }
}

type Members = Record<string, JsonSchema>
const members = (schema: JsonSchema | undefined) => schema?.['properties'] as Members
const enumeration = (schema: JsonSchema | undefined) => (schema ?? {})['enum'] as string[]
const data = (document: JsonSchema) => members(document)['data'] ?? {}
const definition = (document: JsonSchema, name: string) => (document['$defs'] as Members)[name] ?? {}

const cases: [name: string, verdict: Verdict, path: string, change: (document: JsonSchema) => void, found: string][] = [
  [
    'a member that nodes send is removed',
    'unsafe',
    'messages/case.accepted.json',
    (document) => delete members(data(document))['unit'],
    'messages/case.accepted.json/data/unit: the member was removed',
  ],
  [
    'an enumeration that nodes send is narrowed',
    'unsafe',
    'messages/case.submitted.json',
    (document) => Object.assign(members(data(document))['channel'] ?? {}, { enum: ['web', 'app'] }),
    'messages/case.submitted.json/data/channel: the enumeration lost "wechat", "hotline", "letter", "email", "visit", "media", "other"',
  ],
  [
    'an enumeration that nodes send is widened',
    'safe',
    'messages/case.submitted.json',
    (document) => enumeration(members(data(document))['channel']).push('kiosk'),
    'messages/case.submitted.json/data/channel: the enumeration gained "kiosk"',
  ],
  [
    'an enumeration that nodes read is widened',
    'risky',
    'events/case.submitted.json',
    (document) => enumeration(members(definition(document, 'data'))['channel']).push('kiosk'),
    'events/case.submitted.json/data/channel: the enumeration gained "kiosk"',
  ],
  [
    'a member that nodes may leave out is demanded',
    'unsafe',
    'messages/case.rated.json',
    (document) => (data(document)['required'] as string[]).push('comment'),
    'messages/case.rated.json/data/comment: the member is now required',
  ],
  [
    'a member that nodes may send is added',
    'safe',
    'messages/case.rated.json',
    (document) => Object.assign(members(data(document)), { language: { type: 'string' } }),
    'messages/case.rated.json/data/language: an optional member was added',
  ],
  [
    'a member that nodes read is no longer always there',
    'unsafe',
    'answers/EnrolmentAnswer.json',
    (document) => Object.assign(document, { required: ['nodeId', 'kid', 'receipt'] }),
    'answers/EnrolmentAnswer.json/sequence: the member is no longer always there',
  ],
  [
    'a member is added to what nodes read',
    'safe',
    'answers/EnrolmentAnswer.json',
    (document) => Object.assign(members(document), { welcome: { type: 'string' } }),
    'answers/EnrolmentAnswer.json/welcome: an optional member was added',
  ],
  [
    'a text that nodes send may be less long',
    'unsafe',
    'messages/case.submitted.json',
    (document) => Object.assign(members(data(document))['title'] ?? {}, { maxLength: 100 }),
    'messages/case.submitted.json/data/title: maxLength changed from 200 to 100',
  ],
  [
    'the form of an identifier changes in a definition that many contracts share',
    'risky',
    'messages/case.rated.json',
    (document) => Object.assign(definition(document, 'MessageId'), { pattern: '^[a-z]+$' }),
    'messages/case.rated.json/id: the rule pattern changed',
  ],
  [
    'the type of a member changes',
    'unsafe',
    'answers/InclusionProof.json',
    (document) => Object.assign(members(document), { size: { type: 'string' } }),
    'answers/InclusionProof.json/size: the type changed from integer to string',
  ],
  [
    'what may be null is never null again',
    'safe',
    'answers/CaseView.json',
    (document) =>
      Object.assign(members(document)['rating'] ?? {}, { anyOf: [{ type: 'integer', minimum: 1, maximum: 5 }] }),
    'answers/CaseView.json/rating: one of the forms was removed',
  ],
  [
    'a list that nodes send may be less long',
    'unsafe',
    'tokens/EnvelopeClaims.json',
    (document) => Object.assign(members(document)['messages'] ?? {}, { maxItems: 100 }),
    'tokens/EnvelopeClaims.json/messages: maxItems changed from 1000 to 100',
  ],
]

describe('a change of a contract', () => {
  test.each(cases)('%s: %s', (_name, verdict, path, change, found) => {
    const changes = compareContracts(today, changed(path, change))
    expect(changes.map(told)).toContain(`${verdict}: ${found}`)
  })

  test('that takes a whole contract away is unsafe, one that adds a contract is safe', () => {
    const { 'messages/case.rated.json': _gone, ...fewer } = today
    expect(compareContracts(today, fewer).map(told)).toEqual([
      'unsafe: messages/case.rated.json: the contract was removed',
    ])
    expect(compareContracts(fewer, today).map(told)).toEqual(['safe: messages/case.rated.json: the contract was added'])
  })

  test('that changes words only is none', () => {
    const reworded = changed('messages/case.rated.json', (document) => Object.assign(document, { title: 'Another' }))
    expect(compareContracts(today, reworded)).toEqual([])
  })
})
