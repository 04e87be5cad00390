import type { Step } from '@inquiry/schema'
import { describe, expect, test } from 'vitest'
import type { Command } from '../src/index.ts'
import { another, assigned, at, contextAt, coordinator, dueFor, handler, origin, route, say, Story } from './example.ts'
import { paused, standings } from './standings.ts'

function clock(story: Story, step: Step) {
  return story.case.due.find((due) => due.step === step)
}

function asked(): Story {
  return standings.accepted().do(say(handler, 'case.extension-requested'))
}

function announce(type: 'case.due-soon' | 'case.overdue', step: Step, dueAt: string): Command {
  return { kind: 'announce', type, step, dueAt }
}

describe('a clock', () => {
  test('is in the event that begins it, so that the log alone tells every due date', () => {
    const story = assigned()
    expect(story.last.data).toMatchObject({ due: [{ step: 'accept', state: 'running' }, { step: 'object' }] })
    story.do(say(handler, 'case.accepted'))
    expect(story.last.data).toMatchObject({ node: handler, due: [{ step: 'reply', dueAt: at(3 + 60 * 24) }] })
  })

  test('is not repeated by an event that does not move it', () => {
    const hotline: Command = { kind: 'assign-by-rule', route, profile: { id: 'hotline-gd-2022', version: '1' } }
    const story = new Story().do(say(origin, 'case.submitted'), hotline)
    expect(story.case.due.map(({ step }) => step)).toEqual(['accept', 'object', 'reply'])
    expect(story.do(say(handler, 'case.accepted')).last.data).toEqual({ node: handler })
  })

  test('stops standing still when the case goes to another handler', () => {
    const story = paused().do({ kind: 'assign', node: another, role: 'lead', author: coordinator })
    expect(story.case).toMatchObject({ paused: false, pauses: [{ from: at(5), to: at(6) }] })
    expect(clock(story, 'accept')?.state).toBe('running')
  })

  test('is met by the message in time and missed by one that comes late', () => {
    expect(clock(standings.accepted(), 'accept')?.state).toBe('met')
    const late = assigned()
    late.hours += 15 * 24
    late.do(say(handler, 'case.accepted'))
    expect(clock(late, 'accept')?.state).toBe('missed')
  })

  test('is met until the end of its last second', () => {
    const story = assigned()
    const dueAt = Date.parse(clock(story, 'accept')?.dueAt ?? '')
    const hour = 3_600_000
    const late = (milliseconds: number) => {
      const told = assigned()
      told.hours = (dueAt + milliseconds - Date.parse(at(0))) / hour - 1
      return clock(told.do(say(handler, 'case.accepted')), 'accept')?.state
    }
    expect(late(999)).toBe('met')
    expect(late(1000)).toBe('missed')
  })

  test('stands still while the case is paused, and its date moves with the resumption', () => {
    const story = paused()
    expect(clock(story, 'reply')).toMatchObject({ state: 'paused', dueAt: at(4 + 60 * 24) })
    story.hours += 99
    story.do(say(handler, 'case.resumed'))
    expect(clock(story, 'reply')).toMatchObject({ state: 'running', dueAt: at(4 + 60 * 24 + 100) })
    expect(story.case.pauses).toEqual([{ from: at(5), to: at(105), reason: 'correction' }])
  })

  test('falls away with a withdrawal', () => {
    expect(standings.withdrawn().case.due).toEqual([])
  })

  test('begins anew with a reopening, for the same handler', () => {
    const story = standings.closed().do({ kind: 'decide-reopening', decision: 'granted', author: coordinator })
    expect(story.case).toMatchObject({ status: 'assigned', handler, reopenings: 1, repliedAt: null })
    expect(story.case.due.map(({ step, dueAt }) => [step, dueAt])).toEqual([
      ['accept', at(story.hours + 15 * 24)],
      ['object', at(story.hours + 5 * 24)],
    ])
  })
})

describe('an extension', () => {
  test('moves the date to the day asked for, or to the one that is granted', () => {
    const story = asked().do({ kind: 'decide-extension', decision: 'granted', author: coordinator })
    expect(story.last).toMatchObject({ type: 'case.extended', data: { until: '2026-11-20', due: [{ step: 'reply' }] } })
    expect(clock(story, 'reply')?.dueAt).toBe('2026-11-20T23:59:59.000+08:00')
    const other = asked().do({
      kind: 'decide-extension',
      decision: 'granted',
      until: '2026-11-10',
      author: coordinator,
    })
    expect(clock(other, 'reply')?.dueAt).toBe('2026-11-10T23:59:59.000+08:00')
  })

  test.each([
    ['2026-12-30', 'maximum'],
    ['2026-10-01', 'minimum'],
  ])('to %s is outside what may be granted (%s)', (until, rule) => {
    const decision = asked().try({ kind: 'decide-extension', decision: 'granted', until, author: coordinator })
    expect(decision).toMatchObject({ problem: { slug: 'invalid-body', errors: [{ pointer: '/until', rule }] } })
  })

  test('is not decided where none is asked for', () => {
    const decision = standings.accepted().try({ kind: 'decide-extension', decision: 'granted', author: coordinator })
    expect(decision).toMatchObject({ problem: { members: { reason: 'no-open-extension' } } })
  })

  test('is granted to a handler, and not to the next one', () => {
    const story = asked().do(
      { kind: 'decide-extension', decision: 'granted', author: coordinator },
      { kind: 'assign', node: another, role: 'lead', author: coordinator },
      say(another, 'case.accepted'),
    )
    expect(clock(story, 'reply')?.dueAt).toBe(at(story.hours + 60 * 24))
  })

  test('is no longer waited for once the reply is there', () => {
    expect(asked().do(say(handler, 'case.replied')).case.openExtension).toBeNull()
  })
})

describe('a due date', () => {
  test('is announced once before and once after it', () => {
    const story = standings.accepted()
    const dueAt = clock(story, 'reply')?.dueAt ?? ''
    expect(story.try(announce('case.overdue', 'reply', dueAt)).ok).toBe(false)
    story.do(announce('case.due-soon', 'reply', dueAt))
    expect(story.last.data).toEqual({ step: 'reply', dueAt, node: handler })
    expect(story.try(announce('case.due-soon', 'reply', dueAt)).ok).toBe(false)
    story.hours += 60 * 24
    story.do(announce('case.overdue', 'reply', dueAt))
    expect(clock(story, 'reply')?.state).toBe('missed')
    expect(story.try(announce('case.overdue', 'reply', dueAt)).ok).toBe(false)
  })

  test('that was missed is announced also after the late reply, and is missed for ever', () => {
    const story = standings.accepted()
    const dueAt = clock(story, 'reply')?.dueAt ?? ''
    story.hours += 60 * 24
    story.do(say(handler, 'case.replied'), announce('case.overdue', 'reply', dueAt))
    expect(clock(story, 'reply')?.state).toBe('missed')
  })

  test('that was met, that is not the present one, or that is only of a right, is not announced', () => {
    const story = standings.accepted()
    story.hours += 90 * 24
    const { accept, object } = Object.fromEntries(story.case.due.map((due) => [due.step, due.dueAt]))
    expect(story.try(announce('case.overdue', 'accept', accept ?? '')).ok).toBe(false)
    expect(story.try(announce('case.overdue', 'object', object ?? '')).ok).toBe(false)
    const silent = assigned()
    silent.hours += 90 * 24
    expect(silent.try(announce('case.overdue', 'object', object ?? '')).ok).toBe(false)
    expect(story.try(announce('case.overdue', 'reply', at(1))).ok).toBe(false)
  })

  test('is not announced while the clock stands still', () => {
    const story = paused()
    const dueAt = clock(story, 'reply')?.dueAt ?? ''
    story.hours += 90 * 24
    expect(story.try(announce('case.overdue', 'reply', dueAt)).ok).toBe(false)
  })

  test('is not told to the origin before, but after it', () => {
    const story = standings.accepted()
    const dueAt = clock(story, 'reply')?.dueAt ?? ''
    story.do(announce('case.due-soon', 'reply', dueAt))
    expect(story.last.audience.map(({ node }) => node)).not.toContain(origin)
    story.hours += 60 * 24
    story.do(announce('case.overdue', 'reply', dueAt))
    expect(story.last.audience.map(({ node }) => node)).toContain(origin)
  })

  test('changes when the calendar of its year arrives, with both dates in the event', () => {
    const story = standings.accepted()
    const from = clock(story, 'reply')?.dueAt
    const due = dueFor({ ...story.case, acceptedAt: at(50) }, 'reply', contextAt(at(50)).now)
    if (!due) throw new Error('the profile has a reply step')
    story.do({ kind: 'change-due', due })
    expect(story.last.data).toMatchObject({ step: 'reply', from, to: due.dueAt })
    expect(clock(story, 'reply')?.dueAt).toBe(due.dueAt)
    expect(story.try({ kind: 'change-due', due }).ok).toBe(false)
  })
})
