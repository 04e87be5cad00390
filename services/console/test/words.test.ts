import { divisions } from '@inquiry/schema/division'
import { describe, expect, test } from 'vitest'
import { namesIn } from '../src/labels/divisions.ts'
import { categoryPath } from '../src/labels/labels.ts'
import { en } from '../src/language/en.ts'
import { formatOf } from '../src/language/format.ts'
import { zh } from '../src/language/zh.ts'
import { readEvidence } from '../src/matters/read-evidence.ts'

describe('times', () => {
  test('are the hub’s, in Asia/Shanghai, wherever the reader is', () => {
    const format = formatOf('en', en)
    expect(format.time('2026-11-22T18:30:05Z')).toBe('2026-11-23 02:30')
    expect(format.clock('2026-11-22T18:30:05Z')).toBe('02:30:05')
    expect(format.day('2026-11-22T15:59:59.999Z')).toBe('2026-11-22')
  })

  test('apart are told in the largest unit that says enough', () => {
    const { span } = formatOf('zh', zh)
    expect([59, 60, 3600, 47 * 3600, 48 * 3600].map(span)).toEqual(['59 秒', '1 分', '1 小时', '47 小时', '2 天'])
  })
})

describe('names of places', () => {
  const names = {
    zh: namesIn(divisions, 'zh', zh.overview.provincial),
    en: namesIn(divisions, 'en', en.overview.provincial),
  }

  test('name the city before a district in Chinese and after it in English', () => {
    expect(names.zh.fullName('440106')).toBe('广州市天河区')
    expect(names.en.fullName('440106')).toBe('Tianhe, Guangzhou')
  })

  test('say that what belongs to no city is the province’s own', () => {
    expect(names.zh.city('440000')).toBe('广东省本级')
    expect(names.zh.fullName('441900')).toBe('东莞市')
  })

  test('are the codes themselves until the table is there', () => {
    expect(namesIn(undefined, 'zh', zh.overview.provincial).fullName('440106')).toBe('440106')
  })
})

test('a category is told with the branches above it', () => {
  expect(categoryPath('010101', 'zh').split(' / ').length).toBe(3)
  expect(categoryPath('99', 'zh').split(' / ').length).toBe(1)
})

describe('the evidence of a link', () => {
  test('is told in the reader’s language, with what each finding weighs', () => {
    const evidence = {
      modelVersion: '1',
      features: [{ name: 'words', value: 0.876, contribution: -0.4, zh: '用词', en: 'words' }],
    }
    expect(readEvidence(evidence, 'zh')).toEqual([{ name: '用词', value: '0.88', weight: -0.4 }])
  })

  test('of another shape is shown member by member, so that nothing is hidden', () => {
    expect(readEvidence({ sharedWords: 12, place: '体育东路', parts: [1] }, 'zh')).toEqual([
      { name: 'sharedWords', value: '12' },
      { name: 'place', value: '体育东路' },
      { name: 'parts', value: '[1]' },
    ])
  })
})
