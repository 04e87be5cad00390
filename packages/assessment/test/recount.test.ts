import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  advanceHistory,
  digestOfFigures,
  entriesOfCase,
  formulaFor,
  formulaOf,
  formulas,
  monthOf,
  publicEvent,
  startRecount,
  type CaseHistory,
  type PublicEvent,
} from '../src/index.ts'
import { at, caseId, due, lead, writeLog } from './log.ts'

const city = '440100'
const [formula] = formulas

/** What each indicator of a node has in a month, `numerator/denominator`, and what is left out. */
function figuresOf(events: readonly PublicEvent[], month = '2026-11', node = city): Record<string, string> {
  const recount = startRecount(formula)
  for (const event of events) recount.add(event)
  const found = recount.figures(month).nodes.find(({ nodeId }) => nodeId === node)
  return Object.fromEntries(
    (found?.indicators ?? [])
      .filter(({ denominator, excluded }) => denominator + excluded > 0)
      .map(({ id, numerator, denominator, excluded }) => [
        id,
        `${numerator}/${denominator}${excluded > 0 ? ` −${excluded}` : ''}`,
      ]),
  )
}

describe('a handling', () => {
  test('that is accepted and replied to by its dates counts in time, in the month of the reply', () => {
    const { events, say } = writeLog()
    say('case.submitted', at(1), { origin: city })
    say('case.assigned', at(1), lead(city, due('accept', 16), due('reply', 10, 12)))
    say('case.accepted', at(16, '23:59:59.900'), { node: city })
    say('case.replied', at(2, '10:00:00.000', 12), { node: city })
    expect(figuresOf(events)).toEqual({ 'accept-on-time': '1/1', returned: '0/1', 'unfounded-return': '0/1' })
    expect(figuresOf(events, '2026-12')).toEqual({ 'reply-on-time': '1/1', reopened: '0/1' })
  })

  test('that misses a date counts late in the month of that date, whatever is granted or said afterwards', () => {
    const { events, say } = writeLog()
    say('case.assigned', at(1), lead(city, due('reply', 30)))
    say('case.accepted', at(2), { node: city })
    say('case.overdue', at(1, '00:00:00.100', 12), { step: 'reply', dueAt: at(30, '23:59:59'), node: city })
    say('case.extended', at(2, '10:00:00.000', 12), { until: '2026-12-20', due: [due('reply', 20, 12)] })
    say('case.replied', at(3, '10:00:00.000', 12), { node: city })
    expect(figuresOf(events)['reply-on-time']).toBe('0/1')
    expect(figuresOf(events, '2026-12')['reply-on-time']).toBeUndefined()
  })

  test('is late by its reply alone, where the log does not tell that the date passed', () => {
    const { events, say } = writeLog()
    say('case.assigned', at(1), lead(city, due('reply', 10)))
    say('case.replied', at(11, '00:00:00.000'), { node: city })
    expect(figuresOf(events)['reply-on-time']).toBe('0/1')
  })

  test('has the date that extensions, pauses and a new calendar last gave it', () => {
    for (const [type, data] of [
      ['case.extended', { until: '2026-11-20', due: [due('reply', 20)] }],
      ['case.resumed', { node: city, due: [due('reply', 20)] }],
      ['case.due-changed', { step: 'reply', from: at(10, '23:59:59'), to: at(20, '23:59:59') }],
    ] as const) {
      const { events, say } = writeLog()
      say('case.assigned', at(1), lead(city, due('reply', 10)))
      say(type, at(9), data)
      say('case.replied', at(15), { node: city })
      expect([type, figuresOf(events)['reply-on-time']]).toEqual([type, '1/1'])
    }
  })

  test('that ended before its date by return, another assignment or withdrawal is not counted for the reply', () => {
    for (const type of ['case.returned', 'case.designated', 'case.withdrawn'] as const) {
      const { events, say } = writeLog()
      say('case.assigned', at(1), lead(city, due('reply', 10)))
      say(type, at(2), type === 'case.designated' ? lead('440600') : { node: city, reason: 'other' })
      expect(figuresOf(events)['reply-on-time']).toBeUndefined()
    }
  })

  test('of each node that had the case counts for that node', () => {
    const { events, say } = writeLog()
    say('case.assigned', at(1), lead('440600', due('accept', 5)))
    say('case.returned', at(2), { node: '440600', reason: 'not-our-competence' })
    say('case.designated', at(3), lead(city, due('reply', 20)))
    say('case.accepted', at(4), { node: city })
    say('case.replied', at(21), { node: city })
    expect(figuresOf(events, '2026-11', '440600')).toEqual({
      'accept-on-time': '1/1',
      returned: '1/1',
      'unfounded-return': '0/1',
    })
    expect(figuresOf(events)).toEqual({
      'reply-on-time': '0/1',
      reopened: '0/1',
      returned: '0/0 −1',
      'unfounded-return': '0/0 −1',
    })
  })

  test('was returned without ground where the node was given the case again', () => {
    const { events, say } = writeLog()
    say('case.assigned', at(1), lead(city))
    say('case.returned', at(2), { node: city, reason: 'other' })
    say('case.designated', at(3), lead(city))
    expect(figuresOf(events)['unfounded-return']).toBe('1/1')
  })

  test('of a case merged into another is left out, but what its own citizen says counts', () => {
    const { events, say } = writeLog()
    say('case.assigned', at(1), lead(city, due('reply', 20)))
    say('case.merged', at(2), { matterId: 'm', primary: '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8f', by: 'coordinator' })
    say('case.accepted', at(3), { node: city, derivedFrom: '440000-hub:1' })
    say('case.replied', at(4), { node: city, derivedFrom: '440000-hub:2' })
    say('case.split', at(5), { matterId: 'm', by: 'coordinator' })
    say('case.rated', at(6), { rating: 5 })
    expect(figuresOf(events)).toEqual({
      'reply-on-time': '0/0 −1',
      reopened: '0/0 −1',
      returned: '0/0 −1',
      'unfounded-return': '0/0 −1',
      satisfaction: '1/1',
    })
  })

  test('is judged anew after the case was reopened, and the first reply counts as reopened', () => {
    const { events, say } = writeLog()
    say('case.assigned', at(1), lead(city, due('reply', 10)))
    say('case.replied', at(5), { node: city })
    say('case.rated', at(6), { rating: 1 })
    say('case.reopened', at(7), { node: city, due: [due('reply', 15)] })
    say('case.replied', at(20), { node: city })
    say('case.rated', at(21), { rating: 4 })
    say('case.rated', at(22), { rating: 5 })
    expect(figuresOf(events)).toEqual({ 'reply-on-time': '1/2', reopened: '1/2', satisfaction: '1/2' })
  })

  test('of a probe is counted nowhere', () => {
    const { events, say } = writeLog()
    say('case.submitted', at(1), { origin: city, probe: true })
    say('case.assigned', at(1), lead(city, due('reply', 10)))
    say('case.replied', at(5), { node: city })
    expect(figuresOf(events)).toEqual({})
  })
})

describe('a supervision order', () => {
  const order = { node: city, level: 'order', by: 'coordinator' }
  const issued = (id: string) => ({ ...order, supervisionId: id, answerBy: '2026-11-10T02:00:00Z' })

  test('counts by whether it was answered by its date; one lifted before does not', () => {
    const { events, say } = writeLog()
    say('case.assigned', at(1), lead(city))
    for (const id of ['a', 'b', 'c', 'd']) say('supervision.issued', at(1), issued(id))
    say('supervision.answered', at(9), { node: city, supervisionId: 'a' })
    say('supervision.answered', at(11), { node: city, supervisionId: 'b' })
    say('supervision.lifted', at(9), { supervisionId: 'c' })
    expect(figuresOf(events)['supervision-on-time']).toBe('1/2')
    say('case.overdue', at(11), { step: 'supervise', dueAt: '2026-11-10T02:00:00Z', node: city })
    expect(figuresOf(events)['supervision-on-time']).toBe('1/3')
  })
})

describe('figures', () => {
  const late = '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d81'

  function twoCases(): ReturnType<typeof writeLog> {
    const log = writeLog()
    for (const [id, day] of [
      [caseId, 5],
      [late, 15],
    ] as const) {
      log.say('case.assigned', at(1), lead(city, due('reply', 10)), id)
      log.say('case.replied', at(day), { node: city }, id)
    }
    return log
  }

  test('leave out what a coordinator excluded, as long as that stands', () => {
    const { events, say } = twoCases()
    const exclusion = { exclusionId: 'x', month: '2026-11', indicator: 'reply-on-time', cases: [late] }
    say('assessment.cases-excluded', at(20), exclusion, city)
    expect(figuresOf(events)).toMatchObject({ 'reply-on-time': '1/1 −1', reopened: '0/2' })
    say('assessment.cases-readmitted', at(21), { exclusionId: 'x', month: '2026-11' }, city)
    expect(figuresOf(events)['reply-on-time']).toBe('1/2')
  })

  test('give scores by weight and ranks that equals share, and null where nothing was counted', () => {
    const { events, say } = twoCases()
    for (const [node, day] of [
      ['440600', 5],
      ['440300', 6],
    ] as const) {
      const id = `019ab3f0-5c1e-7c4a-9d0e-${node}000000`
      say('case.assigned', at(1), lead(node, due('reply', 10)), id)
      say('case.replied', at(day), { node }, id)
    }
    say('node.reconciled', at(8), { node: '440900', date: '2026-11-07', equal: false, differences: 2 }, '440900')
    const recount = startRecount(formula)
    for (const event of events) recount.add(event)
    const { nodes, position } = recount.figures('2026-11')
    expect(nodes.map(({ nodeId, score, rank }) => [nodeId, score, rank])).toEqual([
      ['440100', 50, 3],
      ['440300', 100, 1],
      ['440600', 100, 1],
      ['440900', null, null],
    ])
    expect(nodes[0]?.indicators.find(({ id }) => id === 'satisfaction')).toMatchObject({ value: null, scored: false })
    expect(position).toBe(events.length - 1)
    expect(recount.figures('2026-10').nodes).toEqual([])
  })

  test('have a digest that differs as soon as one of them does', () => {
    const { events, say } = twoCases()
    const recount = startRecount(formula)
    for (const event of events) recount.add(event)
    const figures = recount.figures('2026-11')
    expect(digestOfFigures(figures)).toMatch(/^sha-256:[\w-]{43}$/)
    expect(digestOfFigures(structuredClone(figures))).toBe(digestOfFigures(figures))
    say('case.rated', at(22), { rating: 5 })
    recount.add(events.at(-1) as PublicEvent)
    expect(digestOfFigures(recount.figures('2026-11'))).not.toBe(digestOfFigures(figures))
  })
})

describe('a history kept between the steps of a reader', () => {
  const types = [
    ['case.submitted', { origin: city }],
    ['case.assigned', lead(city, due('accept', 6), due('reply', 12))],
    ['case.assigned', lead('440600', due('reply', 15))],
    ['case.designated', lead(city, due('reply', 18))],
    ['case.accepted', { node: city, due: [due('reply', 14)] }],
    ['case.returned', { node: city, reason: 'other' }],
    ['case.declined', { node: city, reason: 'other' }],
    ['case.resumed', { node: city, due: [due('reply', 21)] }],
    ['case.due-changed', { step: 'reply', from: at(12), to: at(16, '23:59:59') }],
    ['case.overdue', { step: 'reply', dueAt: at(12, '23:59:59'), node: city }],
    ['case.overdue', { step: 'supervise', dueAt: at(9), node: city }],
    ['case.replied', { node: city }],
    ['case.rated', { rating: 4 }],
    ['case.reopened', { node: city, due: [due('reply', 25)] }],
    ['case.merged', { matterId: 'm', primary: '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8f', by: 'rule' }],
    ['case.split', { matterId: 'm', by: 'rule' }],
    ['case.closed', { node: city, outcome: 'resolved' }],
    ['supervision.issued', { supervisionId: 's', node: city, level: 'order', answerBy: at(9), by: 'rule' }],
    ['supervision.answered', { supervisionId: 's', node: city }],
    ['supervision.lifted', { supervisionId: 's' }],
  ] as const

  test('as JSON, at whatever events they cut, gives the same entries as one fold over all', () => {
    const step = fc.record({ index: fc.nat(types.length - 1), day: fc.integer({ min: 1, max: 30 }), cut: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const { events, say } = writeLog()
        const inOrder = steps.toSorted((one, other) => one.day - other.day)
        for (const { index, day } of inOrder) {
          const [type, data] = types[index] ?? types[0]
          say(type, at(day), data)
        }
        const whole = events.reduce<CaseHistory | undefined>(advanceHistory, undefined)
        let kept: CaseHistory | undefined
        events.forEach((event, i) => {
          kept = advanceHistory(kept, event)
          if (inOrder[i]?.cut) kept = kept && (JSON.parse(JSON.stringify(kept)) as CaseHistory)
        })
        expect(kept).toEqual(whole)
        const entries = whole ? entriesOfCase(whole) : []
        expect(kept ? entriesOfCase(kept) : []).toEqual(entries)
        const keys = entries.map(({ indicator, unit }) => `${indicator} ${unit}`)
        expect(new Set(keys).size).toBe(keys.length)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a formula', () => {
  test('is found by its version, and where none is named by the month', () => {
    expect(formulaOf('2026-1')).toBe(formula)
    expect(formulaOf('1999-1')).toBeUndefined()
    expect(formulaFor('2026-11')).toBe(formula)
  })

  test('names each indicator once, in both languages, and its weights are 100 together', () => {
    const { indicators } = formula
    expect(new Set(indicators.map(({ id }) => id)).size).toBe(indicators.length)
    expect(indicators.reduce((sum, { weight }) => sum + weight, 0)).toBe(100)
    for (const { label, text } of indicators) expect([label.zh, label.en, text.zh, text.en].every(Boolean)).toBe(true)
  })

  test('takes months as they are in Beijing', () => {
    expect(monthOf('2026-11-30T16:00:00Z')).toBe('2026-12')
    expect(monthOf('2026-11-30T15:59:59Z')).toBe('2026-11')
  })

  test('reads public leaves alone, and passes over what is none of the standard’s', () => {
    const leaf = { type: 'inquiry.case.rated.v1', subject: caseId, time: at(1), position: 4, data: { rating: 5 } }
    expect(publicEvent(JSON.stringify(leaf))).toEqual({ ...leaf, type: 'case.rated' })
    expect(publicEvent(JSON.stringify({ ...leaf, type: 'other.v1' }))).toBeUndefined()
  })
})
