import { statusCodes } from '@inquiry/schema'
import type { StatusCode } from '@inquiry/schema'
import { describe, expect, test } from 'vitest'
import { lifecycleTable, rolesOf } from '../src/index.ts'
import type { CaseMessageType, CaseState, Refusal, Role } from '../src/index.ts'
import { assistant, dataOf, handler, origin, reviewer, say, stranger } from './example.ts'
import { paused, standings } from './standings.ts'

const open: readonly StatusCode[] = ['submitted', 'assigned', 'returned', 'accepted', 'in-progress']
const handled: readonly StatusCode[] = ['accepted', 'in-progress']

/** Section 5 and annex B1, read again: who may say what, in which statuses, and the status that follows. */
const expected: { readonly [T in CaseMessageType]: readonly [Role, readonly StatusCode[], StatusCode | 'same'] } = {
  'case.submitted': ['origin', [], 'same'],
  'case.amended': ['origin', open, 'same'],
  'case.withdrawn': ['origin', open, 'withdrawn'],
  'case.accepted': ['handler', ['assigned'], 'accepted'],
  'case.declined': ['handler', ['assigned'], 'declined'],
  'case.returned': ['handler', ['assigned'], 'returned'],
  'case.progressed': ['handler', handled, 'in-progress'],
  'case.contributed': ['assist', ['assigned', ...handled], 'same'],
  'case.extension-requested': ['handler', handled, 'same'],
  'case.paused': ['handler', handled, 'same'],
  'case.resumed': ['handler', [], 'same'], // nothing is paused in these cases
  'case.replied': ['handler', handled, 'replied'],
  'case.closed': ['handler', ['replied'], 'closed'],
  'case.rated': ['origin', ['replied', 'closed'], 'same'],
  'case.reopen-requested': ['origin', ['replied', 'closed', 'declined'], 'same'],
  'case.review-requested': ['origin', ['replied', 'closed'], 'under-review'],
  'case.reviewed': ['reviewer', ['under-review'], 'closed'],
  'supervision.answered': ['handler', [], 'same'], // there is no order in these cases
}
const types = Object.keys(expected) as CaseMessageType[]
const nodes = { origin, handler, assist: assistant, reviewer, stranger }

describe.each(statusCodes)('a case that is %s', (status) => {
  test('has the parties that the tests speak of', () => {
    expect(standings[status]().case.status).toBe(status)
  })

  describe.each(Object.entries(nodes))('hears from its %s', (_, node) => {
    test.each(types)('a %s', (type) => {
      const story = standings[status]()
      const before = structuredClone(story.case)
      const wanted = outcomeByTheStandard(before, node, type)
      const decision = story.try(say(node, type))
      expect(decision.ok ? 'allowed' : shortly(decision.problem)).toEqual(wanted.outcome)
      expect({ ...story.case, ...(decision.ok ? before : {}), status: story.case.status }).toEqual({
        ...before,
        status: wanted.status,
      })
    })
  })
})

/** What the standard wants said to the node, and the status afterwards. */
function outcomeByTheStandard(before: CaseState, node: string, type: CaseMessageType) {
  const { status } = before
  const roles = rolesOf(before, node)
  const [sender, statuses, to] = expected[type]
  if (type === 'case.submitted') {
    return {
      status,
      outcome: node === origin ? { slug: 'invalid-transition', current: status } : { slug: 'unknown-case' },
    }
  }
  if (roles.length === 0) return { status, outcome: { slug: 'unknown-case' } }
  if (!roles.includes(sender)) return { status, outcome: { slug: 'forbidden', allowedSender: sender } }
  if (!statuses.includes(status)) return { status, outcome: { slug: 'invalid-transition', current: status } }
  return { status: to === 'same' ? status : to, outcome: 'allowed' }
}

function shortly({ slug, members: { current, allowedSender } }: Refusal): object {
  return { slug, ...(current ? { current } : {}), ...(allowedSender ? { allowedSender } : {}) }
}

describe('a case whose clock is stopped', () => {
  const refused: readonly CaseMessageType[] = [
    'case.replied',
    'case.closed',
    'case.declined',
    'case.returned',
    'case.paused',
  ]

  test.each(refused)('takes no %s', (type) => {
    const decision = paused().try(say(handler, type))
    expect(decision).toMatchObject({
      ok: false,
      problem: { slug: 'invalid-transition', members: { current: 'accepted' } },
    })
  })

  test.each(['case.resumed', 'case.progressed', 'case.extension-requested'] as const)('still takes a %s', (type) => {
    expect(paused().try(say(handler, type)).ok).toBe(true)
  })

  test('can be amended, so that corrections can come in', () => {
    expect(paused().try(say(origin, 'case.amended')).ok).toBe(true)
  })
})

describe('the table', () => {
  test('has a row for every message, with the sender that the standard names', () => {
    for (const type of types) {
      const row = lifecycleTable.find((candidate) => candidate.type === type)
      expect(row?.by[0]).toBe(expected[type][0])
    }
    expect(types).toHaveLength(Object.keys(dataOf).length)
  })

  test('lets nothing but its place among other cases follow a withdrawal', () => {
    const rows = lifecycleTable.filter(({ from }) => from !== 'none' && from.includes('withdrawn'))
    expect(rows.map(({ type, to }) => [type, to])).toEqual([
      ['case.linked', 'same'],
      ['case.unlinked', 'same'],
      ['case.split', 'same'],
      ['supervision.lifted', 'same'],
    ])
  })

  test('reaches every status from a submission', () => {
    const reached = new Set<StatusCode>(['submitted'])
    for (let size = 0; size !== reached.size;) {
      size = reached.size
      for (const { from, to } of lifecycleTable) {
        if (from !== 'none' && to !== 'same' && from.some((status) => reached.has(status))) reached.add(to)
      }
    }
    expect([...reached].toSorted()).toEqual([...statusCodes].toSorted())
  })
})
