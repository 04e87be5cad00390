import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AnyEvent, eventTypeOf, InboxEvent, shortCodeLists } from '@inquiry/schema'
import { describe, expect, test } from 'vitest'
import { type Detail, detailsOf, saidIn } from '../src/cases/event-details.ts'
import { en } from '../src/language/en.ts'
import { zh } from '../src/language/zh.ts'

const examples = join(import.meta.dirname, '../../../schemas/examples/valid')
const published = globSync('events/*.json', { cwd: examples }).map((file) => ({
  file,
  event: AnyEvent.parse(JSON.parse(readFileSync(join(examples, file), 'utf8'))),
}))

const codes = shortCodeLists.flatMap((list) => list.codes.map(({ code }) => code))

describe('the published examples of events', () => {
  test('are there', () => {
    expect(published.length).toBeGreaterThan(50)
  })

  test.each(published)('$file is told in both languages without a bare code', ({ event }) => {
    const type = eventTypeOf(event.type)
    if (!type) throw new Error(`${event.type} is no type of this standard`)
    const told = [...detailsOf(type, event.data, 'zh', zh), ...detailsOf(type, event.data, 'en', en)]
    const values = (wanted: Detail['kind']) => told.filter(({ kind }) => kind === wanted).map(({ value }) => value)
    expect(told.map(({ value }) => value)).not.toContain('')
    expect(values('plain').filter((value) => codes.includes(value))).toEqual([])
    expect(values('instant').map(Date.parse)).not.toContain(Number.NaN)
  })
})

const said = (part: object) => saidIn({ role: 'lead', leaf: 'AA', ...part })

describe('what was said with an event', () => {
  const inbox = InboxEvent.parse(JSON.parse(readFileSync(join(examples, 'inbox-event.json'), 'utf8')))
  test('is the handler’s words and the coordinator’s reason', () => {
    const message = { content: '已修复。', note: '现场核查。', public: true }
    expect(said({ message, reason: '请尽快。' }).map(({ words }) => words)).toEqual([
      '已修复。',
      '现场核查。',
      '请尽快。',
    ])
  })

  test('is not the case’s own text, which stands above the timeline', () => {
    expect(saidIn(inbox.private).map(({ member }) => member)).not.toContain('content')
    expect(said({ message: { title: '路灯不亮', content: '已坏一周。' } })).toEqual([])
  })

  test('is not a reason that is a code: its label says it', () => {
    expect(said({ message: { reason: 'not-our-competence', explanation: '不在辖区。' } })).toEqual([
      { member: 'explanation', words: '不在辖区。' },
    ])
  })
})
