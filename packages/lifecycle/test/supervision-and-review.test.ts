import { describe, expect, test } from 'vitest'
import { attentionOf, caseView } from '../src/index.ts'
import type { Command } from '../src/index.ts'
import { another, assigned, assistant, at, coordinator, handler, origin, reviewer, say } from './example.ts'
import { reviewed, standings } from './standings.ts'

type Level = Extract<Command, { kind: 'supervise' }>['level']

function order(level: Level, supervisionId = 's1', answerBy?: string): Command {
  return { kind: 'supervise', supervisionId, level, author: coordinator, ...(answerBy ? { answerBy } : {}) }
}

describe('supervision', () => {
  test('does not move the case, and reaches its handler but not its origin', () => {
    const story = standings.accepted().do(order('order'))
    expect(story.case.status).toBe('accepted')
    expect(story.last.data).toEqual({
      supervisionId: 's1',
      node: handler,
      level: 'order',
      answerBy: at(5 + 3 * 24),
      by: 'coordinator',
    })
    expect(story.last.audience).toEqual([
      { node: handler, role: 'lead' },
      { node: assistant, role: 'assist' },
    ])
    expect(story.last.private?.reason).toBe(coordinator.reason)
  })

  test('may skip levels upwards, and not go down while an order is open', () => {
    const story = assigned().do(order('reminder'), order('listed', 's2'), order('listed', 's3'))
    expect(story.try(order('order', 's4'))).toMatchObject({ problem: { members: { reason: 'higher-level-open' } } })
    story.do(
      { kind: 'lift-supervision', supervisionId: 's2', author: coordinator },
      { kind: 'lift-supervision', supervisionId: 's3', author: coordinator },
      order('order', 's4'),
    )
  })

  test('is answered once, by the handler, and only while it is open', () => {
    const story = assigned()
    expect(story.try(say(handler, 'supervision.answered'))).toMatchObject({
      problem: { slug: 'invalid-transition', members: { reason: 'no-open-order' } },
    })
    story.do(order('order'))
    expect(story.try(say(origin, 'supervision.answered'))).toMatchObject({ problem: { slug: 'forbidden' } })
    expect(story.try(say(handler, 'supervision.answered', { supervisionId: 's2' })).ok).toBe(false)
    story.do(say(handler, 'supervision.answered'))
    expect(story.case.supervision[0]?.answeredAt).toBe(at(story.hours))
    expect(story.try(say(handler, 'supervision.answered')).ok).toBe(false)
  })

  test('cannot be answered once it is lifted, nor lifted twice, nor where it never was', () => {
    const story = assigned().do(order('order'), { kind: 'lift-supervision', supervisionId: 's1', author: coordinator })
    expect(story.try(say(handler, 'supervision.answered')).ok).toBe(false)
    expect(story.try({ kind: 'lift-supervision', supervisionId: 's1', author: coordinator })).toMatchObject({
      problem: { slug: 'invalid-transition' },
    })
    expect(story.try({ kind: 'lift-supervision', supervisionId: 's9', author: coordinator })).toMatchObject({
      problem: { slug: 'not-found' },
    })
  })

  test('must leave time to answer', () => {
    expect(assigned().try(order('order', 's1', at(0)))).toMatchObject({
      problem: { slug: 'invalid-body', errors: [{ pointer: '/answerBy' }] },
    })
  })

  test('that is not answered in time becomes overdue once', () => {
    const story = assigned().do(order('order', 's1', at(10)))
    const overdue = { kind: 'announce', type: 'case.overdue', step: 'supervise', dueAt: at(10) } as const
    expect(story.try(overdue).ok).toBe(false)
    story.hours = 10
    story.do(overdue)
    expect(story.last.data).toEqual({ step: 'supervise', dueAt: at(10), node: handler })
    expect(story.try(overdue).ok).toBe(false)
  })

  test('is seen by the handler with its reason, and by the origin not at all', () => {
    const story = assigned().do(order('order'))
    const now = at(99)
    expect(caseView(story.case, { node: handler }, { now })?.supervision).toMatchObject([{ reason: '经协调' }])
    expect(caseView(story.case, { node: origin }, { now })?.supervision).toEqual([])
  })
})

describe('a review', () => {
  test('is under way as soon as it is asked for, with its clock', () => {
    const story = standings.replied().do(say(origin, 'case.review-requested'))
    expect(story.case.status).toBe('under-review')
    expect(story.last.data).toMatchObject({ due: [{ step: 'review', dueAt: at(story.hours + 30 * 24) }] })
    expect(attentionOf(story.case)).toEqual(['review-requested'])
  })

  test('cannot be concluded by anybody before a node is named', () => {
    const story = standings.replied().do(say(origin, 'case.review-requested'))
    expect(story.try(say(reviewer, 'case.reviewed'))).toMatchObject({ problem: { slug: 'unknown-case' } })
    expect(story.try(say(handler, 'case.reviewed'))).toMatchObject({
      problem: { slug: 'forbidden', members: { allowedSender: 'reviewer' } },
    })
  })

  test('is never given to the handler', () => {
    const story = standings.replied().do(say(origin, 'case.review-requested'))
    expect(story.try({ kind: 'appoint-reviewer', node: handler, author: coordinator })).toMatchObject({
      problem: { slug: 'invalid-transition', members: { current: 'under-review', reason: 'handler' } },
    })
  })

  test('brings the case to its reviewer, who is told of everything from then on', () => {
    const story = standings['under-review']()
    expect(story.last.audience).toContainEqual({ node: reviewer, role: 'reviewer', withCase: true })
    story.do(say(reviewer, 'case.reviewed'))
    expect(story.last.audience).toContainEqual({ node: reviewer, role: 'reviewer' })
  })

  test('can be given to another node, and the first is told so as its last event', () => {
    const story = standings['under-review']().do({ kind: 'appoint-reviewer', node: another, author: coordinator })
    expect(story.last.audience).toContainEqual({ node: reviewer, role: 'reviewer' })
    expect(story.try(say(reviewer, 'case.reviewed'))).toMatchObject({ problem: { slug: 'unknown-case' } })
    story.do(say(another, 'case.reviewed'))
  })

  test('closes the case with its conclusion', () => {
    const { case: state } = reviewed()
    expect(state.status).toBe('closed')
    expect(state.review).toEqual({ requestedAt: at(7), node: reviewer, outcome: 'upheld' })
    expect(state.due.find(({ step }) => step === 'review')?.state).toBe('met')
  })
})

describe('a reopening', () => {
  test('is no longer waited for once a review is asked for', () => {
    const story = standings.closed().do(say(origin, 'case.reopen-requested'), say(origin, 'case.review-requested'))
    expect(story.case.openReopening).toBeNull()
    expect(attentionOf(story.case)).toEqual(['review-requested'])
  })

  test('is decided upon a request, or granted of the hub’s own motion', () => {
    const refuse = { kind: 'decide-reopening', decision: 'refused', author: coordinator } as const
    expect(standings.closed().try(refuse)).toMatchObject({ problem: { members: { reason: 'no-open-reopening' } } })
    const story = standings.declined().do(say(origin, 'case.reopen-requested'), refuse)
    expect(story.case).toMatchObject({ status: 'declined', openReopening: null })
    story.do({ kind: 'decide-reopening', decision: 'granted', author: { by: 'rule' } })
    expect(story.case.status).toBe('assigned')
  })

  test('does not happen to a case that is open, or under review', () => {
    const grant = { kind: 'decide-reopening', decision: 'granted', author: coordinator } as const
    expect(standings.accepted().try(grant).ok).toBe(false)
    expect(standings['under-review']().try(grant).ok).toBe(false)
  })
})
