import { describe, expect, test } from 'vitest'
import { attentionOf, publicCase } from '../src/index.ts'
import { another, assignByRule, assigned, assistant, at, coordinator, handler, origin, say } from './example.ts'
import { standings } from './standings.ts'

const designated = { kind: 'designate', node: another, author: coordinator } as const

describe('a return', () => {
  test('is not followed by another assignment of the hub’s own', () => {
    const story = standings.returned()
    expect(story.try(assignByRule)).toMatchObject({ ok: false, problem: { slug: 'invalid-transition' } })
    expect(attentionOf(story.case)).toEqual(['returned'])
  })

  test('moves nothing to the suggested node', () => {
    expect(standings.returned().case.handler).toBe(handler)
  })

  test('is refused after the objection period', () => {
    const story = assigned()
    story.hours += 5 * 24
    expect(story.try(say(handler, 'case.returned'))).toMatchObject({
      problem: { slug: 'invalid-transition', members: { current: 'assigned', reason: 'objection-period-over' } },
    })
  })

  test('is refused after a designation, even to who returned the case before', () => {
    const story = standings.returned().do({ ...designated, node: handler })
    expect(story.try(say(handler, 'case.returned'))).toMatchObject({ problem: { members: { reason: 'designated' } } })
    expect(story.case.due.map(({ step }) => step)).not.toContain('object')
  })

  test('stops the clocks of the handler until the case is assigned anew', () => {
    const story = standings.returned()
    expect(story.case.due.map(({ step, state }) => [step, state])).toEqual([
      ['accept', 'met'],
      ['object', 'met'],
    ])
    story.do(designated)
    expect(story.case.due.map(({ step, state, dueAt }) => [step, state, dueAt])).toEqual([
      ['accept', 'running', at(story.hours + 15 * 24)],
    ])
  })

  test('calls for attention when it is the third of one case', () => {
    const story = standings.returned()
    for (let times = 0; times < 2; times++) {
      story.do({ kind: 'assign', node: another, role: 'lead', author: coordinator }, say(another, 'case.returned'))
      story.do({ kind: 'assign', node: handler, role: 'lead', author: coordinator })
    }
    story.do(say(handler, 'case.returned'))
    expect(story.case.returns.count).toBe(4)
    expect(attentionOf(story.case)).toEqual(['returned', 'returned-three-times'])
  })
})

describe('the time of a case', () => {
  test('is charged to whoever held it', () => {
    const story = standings.returned().do(designated, say(another, 'case.accepted'))
    expect(story.case.returns.hops).toEqual([
      {
        node: handler,
        from: at(2),
        until: at(4),
        end: 'returned',
        reason: 'not-our-competence',
        suggestedNode: another,
      },
      { node: another, from: at(5), until: null, end: null },
    ])
  })

  test('ends with a reassignment too', () => {
    const story = standings.accepted().do({ kind: 'assign', node: another, role: 'lead', author: coordinator })
    expect(story.case.returns.hops[0]).toEqual({ node: handler, from: at(2), until: at(5), end: 'reassigned' })
    expect(story.case.returns.count).toBe(0)
  })
})

describe('the handler that is relieved', () => {
  test('receives the event that relieves it as the last, without the case', () => {
    const story = standings.returned().do(designated)
    expect(story.last.audience).toEqual([
      { node: another, role: 'lead', withCase: true },
      { node: assistant, role: 'assist', withCase: true },
      { node: handler, role: 'lead' },
      { node: origin, role: 'origin' },
    ])
    story.do(say(another, 'case.accepted'))
    expect(story.last.audience.map(({ node }) => node)).not.toContain(handler)
  })
})

describe('an assistant', () => {
  test('stays until it is removed, and the removal is its last event', () => {
    const story = standings.accepted().do({ kind: 'relieve', node: assistant, author: coordinator })
    expect(story.last).toMatchObject({ type: 'case.relieved', data: { node: assistant, role: 'assist' } })
    expect(story.last.audience).toContainEqual({ node: assistant, role: 'assist' })
    expect(story.case.assist).toEqual([])
  })

  test('has no clock', () => {
    const story = assigned().do({ kind: 'assign', node: assistant, role: 'assist', author: coordinator })
    expect(story.last.data).toEqual({ node: assistant, role: 'assist', rule: null, rulesVersion: 3, beat: [] })
  })

  test('who is not there cannot be removed, and the handler is not removed but replaced', () => {
    expect(assigned().try({ kind: 'relieve', node: assistant, author: coordinator })).toMatchObject({
      problem: { slug: 'not-found' },
    })
    expect(assigned().try({ kind: 'relieve', node: handler, author: coordinator })).toMatchObject({
      problem: { slug: 'invalid-transition', members: { reason: 'handler' } },
    })
  })
})

describe('a node that has a part already', () => {
  test('is not given it again', () => {
    const story = standings.assigned()
    const assign = { kind: 'assign', author: coordinator } as const
    expect(story.try({ ...assign, node: handler, role: 'lead' })).toMatchObject({
      problem: { slug: 'invalid-transition', members: { reason: 'already-handler' } },
    })
    expect(story.try({ ...assign, node: handler, role: 'assist' })).toMatchObject({
      problem: { members: { reason: 'already-handler' } },
    })
    expect(story.try({ ...assign, node: assistant, role: 'assist' })).toMatchObject({
      problem: { members: { reason: 'already-assisting' } },
    })
    expect(standings.returned().try({ ...assign, node: handler, role: 'lead' }).ok).toBe(true)
  })

  test('gives up assisting when it becomes the handler', () => {
    const story = standings.assigned().do({ kind: 'designate', node: assistant, author: coordinator })
    expect(story.case).toMatchObject({ handler: assistant, assist: [] })
  })
})

describe('a node that the hub does not have', () => {
  test('cannot be named', () => {
    expect(assigned().try({ ...designated, node: '110000' })).toMatchObject({
      problem: { slug: 'invalid-body', errors: [{ pointer: '/nodeId' }] },
    })
  })
})

describe('the reason of a decision', () => {
  test('is kept for those whom it concerns and not in the public part', () => {
    const story = standings.returned().do(designated)
    expect(story.last.private?.reason).toBe(coordinator.reason)
    expect(JSON.stringify(story.last.data)).not.toContain(coordinator.reason)
    expect(JSON.stringify(publicCase(story.events))).not.toContain(coordinator.reason)
  })
})
