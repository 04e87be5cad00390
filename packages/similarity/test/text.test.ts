import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { prepare, type CaseText } from '../src/index.ts'
import { sameName } from '../src/features/names.ts'
import { containment, marksOf } from '../src/text/marks.ts'
import { normalise } from '../src/text/normalise.ts'
import { subjectHashes } from '../src/text/subjects.ts'

function filed(title: string, content: string): CaseText {
  return { title, content, division: '440300', submittedAt: '2026-04-01T08:00:00+08:00', node: '440300' }
}

describe('one thing written in several ways is written in one', () => {
  test.each([
    ['地铁三号线何时开通', '地铁3号线何时开通'],
    ['龙岗区布吉二十一栋', '龙岗区布吉21栋'],
    ['１２号线ＡＢ出口', '12号线ab出口'],
    ['一八一四班收费', '1814班收费'],
    ['荔湾区第三中学食堂', '荔湾区3中食堂'],
    ['荔湾区三中食堂', '荔湾区3中食堂'],
    ['广州市一中心医院', '广州市一中心医院'],
  ])('%s', (written, normal) => {
    expect(normalise(written)).toBe(normal)
  })

  test('greetings and links say nothing of the matter', () => {
    expect(normalise('尊敬的领导：您好！水压太低 https://example.org/a?b=1').trim()).toBe('水压太低')
  })
})

describe('a case names', () => {
  test('places and organisations by their endings, those of the title first', () => {
    const { names, titleNames } = prepare(
      filed('宝安区翠湖雅居小区停水', '翠湖雅居旁的鹏城水务公司连日维修，西乡街道无人说明。'),
    )
    expect(names.slice(0, titleNames)).toContain('翠湖雅居')
    expect(names.slice(titleNames).some((name) => name.includes('鹏城'))).toBe(true)
  })

  test('nothing that any district has', () => {
    const { names } = prepare(filed('小区幼儿园收费太高', '附近的学校和医院都很远，公司下班晚。'))
    expect(names).toEqual([])
  })
})

test('names are one though one is longer or one character differs', () => {
  expect(sameName('万科翠湖雅居', '翠湖雅居')).toBe(true)
  expect(sameName('祥英春天', '英祥春天')).toBe(true)
  expect(sameName('翠湖雅居', '翠园雅居')).toBe(true)
  expect(sameName('翠湖雅居', '银湖山庄')).toBe(false)
  expect(sameName('东湖', '西湖')).toBe(false)
})

test('numbers and districts tell which one of several is meant', () => {
  const { numbers, districts, cities } = marksOf('深圳市南山区3号线12栋2018年')
  expect([numbers.get('号线'), numbers.get('栋'), numbers.get('年')]).toEqual([
    new Set(['3']),
    new Set(['12']),
    new Set(['2018']),
  ])
  expect(cities).toEqual(new Set(['深圳市']))
  expect(districts).toEqual(new Set(['南山区']))
  expect(containment(districts, new Set(['福田区']))).toBe(-1)
  expect(containment(districts, new Set(['南山区', '福田区']))).toBe(1)
})

test('a zone is no district, and a span of years is no year', () => {
  const { districts, numbers } = marksOf('深圳市高新区无证办学10年')
  expect(districts).toEqual(new Set())
  expect(numbers.get('年')).toBeUndefined()
  expect(marksOf('2017年补贴').numbers.get('年')).toEqual(new Set(['2017']))
})

describe('what citizens write about', () => {
  const subjects = (text: string): ReadonlySet<number> => new Set(subjectHashes(text))

  test.each([
    ['设备轰鸣', '噪声太大'],
    ['快速路何时通车', '快速路迟迟不能开通'],
  ])('is one subject in other words: %s', (one, other) => {
    expect(subjects(one).intersection(subjects(other)).size).toBeGreaterThan(0)
  })

  test('is another subject at the same place', () => {
    expect(subjects('云栖花园消防通道被占').isDisjointFrom(subjects('云栖花园虚假招商'))).toBe(true)
  })
})

test('whatever is written can be prepared, in bounded size', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 4000 }),
      (title, content) => {
        const prepared = prepare(filed(title, content))
        expect(JSON.parse(JSON.stringify(prepared))).toEqual(prepared)
        expect(prepared.names.length).toBeLessThanOrEqual(20)
        expect(prepared.indexKeys.length).toBeLessThanOrEqual(29)
      },
    ),
  )
})
