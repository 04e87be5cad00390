import { describe, expect, test } from 'vitest'
import { suggestCategory } from '../src/index.ts'

describe('a case that names no category', () => {
  test('is suggested three, the most probable first, with the words that say why', () => {
    const suggestions = suggestCategory(
      '小学学位不足',
      '番禺区某小区的孩子今年入学，公办小学没有学位，请教育局说明如何安排老师和班级。',
    )
    expect(suggestions.map(({ code }) => code)[0]).toBe('04')
    expect(suggestions).toHaveLength(3)
    expect(suggestions[0]?.words).toContain('小学')
    expect(suggestions[0]?.probability).toBeGreaterThan(suggestions[1]?.probability ?? 1)
  })

  test('about buses is one of transport, as the shipped scheme has it', () => {
    expect(
      suggestCategory('希望增加公交车班次', '地铁站到园区的公交线路太少，公交车半小时一班，上班等公交很久。')[0]?.code,
    ).toBe('03')
  })

  test('and says nothing that is known gives probabilities that are far from sure', () => {
    expect(suggestCategory('甲', '乙')[0]?.probability).toBeLessThan(0.5)
  })
})
