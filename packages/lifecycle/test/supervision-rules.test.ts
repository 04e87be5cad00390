import { describe, expect, test } from 'vitest'
import { publicCase, wantedSupervision } from '../src/index.ts'
import type { Command, SupervisionRule } from '../src/index.ts'
import { another, assigned, at, coordinator, handler, origin, say } from './example.ts'
import type { Story } from './example.ts'
import { paused, standings } from './standings.ts'

const rules: readonly SupervisionRule[] = [
  { id: 'late', level: 'reminder', when: { kind: 'overdue', days: 0 } },
  { id: 'very-late', level: 'order', when: { kind: 'overdue', days: 5 } },
  { id: 'passed-around', level: 'order', when: { kind: 'returned', times: 2 } },
  { id: 'dissatisfied', level: 'reminder', when: { kind: 'lowest-rating', times: 2 } },
  { id: 'hot', level: 'order', when: { kind: 'hotspot-unanswered', hours: 24 } },
  { id: 'silent', level: 'listed', when: { kind: 'order-unanswered', level: 'order', days: 1 } },
]

/** What the rules call for after so many hours. */
function wanted(story: Story, hours: number, hotspotSince?: string) {
  return wantedSupervision(story.case, rules, { now: at(hours), hotspotSince })
}

function issue(story: Story, hours: number): Story {
  const call = wanted(story, hours)
  if (!call) throw new Error('no rule calls')
  const author = { by: 'rule', rule: call.rule, reason: call.reason } as const
  const command: Command = { kind: 'supervise', supervisionId: call.rule, level: call.level, author }
  story.hours = hours - 1
  return story.do(command)
}

const replyDue = 4 + 60 * 24

describe('a rule', () => {
  test('calls when the reply is overdue, and a stronger one when it stays so', () => {
    const story = standings.accepted()
    expect(wanted(story, replyDue)).toBeUndefined()
    expect(wanted(story, replyDue + 1)).toEqual({ rule: 'late', level: 'reminder', reason: '已超过办理期限' })
    issue(story, replyDue + 1)
    expect(story.last).toMatchObject({ data: { by: 'rule', level: 'reminder' }, private: { rule: 'late' } })
    expect(wanted(story, replyDue + 2)).toBeUndefined()
    expect(wanted(story, replyDue + 5 * 24 + 1)).toMatchObject({ rule: 'very-late', level: 'order' })
  })

  test('calls once for one handler, and again for the next', () => {
    const story = issue(standings.accepted(), replyDue + 1)
    story.do({ kind: 'lift-supervision', supervisionId: 'late', author: coordinator })
    expect(wanted(story, replyDue + 9)).toBeUndefined()
    story.do({ kind: 'assign', node: another, role: 'lead', author: coordinator }, say(another, 'case.accepted'))
    expect(wanted(story, story.hours + 60 * 24 + 1)?.rule).toBe('late')
  })

  test('does not call while the clock stands still, nor after the reply', () => {
    expect(wanted(paused(), replyDue + 1)).toBeUndefined()
    expect(wanted(standings.replied(), replyDue + 99)).toBeUndefined()
  })

  test('calls when a case has been returned twice, or twice rated lowest', () => {
    const story = standings.returned()
    expect(wanted(story, 9)).toBeUndefined()
    story.do({ kind: 'assign', node: another, role: 'lead', author: coordinator }, say(another, 'case.returned'))
    expect(wanted(story, 9)).toEqual({ rule: 'passed-around', level: 'order', reason: '已被退回 2 次' })
    const rated = standings.replied().do(say(origin, 'case.rated'))
    expect(wanted(rated, 9)).toBeUndefined()
    expect(wanted(rated.do(say(origin, 'case.rated')), 9)?.rule).toBe('dissatisfied')
  })

  test('calls when a hot spot is unanswered', () => {
    expect(wanted(assigned(), 27, at(3))).toBeUndefined()
    expect(wanted(assigned(), 28, at(3))?.rule).toBe('hot')
    expect(wanted(standings.replied(), 99, at(3))).toBeUndefined()
  })

  test('raises the level when an order is not answered in time', () => {
    const story = assigned().do({
      kind: 'supervise',
      supervisionId: 's1',
      level: 'order',
      answerBy: at(10),
      author: coordinator,
    })
    expect(wanted(story, 10 + 24)).toBeUndefined()
    expect(wanted(story, 10 + 25)).toMatchObject({ rule: 'silent', level: 'listed' })
    expect(wanted(story.do(say(handler, 'supervision.answered')), 10 + 25)).toBeUndefined()
  })
})

function shown(command: Command): string[] | undefined {
  return publicCase(assigned().do(command).events)?.timeline.map(({ type }) => type)
}

describe('a supervision order', () => {
  test('is in the citizen’s timeline only where it is public', () => {
    const order = { kind: 'supervise', supervisionId: 's1', level: 'listed', author: coordinator } as const
    expect(shown(order)).not.toContain('supervision.issued')
    expect(shown({ ...order, isPublic: true })).toContain('supervision.issued')
  })
})

describe('a case that only a coordinator could assign', () => {
  test('gets the profile of its nature, and so its clocks', () => {
    const story = standings.submitted().do({ kind: 'assign', node: handler, role: 'lead', author: coordinator })
    expect(story.case.profile).toEqual({ id: 'xinfang-2022', version: '1' })
    expect(story.case.due.map(({ step }) => step)).toEqual(['accept', 'object'])
  })
})
