import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CodeMapping, coverage, entriesWithoutStandard, translate } from '../src/code-lists/mapping.ts'
import { natures } from '../src/code-lists/nature.ts'

const mapping: CodeMapping = {
  list: 'nature',
  nodeId: '440100',
  version: '1',
  entries: [
    { local: '1', standard: 'consultation' },
    { local: '投诉类', standard: 'complaint' },
  ],
}

function withComplaint(local: string): CodeMapping {
  return { ...mapping, entries: [...mapping.entries, { local, standard: 'complaint' }] }
}

describe('a mapping from local to standard codes', () => {
  test('translates what it names and nothing else', () => {
    expect(translate(mapping, '1')).toBe('consultation')
    expect(translate(mapping, '投诉类')).toBe('complaint')
    expect(translate(mapping, '2')).toBeUndefined()
    expect(translate(mapping, 'constructor')).toBeUndefined()
  })

  test('may send several local codes to one standard code, but no local code to two', () => {
    expect(CodeMapping.safeParse(withComplaint('3')).success).toBe(true)
    expect(CodeMapping.safeParse(withComplaint('1')).error?.issues[0]?.path).toEqual(['entries'])
  })

  test('is for a list that the standard has', () => {
    expect(CodeMapping.safeParse({ ...mapping, list: 'colour' }).success).toBe(false)
  })

  test('shows the entries whose standard code does not hold', () => {
    const wrong = { local: '9', standard: 'wish' }
    const withWrong = { ...mapping, entries: [...mapping.entries, wrong] }
    expect(entriesWithoutStandard(mapping, natures, '2026-01-01')).toEqual([])
    expect(entriesWithoutStandard(withWrong, natures, '2026-01-01')).toEqual([wrong])
  })
})

describe('the coverage of a mapping', () => {
  test('is the share of occurrences it translates, with the most frequent others first', () => {
    const counts = new Map([
      ['1', 6],
      ['b', 1],
      ['a', 1],
      ['其他', 2],
    ])
    expect(coverage(mapping, counts)).toEqual({
      total: 10,
      mapped: 6,
      share: 0.6,
      unmapped: [
        { local: '其他', count: 2 },
        { local: 'a', count: 1 },
        { local: 'b', count: 1 },
      ],
    })
  })

  test('has no share where nothing was counted', () => {
    expect(coverage(mapping, new Map())).toEqual({ total: 0, mapped: 0, share: null, unmapped: [] })
  })

  test('names the twenty most frequent', () => {
    const counted = fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 50 })), { maxLength: 60 })
    fc.assert(
      fc.property(counted, (pairs) => {
        const counts = new Map(pairs)
        const report = coverage(mapping, counts)
        const missing = [...counts].filter(([local]) => translate(mapping, local) === undefined)
        const frequencies = missing.map(([, count]) => count).toSorted((a, b) => b - a)
        expect(report.unmapped.map((entry) => entry.count)).toEqual(frequencies.slice(0, 20))
        expect(report.unmapped.every((entry) => counts.get(entry.local) === entry.count)).toBe(true)
        expect(report.total - report.mapped).toBe(missing.reduce((sum, [, count]) => sum + count, 0))
      }),
    )
  })
})
