import { describe, expect, test } from 'vitest'
import { compare, prepare, privateEvidence, thresholds, type CaseText } from '../src/index.ts'

const ground = {
  title: '天河区车陂路云栖花园楼下烧烤店油烟扰民',
  content:
    '尊敬的领导，我是天河区车陂路云栖花园3栋的业主。小区临街的阿强烧烤店没有专用烟道，每天晚上油烟直接排到楼上，家里不敢开窗，老人孩子咳嗽不止，请城管部门尽快处理。',
  division: '440106',
  submittedAt: '2026-03-02T09:10:00+08:00',
  node: '440100',
  reporterKey: 'k1',
} satisfies CaseText
const neighbour = {
  ...ground,
  title: '云栖花园烧烤店每晚排放油烟',
  content: '车陂路云栖花园一楼的阿强烧烤店天天冒油烟，整栋楼都是油烟味，多次投诉没有结果，希望有人来管。',
  submittedAt: '2026-03-05T21:40:00+08:00',
  reporterKey: 'k2',
} satisfies CaseText
const elsewhere = {
  ...ground,
  title: '增城区荔湖街道学位不足',
  content: '我们小区的孩子今年九月入学，荔湖街道附近的公办小学没有学位，请教育局说明如何安排。',
  division: '440118',
  reporterKey: 'k3',
} satisfies CaseText

describe('two citizens about one matter', () => {
  test('are likely one matter, and jointly filed', () => {
    const likeness = compare(prepare(ground), prepare(neighbour))
    expect(likeness.score).toBeGreaterThan(thresholds.likely)
    expect(likeness.kind).toBe('joint')
  })

  test('give the same likeness whichever comes first', () => {
    const [a, b] = [prepare(ground), prepare(neighbour)]
    expect(compare(a, b)).toEqual(compare(b, a))
  })

  test('share index keys, so that one is found from the other', () => {
    const keys = new Set(prepare(ground).indexKeys)
    expect(prepare(neighbour).indexKeys.filter((key) => keys.has(key)).length).toBeGreaterThan(2)
  })

  test('leave none of their words in the public evidence, and the shared ones in the private', () => {
    const [a, b] = [prepare(ground), prepare(neighbour)]
    expect(JSON.stringify(compare(a, b).evidence)).not.toMatch(/云栖|烧烤|车陂|阿强/)
    expect(privateEvidence(a, b).words).toContain('烧烤店')
    expect(privateEvidence(a, b).names).toContain('云栖花园')
  })
})

describe('one citizen', () => {
  test('who files again on the same platform repeats', () => {
    expect(compare(prepare(ground), prepare({ ...neighbour, reporterKey: 'k1' })).kind).toBe('repeat')
  })

  test('who says the same few words again surely repeats', () => {
    const short = { ...ground, title: '路灯不亮', content: '路灯不亮。' }
    const again = { ...short, submittedAt: '2026-03-09T09:10:00+08:00' }
    expect(compare(prepare(short), prepare(again))).toMatchObject({ kind: 'repeat', confidence: 'sure' })
    expect(compare(prepare(short), prepare({ ...again, reporterKey: 'k9' })).confidence).not.toBe('sure')
  })

  test('who files on another platform has cross-filed', () => {
    const other = { ...neighbour, reporterKey: 'k1', node: '440000-hotline' }
    expect(compare(prepare(ground), prepare(other)).kind).toBe('cross-filed')
  })
})

describe('the same words with one plain difference', () => {
  const filed = (place: string, year: string): CaseText => ({
    ...ground,
    title: `${place}${year}年加装电梯补助何时到账`,
    content: `${place}${year}年加装电梯的补助一直没有到账，街道说还在审核，请住建部门说明何时可以到账。`,
  })

  test('are never surely one matter: another year, another district', () => {
    const here = prepare(filed('天河区', '2017'))
    for (const other of [filed('天河区', '2018'), filed('番禺区', '2017')])
      expect(compare(here, prepare({ ...other, reporterKey: 'k9' })).confidence).not.toBe('sure')
  })
})

test('a name written the other way round is found by the same key', () => {
  const keys = (name: string): ReadonlySet<number> =>
    new Set(prepare({ ...ground, title: `${name}小区停水`, content: '停水。' }).indexKeys)
  expect(keys('云栖').intersection(keys('栖云')).size).toBeGreaterThan(1)
})

test('another topic at another place is no likeness at all', () => {
  const likeness = compare(prepare(ground), prepare(elsewhere))
  expect(likeness.kind).toBeNull()
  expect(likeness.score).toBeLessThan(0.1)
})

test('a prepared case survives JSON and compares the same afterwards', () => {
  const [a, b] = [prepare(ground), prepare(neighbour)]
  expect(compare(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))).score).toBe(compare(a, b).score)
})

test('index keys are signed 32-bit integers, at most thirty', () => {
  const { indexKeys } = prepare({ ...ground, content: ground.content.repeat(200) })
  expect(indexKeys.length).toBeLessThanOrEqual(30)
  expect(indexKeys.every((key) => key === (key | 0))).toBe(true)
})
