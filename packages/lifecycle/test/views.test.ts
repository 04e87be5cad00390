import { describe, expect, test } from 'vitest'
import { caseView, publicCase } from '../src/index.ts'
import type { Command } from '../src/index.ts'
import { assigned, assistant, at, coordinator, dataOf, handler, origin, say, Story, stranger } from './example.ts'
import { paused, reviewed, standings } from './standings.ts'

const now = at(0)

describe('the view of a case', () => {
  test('gives the origin its own number, the handler the kind of the reporter, and a stranger nothing', () => {
    const { case: state } = standings.accepted()
    expect(caseView(state, { node: origin }, { now })).toMatchObject({ sourceId: 'GZ-1', title: '夜间施工噪声' })
    expect(caseView(state, { node: origin }, { now })).not.toHaveProperty('reporter')
    expect(caseView(state, { node: handler }, { now })).toMatchObject({ reporter: { kind: 'person' } })
    expect(caseView(state, { node: handler }, { now })).not.toHaveProperty('sourceId')
    expect(caseView(state, { node: assistant }, { now })).toMatchObject({ content: dataOf['case.submitted'].content })
    expect(caseView(state, { node: stranger }, { now })).toBeUndefined()
  })

  test('shows what the handler has asked for to all but the origin', () => {
    const { case: state } = standings.accepted().do(say(handler, 'case.extension-requested'))
    expect(caseView(state, { node: handler }, { now })?.extension).toEqual({ until: '2026-11-20', requestedAt: at(5) })
    expect(caseView(state, { node: origin }, { now })?.extension).toBeNull()
  })

  test('says that a date is missed from the instant on, without waiting for the event', () => {
    const { case: state } = standings.accepted()
    const reply = (time: string) =>
      caseView(state, { node: handler }, { now: time })?.due.find(({ step }) => step === 'reply')
    expect(reply(at(4 + 60 * 24))?.state).toBe('running')
    expect(reply(at(5 + 60 * 24))?.state).toBe('missed')
  })

  test('names linked cases only to who may see them, and to others no more than the size of the matter', () => {
    const other = new Story().do({
      ...say('440300', 'case.submitted'),
      caseId: '0190d5c0-0000-7000-8000-000000000002',
    } as Command)
    const story = assigned().do({
      kind: 'link',
      matterId: 'm1',
      linkKind: 'joint',
      score: 0.9,
      evidence: {},
      others: [other.case],
      author: coordinator,
    })
    expect(caseView(story.case, { node: origin }, { now })).toMatchObject({
      links: [],
      matter: { matterId: 'm1', size: 2 },
    })
    expect(caseView(story.case, 'coordinator', { now })?.links).toEqual([other.case.caseId])
    const seeing = { now, visibleCases: new Set([other.case.caseId]), matterSize: 7 }
    expect(caseView(story.case, { node: handler }, seeing)).toMatchObject({
      links: [other.case.caseId],
      matter: { size: 7 },
    })
  })
})

describe('the holder of the query code', () => {
  test('sees what has happened, by whom, and the reply also where it is not public', () => {
    const story = standings
      .accepted()
      .do(
        say(assistant, 'case.contributed'),
        { kind: 'supervise', supervisionId: 's1', level: 'order', author: coordinator },
        say(handler, 'case.replied', { public: false }),
      )
    expect(publicCase(story.events)).toEqual({
      status: 'replied',
      division: '440106',
      nature: 'complaint',
      submittedAt: '2026-09-01T08:00:00+08:00',
      timeline: [
        { time: at(1), type: 'case.submitted', label: '已提交' },
        { time: at(2), type: 'case.assigned', label: '已交办', node: handler },
        { time: at(4), type: 'case.accepted', label: '已受理', node: handler },
        { time: at(7), type: 'case.replied', label: '已回复', node: handler },
      ],
      reply: { content: '工地已停工整改。', unit: '天河区城管局', repliedAt: '2026-09-01T08:30:00+08:00' },
    })
  })

  test('sees what is awaited from whom until when', () => {
    const story = standings.accepted()
    expect(publicCase(story.events, 'en')?.awaited).toEqual({ step: 'reply', node: handler, dueAt: at(4 + 60 * 24) })
    expect(publicCase(paused().events)).not.toHaveProperty('awaited')
    expect(publicCase(standings.closed().events)).not.toHaveProperty('awaited')
  })

  test('sees statuses only where the whole case is secret', () => {
    const story = assigned({ secrecy: 'full' }).do(
      say(origin, 'case.amended'),
      say(handler, 'case.accepted'),
      say(handler, 'case.replied'),
    )
    const shown = publicCase(story.events)
    expect(shown?.timeline.map(({ label }) => label)).toEqual(['已提交', '已交办', '已受理', '已回复'])
    expect(JSON.stringify(shown)).not.toContain(handler)
    expect(shown).not.toHaveProperty('reply')
    expect(shown?.division).toBe('440100')
  })

  test('sees nothing that a person wrote beside the reply', () => {
    const shown = JSON.stringify([standings.returned(), paused(), reviewed()].map(({ events }) => publicCase(events)))
    for (const text of ['夜间施工噪声', '该路段由市交通运输局管养。', '请补充材料。', '不服', '予以维持。']) {
      expect(shown).not.toContain(text)
    }
  })
})
