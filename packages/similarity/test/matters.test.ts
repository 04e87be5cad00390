import { describe, expect, test } from 'vitest'
import { joinMatters, prepare, type CaseText, type KnownCase } from '../src/index.ts'

function complaint(title: string, content: string, reporterKey: string, day: number): CaseText {
  const submittedAt = `2026-03-${String(day).padStart(2, '0')}T10:00:00+08:00`
  return { title, content, division: '440106', submittedAt, node: '440100', reporterKey }
}

const smoke = [
  complaint(
    '天河区珠吉路翠涛雅苑烧烤店油烟扰民',
    '天河区珠吉路翠涛雅苑2栋楼下的烧烤店没有专用烟道，油烟直排，住户不敢开窗，请城管处理。',
    'k1',
    2,
  ),
  complaint(
    '翠涛雅苑楼下烧烤店每晚油烟扰民',
    '珠吉路翠涛雅苑楼下烧烤店天天排油烟，整栋楼都是油烟味，多次投诉无果。',
    'k2',
    3,
  ),
  complaint('投诉珠吉路翠涛雅苑烧烤油烟', '翠涛雅苑一楼烧烤档油烟直排，没有烟道，晚上营业到两点，请求查处。', 'k3', 4),
]
const parking = complaint(
  '翠涛雅苑地下车位只售不租',
  '翠涛雅苑开发商的地下车位只卖不租，业主买不起车位，车子只能停在路边被贴罚单，请住建局出面协调。',
  'k4',
  5,
)
const copied = complaint(
  '番禺区东环路富豪花园烧烤店油烟扰民',
  '番禺区东环路富豪花园6栋楼下的烧烤店没有专用烟道，油烟直排，住户不敢开窗，请城管处理。',
  'k5',
  6,
)

function known(texts: readonly CaseText[], matterId: string | null): KnownCase[] {
  return texts.map((text, at) => ({ caseId: `${matterId ?? 'alone'} ${at}`, matterId, prepared: prepare(text) }))
}

describe('a case about a known matter', () => {
  const [first, second, third] = smoke as [CaseText, CaseText, CaseText]

  test('joins it, with the links that say why', () => {
    const decision = joinMatters(prepare(third), known([first, second], 'm1'))
    expect(decision.joins).toMatchObject({ matterId: 'm1', caseIds: ['m1 0', 'm1 1'] })
    expect(decision.links.map(({ likeness }) => likeness.kind)).toEqual(['joint', 'joint'])
  })

  test('founds a matter with one that stood alone', () => {
    expect(joinMatters(prepare(second), known([first], null)).joins).toMatchObject({
      matterId: null,
      caseIds: ['alone 0'],
    })
  })

  test('stays out of it when a coordinator split it from one of its cases, and is not linked with that one', () => {
    const decision = joinMatters(prepare(third), known([first, second], 'm1'), new Set(['m1 0']))
    expect(decision.joins).toBeNull()
    expect(decision.links.map(({ caseId }) => caseId)).toEqual(['m1 1'])
  })

  test('unites two matters that turn out to be one', () => {
    const decision = joinMatters(prepare(third), [...known([first], 'm1'), ...known([second], 'm2')])
    expect(new Set([decision.joins, ...decision.unites].map((matter) => matter?.matterId))).toEqual(
      new Set(['m1', 'm2']),
    )
  })
})

test('another problem of the same estate joins nothing', () => {
  expect(joinMatters(prepare(parking), known(smoke, 'm1')).joins).toBeNull()
})

test('the same text about another estate joins nothing', () => {
  expect(joinMatters(prepare(copied), known(smoke, 'm1')).joins).toBeNull()
})

test('a case without candidates joins nothing', () => {
  expect(joinMatters(prepare(parking), [])).toEqual({ links: [], joins: null, unites: [] })
})
