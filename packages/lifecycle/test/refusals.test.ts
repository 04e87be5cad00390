import { describe, expect, test } from 'vitest'
import { decide } from '../src/index.ts'
import type { Decision, Refusal } from '../src/index.ts'
import { another, assigned, at, contextAt, coordinator, handler, origin, say, Story, stranger } from './example.ts'
import { reviewed, standings } from './standings.ts'

function problemOf(decision: Decision): Refusal {
  if (decision.ok) throw new Error('it was allowed')
  return decision.problem
}

describe('a stranger', () => {
  test('is answered word for word as if there were no such case', () => {
    const missing = decide(undefined, say(stranger, 'case.replied'), contextAt(at(1)))
    expect(assigned().try(say(stranger, 'case.replied'))).toEqual(missing)
  })

  test('is also the handler that has been relieved', () => {
    const story = assigned().do({ kind: 'assign', node: another, role: 'lead', author: coordinator })
    expect(problemOf(story.try(say(handler, 'case.accepted'))).slug).toBe('unknown-case')
  })

  test('hears nothing of a case that is submitted under a number of another node', () => {
    expect(problemOf(assigned().try(say(stranger, 'case.submitted'))).slug).toBe('unknown-case')
  })
})

describe('a party that is not the sender', () => {
  test('is told whose message it is', () => {
    const problem = problemOf(assigned().try(say(origin, 'case.accepted')))
    expect(problem).toMatchObject({ slug: 'forbidden', members: { allowedSender: 'handler' } })
  })
})

describe('the right sender at the wrong time', () => {
  test('is told the status and what it may send now', () => {
    const problem = problemOf(assigned().try(say(handler, 'case.replied')))
    expect(problem.members).toEqual({
      current: 'assigned',
      allowed: ['case.accepted', 'case.declined', 'case.returned'],
    })
    expect(problem.detail.zh).toBe('案件当前状态为“已交办”，不能进行此操作；现在可以：受理、不予受理、退回')
    expect(problem.errors).toEqual([])
  })

  test('is told of all its roles together', () => {
    const story = new Story().do(say(handler, 'case.submitted'), {
      kind: 'assign',
      node: handler,
      role: 'lead',
      author: coordinator,
    })
    expect(problemOf(story.try(say(handler, 'case.closed'))).members.allowed).toEqual([
      'case.amended',
      'case.withdrawn',
      'case.accepted',
      'case.declined',
      'case.returned',
    ])
  })

  test('is not told to send what an obstacle hinders', () => {
    const story = assigned().do({ kind: 'designate', node: handler, author: coordinator })
    expect(problemOf(story.try(say(handler, 'case.replied'))).members.allowed).toEqual([
      'case.accepted',
      'case.declined',
    ])
  })
})

describe('a second submission under the same number', () => {
  test('is refused with the status and the case, whatever it says', () => {
    const problem = problemOf(standings.accepted().try(say(origin, 'case.submitted', { title: '另一个标题' })))
    expect(problem).toMatchObject({ slug: 'invalid-transition', members: { current: 'accepted' } })
    expect(problem.members.caseId).toBe('0190d5c0-0000-7000-8000-000000000001')
  })
})

describe('one request at a time', () => {
  test('holds for extensions', () => {
    const story = standings.accepted().do(say(handler, 'case.extension-requested'))
    expect(problemOf(story.try(say(handler, 'case.extension-requested'))).members.reason).toBe('extension-open')
    story.do({ kind: 'decide-extension', decision: 'refused', author: coordinator })
    expect(story.try(say(handler, 'case.extension-requested')).ok).toBe(true)
  })

  test('holds for reopening', () => {
    const story = standings.closed().do(say(origin, 'case.reopen-requested'))
    expect(problemOf(story.try(say(origin, 'case.reopen-requested'))).members.reason).toBe('reopening-open')
    story.do({ kind: 'decide-reopening', decision: 'refused', author: coordinator })
    expect(story.try(say(origin, 'case.reopen-requested')).ok).toBe(true)
  })

  test('holds for reviews, of which there is one only', () => {
    expect(problemOf(reviewed().try(say(origin, 'case.review-requested'))).members.reason).toBe('already-reviewed')
  })
})

describe('a window', () => {
  test('for reopening closes so many days after the end', () => {
    const story = standings.closed()
    story.hours += 30 * 24 - 1
    expect(story.try(say(origin, 'case.reopen-requested')).ok).toBe(true)
    const late = standings.closed()
    late.hours += 30 * 24
    expect(problemOf(late.try(say(origin, 'case.reopen-requested'))).members.reason).toBe('reopening-period-over')
  })

  test('for review closes with its clock', () => {
    const late = standings.closed()
    late.hours += 30 * 24
    expect(problemOf(late.try(say(origin, 'case.review-requested'))).members.reason).toBe('review-period-over')
  })
})
