import { describe, expect, test } from 'vitest'
import { evolve, privateFor } from '../src/index.ts'
import type { CaseState, Command } from '../src/index.ts'
import { another, assigned, assignByRule, at, coordinator, handler, origin, say, Story } from './example.ts'

const primaryId = '0190d5c0-0000-7000-8000-000000000002'
const byRule = { by: 'rule' } as const

/** Another case, of another origin and handler, that can be the primary. */
function primaryCase(from = '440300', data?: object): Story {
  const submitted = { ...say(from, 'case.submitted', data), caseId: primaryId } as Command
  return new Story().do(submitted, { ...assignByRule, route: { ...routeTo, node: another } } as Command)
}

const assignByDecision = { kind: 'assign', role: 'lead', author: coordinator } as const

const routeTo = { node: another, assist: [], rule: 'r9', rulesVersion: 3, beat: [] }

function link(...others: readonly CaseState[]): Command {
  return {
    kind: 'link',
    matterId: 'm1',
    linkKind: 'joint',
    score: 0.91,
    evidence: { text: 0.9 },
    others,
    author: byRule,
  }
}

function mergeInto(primary: CaseState): Command {
  return { kind: 'merge', matterId: 'm1', primary, author: coordinator }
}

/** What the handler of the primary says next, and what follows from it for the merged case. */
function serve(merged: Story, primary: Story, ...types: Parameters<typeof say>[1][]): void {
  for (const type of types) {
    primary.do({ ...say(another, type), caseId: primaryId } as Command)
    merged.do({ kind: 'derive', from: primary.last, primary: primary.case })
  }
}

function dueOf(story: Story, step: string): string | undefined {
  return story.case.due.find((due) => due.step === step)?.dueAt
}

describe('a link', () => {
  test('suppresses nothing', () => {
    const story = assigned().do(link(primaryCase().case))
    expect(story.case).toMatchObject({ status: 'assigned', handler, matterId: 'm1', merged: null })
    expect(story.last.data).toEqual({ matterId: 'm1', kind: 'joint', score: 0.91, evidence: { text: 0.9 }, by: 'rule' })
  })

  test('reaches the handler, and the origin only where both cases are its own', () => {
    const foreign = assigned().do(link(primaryCase().case))
    expect(foreign.last.audience).toEqual([{ node: handler, role: 'lead' }])
    const own = assigned().do(link(primaryCase(origin).case))
    expect(own.last.audience.map(({ node }) => node)).toEqual([handler, origin])
  })

  test('does not tell its reason, which may speak of other cases, to any node', () => {
    const story = assigned().do({ ...link(primaryCase().case), author: coordinator } as Command)
    const [recipient] = story.last.audience
    expect(story.last.private?.reason).toBe(coordinator.reason)
    expect(recipient && privateFor(story.last, story.case, recipient)).toEqual({ role: 'lead' })
  })

  test('can be taken back, one or all of them', () => {
    const other = primaryCase().case
    const third = { ...other, caseId: '0190d5c0-0000-7000-8000-000000000003' }
    const story = assigned().do(link(other, third), { kind: 'unlink', others: [other], author: coordinator })
    expect(story.case.links.map(({ caseId }) => caseId)).toEqual([third.caseId])
    expect(story.case.matterId).toBe('m1')
    story.do({ kind: 'unlink', author: coordinator })
    expect(story.case).toMatchObject({ links: [], matterId: null })
    expect(story.try({ kind: 'unlink', author: coordinator })).toMatchObject({
      problem: { slug: 'invalid-transition' },
    })
  })

  test('that was never made can be ruled out, which leaves the case in its own matter', () => {
    const other = primaryCase().case
    const third = { ...other, caseId: '0190d5c0-0000-7000-8000-000000000003' }
    const story = assigned().do(link(third), { kind: 'keep-apart', matterId: 'm2', other, author: coordinator })
    expect(story.last).toMatchObject({ type: 'case.unlinked', data: { matterId: 'm2', by: 'coordinator' } })
    expect(story.last.private?.cases).toEqual([{ caseId: other.caseId, origin: other.origin }])
    expect(story.case).toMatchObject({ matterId: 'm1', links: [{ caseId: third.caseId }] })
  })

  test('never joins a report to a case through which the body complained about could learn of it', () => {
    const report = primaryCase('440300', { nature: 'report', subjectNode: handler }).case
    expect(assigned().try(link(report))).toMatchObject({ problem: { slug: 'subject-of-report' } })
    expect(assigned().try(mergeInto(report))).toMatchObject({ problem: { slug: 'subject-of-report' } })
  })
})

describe('a merged case', () => {
  test('is served by the primary’s handling, with an event of its own for each step', () => {
    const primary = primaryCase()
    const story = assigned().do(mergeInto(primary.case))
    serve(
      story,
      primary,
      'case.accepted',
      'case.progressed',
      'case.paused',
      'case.resumed',
      'case.replied',
      'case.closed',
    )
    expect(story.case).toMatchObject({ status: 'closed', handler, merged: { matterId: 'm1', primary: primaryId } })
    expect(story.events.slice(3).map(({ type }) => type)).toEqual([
      'case.accepted',
      'case.progressed',
      'case.paused',
      'case.resumed',
      'case.replied',
      'case.closed',
    ])
    expect(story.last.data).toEqual({
      node: another,
      outcome: 'resolved',
      derivedFrom: `440000-hub:${primary.last.position}`,
    })
  })

  test('has the clocks of its primary, which say so, and its own again once it is split', () => {
    const primary = primaryCase().do({ ...say(another, 'case.returned'), caseId: primaryId } as Command)
    primary.do({ ...assignByDecision, node: another })
    const story = assigned()
    const own = dueOf(story, 'accept')
    story.do(mergeInto(primary.case))
    expect(dueOf(story, 'accept')).toBe(dueOf(primary, 'accept'))
    expect(dueOf(story, 'accept')).not.toBe(own)
    serve(story, primary, 'case.accepted')
    expect(dueOf(story, 'reply')).toBe(dueOf(primary, 'reply'))
    expect(story.case.due.find(({ step }) => step === 'reply')?.why.text.zh).toContain('期限随主案')

    primary.do({ ...say(another, 'case.extension-requested'), caseId: primaryId } as Command, {
      kind: 'decide-extension',
      decision: 'granted',
      author: coordinator,
    })
    story.do({ kind: 'derive', from: primary.last, primary: primary.case })
    expect(story.last.type).toBe('case.due-changed')
    expect(dueOf(story, 'reply')).toBe(dueOf(primary, 'reply'))

    story.do({ kind: 'split', author: coordinator })
    expect(story.events.slice(-2).map(({ type }) => type)).toEqual(['case.split', 'case.due-changed'])
    expect(dueOf(story, 'reply')).not.toBe(dueOf(primary, 'reply'))
  })

  test('gets the reply for its own citizen', () => {
    const primary = primaryCase()
    const story = assigned().do(mergeInto(primary.case))
    serve(story, primary, 'case.accepted', 'case.replied')
    expect(story.last.private?.message).toMatchObject({ content: '工地已停工整改。' })
    expect(story.last.audience.map(({ node }) => node)).toEqual([handler, origin])
  })

  test('is accepted at once where the primary is', () => {
    const primary = primaryCase()
    primary.do({ ...say(another, 'case.accepted'), caseId: primaryId } as Command)
    const story = assigned().do(mergeInto(primary.case))
    expect(story.last).toMatchObject({ type: 'case.accepted', data: { node: another, derivedFrom: '440000-hub:2' } })
    expect(story.case.status).toBe('accepted')
  })

  test('follows nothing but the handling of its own primary', () => {
    const primary = primaryCase()
    const story = assigned().do(mergeInto(primary.case))
    primary.do({ ...say(another, 'case.accepted'), caseId: primaryId } as Command)
    const stray = { ...primary.case, caseId: '0190d5c0-0000-7000-8000-000000000009' }
    expect(story.try({ kind: 'derive', from: primary.last, primary: stray }).ok).toBe(false)
    const foreign = { ...primary.last, caseId: stray.caseId }
    expect(story.try({ kind: 'derive', from: foreign, primary: primary.case }).ok).toBe(false)
    expect(story.try({ kind: 'derive', from: primary.last, primary: primary.case }).ok).toBe(true)
  })

  test('is not handled by its own handler meanwhile', () => {
    const story = assigned().do(mergeInto(primaryCase().case))
    expect(story.try(say(handler, 'case.accepted'))).toMatchObject({
      problem: { slug: 'invalid-transition', members: { reason: 'merged', allowed: [] } },
    })
  })

  test('goes on by itself once it is split', () => {
    const primary = primaryCase()
    const story = assigned().do(mergeInto(primary.case))
    serve(story, primary, 'case.accepted')
    story.do({ kind: 'split', author: coordinator })
    const split = story.events.find(({ type }) => type === 'case.split')
    expect(split?.audience).toEqual([{ node: handler, role: 'lead' }])
    story.do(say(handler, 'case.replied'))
    expect(story.case).toMatchObject({ status: 'replied', merged: null })
    primary.do({ ...say(another, 'case.progressed'), caseId: primaryId } as Command)
    expect(story.try({ kind: 'derive', from: primary.last, primary: primary.case }).ok).toBe(false)
  })

  test.each(['case.withdrawn', 'case.declined'] as const)('is split when its primary ends with %s', (type) => {
    const primary = primaryCase()
    const story = assigned().do(mergeInto(primary.case))
    primary.do({ ...say(type === 'case.withdrawn' ? '440300' : another, type), caseId: primaryId } as Command)
    story.do({ kind: 'derive', from: primary.last, primary: primary.case })
    expect(story.last).toMatchObject({ type: 'case.split', data: { matterId: 'm1', by: 'rule' } })
    expect(story.case).toMatchObject({ status: 'assigned', merged: null })
  })

  test('is split when it is reopened, since the handling that served it has ended', () => {
    const primary = primaryCase()
    const story = assigned().do(mergeInto(primary.case))
    serve(story, primary, 'case.accepted', 'case.replied')
    story.do({ kind: 'decide-reopening', decision: 'granted', author: coordinator })
    expect(story.events.slice(-2).map(({ type }) => type)).toEqual(['case.split', 'case.reopened'])
    story.do(say(handler, 'case.accepted'))
  })

  test('does not show its origin the case of another', () => {
    const story = assigned().do(mergeInto(primaryCase().case))
    expect(story.last.audience).toEqual([{ node: handler, role: 'lead' }])
  })
})

describe('a primary', () => {
  test('is told that it is one, and is handled as before', () => {
    const primary = primaryCase()
    primary.do(mergeInto(primary.case))
    expect(primary.case.merged).toEqual({ matterId: 'm1', primary: primaryId, origin: '440300' })
    primary.do({ ...say(another, 'case.accepted'), caseId: primaryId } as Command)
  })

  test('must be open, running, and not itself served by another', () => {
    const ended = primaryCase().case
    expect(assigned().try(mergeInto({ ...ended, status: 'closed' }))).toMatchObject({
      problem: { members: { reason: 'primary-not-open' } },
    })
    expect(assigned().try(mergeInto({ ...ended, status: 'accepted', paused: true }))).toMatchObject({
      problem: { members: { reason: 'primary-paused' } },
    })
    expect(assigned().try(mergeInto({ ...ended, merged: { matterId: 'm1', primary: 'x', origin } }))).toMatchObject({
      problem: { members: { reason: 'primary-merged' } },
    })
  })
})

describe('an event', () => {
  test('of another case changes nothing', () => {
    const story = assigned()
    const [foreign] = primaryCase().events
    if (!foreign) throw new Error('the other case has events')
    expect(evolve(story.case, foreign)).toBe(story.case)
  })

  test('of a node changes nothing', () => {
    const story = assigned()
    const quiet = { node: handler, lastSeenAt: null, expected: 3 }
    const event = {
      type: 'node.quiet',
      caseId: null,
      subject: handler,
      division: '440106',
      data: quiet,
      audience: [],
    } as const
    expect(evolve(story.case, { ...event, position: 99, time: at(1) })).toBe(story.case)
  })

  test('that is the first of a case is its submission', () => {
    const [, second] = assigned().events
    if (!second) throw new Error('the case has two events')
    expect(() => evolve(undefined, second)).toThrow(RangeError)
  })
})
