import type { RecordedEvent } from '@inquiry/schema'
import { describe, expect, test } from 'vitest'
import { caseView, deliveredCase, mayOpenReporter, privateFor, rolesOf } from '../src/index.ts'
import type { Command } from '../src/index.ts'
import {
  another,
  assignByRule,
  assigned,
  assistant,
  at,
  coordinator,
  dataOf,
  handler,
  origin,
  profile,
  reviewer,
  route,
  say,
  Story,
  stranger,
} from './example.ts'
import { paused, reviewed, standings } from './standings.ts'

const now = at(0)

/** How the node's inbox shows the event. */
function received(story: Story, event: RecordedEvent, node: string) {
  const recipient = event.audience.find((candidate) => candidate.node === node)
  return recipient && privateFor(event, story.case, recipient)
}

/** A report against the traffic department, assigned to another node. */
function report(subjectNode = another): Story {
  return assigned({ nature: 'report', subjectNode })
}

describe('the public part of an event', () => {
  test('holds no text that anybody wrote, and no member that would name one', () => {
    const stories = [reviewed(), paused(), ...Object.values(standings).map((make) => make())]
    const events = stories.flatMap((story) => story.events)
    const texts = Object.values(dataOf).flatMap((data) =>
      Object.entries(data).flatMap(([member, value]) =>
        ['title', 'content', 'explanation', 'comment', 'note', 'basis', 'unit'].includes(member) ? [String(value)] : [],
      ),
    )
    expect(events.length).toBeGreaterThan(50)
    for (const { data } of events) {
      const shown = JSON.stringify(data)
      for (const text of texts) expect(shown).not.toContain(text)
      expect(shown).not.toMatch(/"(title|content|explanation|comment|note|reporter)":/)
    }
  })

  test.each([
    ['a report', { nature: 'report' }],
    ['a case with a secret identity', { secrecy: 'identity' }],
    ['a case that is wholly secret', { secrecy: 'full' }],
  ])('of %s names the city only, neither category nor the reason of the routing', (_, data) => {
    const [submission, assignment] = assigned(data).events
    expect(submission).toMatchObject({ division: '440100' })
    expect(submission?.data).not.toHaveProperty('category')
    expect(assignment?.data).not.toHaveProperty('why')
    expect(assignment?.private).toMatchObject({ why: route.why })
  })

  test('of any other case names the division and the category', () => {
    const [submission, assignment] = assigned().events
    expect(submission).toMatchObject({ division: '440106', data: { category: { code: '020301' } } })
    expect(assignment?.data).toMatchObject({ why: route.why, profile })
  })
})

describe('the sealed data of the reporter', () => {
  test('are not in the log, only that there are any', () => {
    const story = assigned()
    expect(JSON.stringify(story.events)).not.toContain('a.b.c.d.e')
    expect(story.case.sealed).toBe(true)
  })

  test('are for the handler and the reviewer', () => {
    const { case: state } = standings['under-review']()
    const allowed = [origin, handler, assistant, reviewer, stranger].filter((node) => mayOpenReporter(state, node))
    expect(allowed).toEqual([handler, reviewer])
  })

  test.each(['identity', 'full'])(
    'are for nobody where secrecy is %s, unless a coordinator releases them',
    (secrecy) => {
      const story = assigned({ secrecy })
      expect(mayOpenReporter(story.case, handler)).toBe(false)
      story.do({ kind: 'release-reporter', node: handler, author: coordinator })
      expect(story.last).toMatchObject({ type: 'case.reporter-released', data: { node: handler } })
      expect(mayOpenReporter(story.case, handler)).toBe(true)
      story.do({ kind: 'assign', node: another, role: 'lead', author: coordinator })
      expect(mayOpenReporter(story.case, handler)).toBe(false)
      expect(mayOpenReporter(story.case, another)).toBe(false)
    },
  )

  test('are released to nobody but who handles or reviews the case', () => {
    expect(assigned().try({ kind: 'release-reporter', node: stranger, author: coordinator })).toMatchObject({
      problem: { members: { reason: 'not-handler' } },
    })
  })
})

describe('a report', () => {
  test.each<[string, Command]>([
    ['by rule', { ...assignByRule, route: { ...route, node: another } } as Command],
    ['as an assistant by rule', { ...assignByRule, route: { ...route, assist: [another] } } as Command],
    ['by a coordinator', { kind: 'assign', node: another, role: 'lead', author: coordinator }],
    ['as an assistant', { kind: 'assign', node: another, role: 'assist', author: coordinator }],
    ['by designation', { kind: 'designate', node: another, author: coordinator }],
  ])('is never assigned to the body complained about: %s', (_, command) => {
    const story = new Story().do(say(origin, 'case.submitted', { nature: 'report', subjectNode: another }))
    expect(story.try(command)).toMatchObject({ ok: false, problem: { slug: 'subject-of-report' } })
  })

  test('is never reviewed by it', () => {
    const story = report().do(
      say(handler, 'case.accepted'),
      say(handler, 'case.replied'),
      say(origin, 'case.review-requested'),
    )
    expect(story.try({ kind: 'appoint-reviewer', node: another, author: coordinator })).toMatchObject({
      problem: { slug: 'subject-of-report' },
    })
  })

  test('is unknown to it, even where it is the origin', () => {
    const story = report(origin)
    expect(rolesOf(story.case, origin)).toEqual([])
    expect(caseView(story.case, { node: origin }, { now })).toBeUndefined()
    expect(story.events.flatMap(({ audience }) => audience.map(({ node }) => node))).not.toContain(origin)
    expect(story.try(say(origin, 'case.withdrawn'))).toMatchObject({ problem: { slug: 'unknown-case' } })
    expect(story.try(say(origin, 'case.submitted'))).toMatchObject({
      problem: { members: { current: 'submitted', allowed: [] } },
    })
  })

  test('names it in no event that is delivered, nor in the view of a node', () => {
    const story = report().do(say(handler, 'case.accepted'))
    for (const event of story.events) {
      for (const { node } of event.audience) expect(JSON.stringify(received(story, event, node))).not.toContain(another)
    }
    expect(JSON.stringify(story.events.map(({ data }) => data))).not.toContain(another)
    expect(JSON.stringify(caseView(story.case, { node: handler }, { now }))).not.toContain(another)
  })

  test('tells coordinators alone what was passed over for it', () => {
    const story = new Story().do(say(origin, 'case.submitted', { nature: 'report', subjectNode: another }), {
      ...assignByRule,
      route: { ...route, skipped: ['r0'] },
    } as Command)
    expect(caseView(story.case, 'coordinator', { now })?.assignment).toMatchObject({ rule: 'r1', skipped: ['r0'] })
    expect(caseView(story.case, { node: handler }, { now })?.assignment).not.toHaveProperty('skipped')
    expect(JSON.stringify(story.last.data)).not.toContain('r0')
  })

  test('with nowhere to go stays submitted and is said to be unroutable, once', () => {
    const story = new Story().do(say(origin, 'case.submitted', { nature: 'report', subjectNode: another }))
    story.do({ kind: 'find-unroutable', skipped: ['default:city'] })
    expect(story.case).toMatchObject({ status: 'submitted', unroutable: true })
    expect(story.last.data).toEqual({})
    expect(story.try({ kind: 'find-unroutable' }).ok).toBe(false)
    story.do({ kind: 'assign', node: handler, role: 'lead', author: coordinator })
    expect(story.case.unroutable).toBe(false)
  })
})

describe('an inbox event', () => {
  test('brings the case to the handler with the salt of its submission', () => {
    const story = assigned()
    expect(received(story, story.last, handler)).toEqual({
      role: 'lead',
      case: deliveredCase(story.case, 'handler'),
      salt: 'AAAAAAAAAAAAAAAAAAAAAA',
    })
    expect(received(story, story.last, origin)).toEqual({ role: 'origin' })
  })

  test('brings the case at an amendment and at a reopening too', () => {
    const amended = standings.accepted().do(say(origin, 'case.amended'))
    expect(received(amended, amended.last, assistant)?.case?.content).toBe('补充：今晚仍在施工。')
    const reopened = standings.closed().do({ kind: 'decide-reopening', decision: 'granted', author: coordinator })
    expect(received(reopened, reopened.last, handler)?.case?.title).toBe('夜间施工噪声')
  })

  test('carries the message that caused it', () => {
    const story = standings.replied()
    expect(received(story, story.last, origin)).toEqual({
      role: 'origin',
      message: dataOf['case.replied'],
      salt: 'AAAAAAAAAAAAAAAAAAAAAA',
    })
    expect(received(story, story.last, assistant)).toEqual({ role: 'assist', message: dataOf['case.replied'] })
  })

  test('of a return tells the origin the reason but not the explanation', () => {
    const story = standings.returned()
    expect(received(story, story.last, origin)?.message).toEqual({ reason: 'not-our-competence' })
    expect(received(story, story.last, handler)?.message).toEqual(dataOf['case.returned'])
  })

  test.each(['case.contributed', 'case.extension-requested'] as const)('of %s is not for the origin', (type) => {
    const story = standings.accepted().do(say(type === 'case.contributed' ? assistant : handler, type))
    expect(story.last.audience.map(({ node }) => node)).toEqual([handler, assistant])
  })

  test('tells the origin why its reopening was refused, but not why a handler was designated', () => {
    const refused = standings.closed().do(say(origin, 'case.reopen-requested'), {
      kind: 'decide-reopening',
      decision: 'refused',
      author: coordinator,
    })
    expect(received(refused, refused.last, origin)?.reason).toBe(coordinator.reason)
    const designated = assigned().do({ kind: 'designate', node: another, author: coordinator })
    expect(received(designated, designated.last, origin)?.reason).toBeUndefined()
    expect(received(designated, designated.last, another)?.reason).toBe(coordinator.reason)
  })

  test('does not bring the text of a wholly secret case to assistants', () => {
    const story = assigned({ secrecy: 'full' }).do(
      { kind: 'assign', node: assistant, role: 'assist', author: coordinator },
      say(origin, 'case.amended'),
    )
    expect(received(story, story.last, assistant)?.case).not.toHaveProperty('title')
    expect(received(story, story.last, assistant)?.message).toEqual({})
    expect(received(story, story.last, handler)?.case?.title).toBe('夜间施工噪声')
    expect(caseView(story.case, { node: assistant }, { now })).not.toHaveProperty('content')
  })

  test('is given once to a node with several roles, in the one that obliges it most', () => {
    const story = new Story().do(say(handler, 'case.submitted'), assignByRule)
    expect(story.last.audience).toEqual([{ node: handler, role: 'lead', withCase: true }])
  })
})
