import { channelCodes, natureCodes, RouteRule } from '@inquiry/schema'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowsToRules, rulesToRows } from '../src/index.ts'
import { rule } from './place.ts'

const headings = [
  '规则编号',
  '区划前缀',
  '分类前缀',
  '诉求性质',
  '来源渠道',
  '关键词',
  '承办单位',
  '协办单位',
  '期限规则',
  '备注',
]

function optional<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined })
}

describe('the rules as a sheet', () => {
  test('have Chinese headings and labels', () => {
    const full: RouteRule = {
      ...rule('r1', {
        division: '4401',
        category: '0203',
        nature: ['complaint', 'report'],
        channel: ['hotline'],
        keyword: ['噪声', '夜间、施工'],
      }),
      assist: ['440100', '440000-housing'],
      profile: 'xinfang-2022',
      note: '试行',
    }
    expect(rulesToRows([full])).toEqual([
      headings,
      [
        'r1',
        '4401',
        '0203',
        '投诉、举报',
        '热线电话',
        '噪声、"夜间、施工"',
        '440000-ecology',
        '440100、440000-housing',
        'xinfang-2022',
        '试行',
      ],
    ])
  })

  test('are the same rules when they are read again, in either language', () => {
    const text = fc
      .string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
      .filter((value) => RouteRule.shape.note.safeParse(value).success)
    const prefix = fc.stringMatching(/^[0-9]{1,6}$/)
    const arbitrary = fc.record({
      division: optional(prefix),
      category: optional(prefix),
      nature: optional(fc.subarray([...natureCodes], { minLength: 1 })),
      channel: optional(fc.subarray([...channelCodes], { minLength: 1 })),
      keyword: optional(fc.array(text, { minLength: 1, maxLength: 4 })),
      note: optional(text),
    })
    fc.assert(
      fc.property(
        fc.array(arbitrary, { maxLength: 6 }),
        fc.constantFrom('zh' as const, 'en' as const),
        (drafts, language) => {
          const rules = drafts.map(({ note, ...when }, place): RouteRule => {
            const given = Object.fromEntries(Object.entries(when).filter(([, value]) => value !== undefined))
            return { ...rule(`r${place}`, given), ...(note === undefined ? {} : { note }) }
          })
          expect(rowsToRules(rulesToRows(rules, language))).toEqual({ rules, faults: [] })
        },
      ),
      { numRuns: 300, seed: 20260905 },
    )
  })
})

describe('a sheet that an official has edited', () => {
  test('is read with its columns in any order, codes or labels, any separator, and empty rows', () => {
    const rows = [
      ['承办单位', 'Rule', '诉求性质', '关键词', '区划前缀'],
      ['440100', ' r1 ', '投诉, help', '噪声；施工\n占道', 440106],
      ['', null, undefined, '  '],
      ['440100', 'r2', '', '', ''],
    ]
    expect(rowsToRules(rows)).toEqual({
      rules: [
        rule('r1', { nature: ['complaint', 'help'], keyword: ['噪声', '施工', '占道'], division: '440106' }, '440100'),
        rule('r2', {}, '440100'),
      ],
      faults: [],
    })
  })

  test('is told the cell of every fault', () => {
    const rows = [
      [...headings, '多余'],
      ['r1', '44A', 203, '投拆', '', '', '440000-ecology'],
      ['r2', '', '', '', '', '', ''],
      ['r3', '', '', '', '', '', '440100', '440100、not a node'],
      ['r4', '', '', '', '', '', '440100'],
      ['r4', '', '', '', '', '', '440100'],
    ]
    const { rules, faults } = rowsToRules(rows)
    expect(faults.map(({ cell, rule: broken }) => [cell, broken])).toEqual([
      ['K1', 'enum'],
      ['C2', 'type'],
      ['B2', 'pattern'],
      ['D2', 'enum'],
      ['G3', 'required'],
      ['H4', 'pattern'],
      ['A6', 'uniqueItems'],
    ])
    expect(rules.map(({ id }) => id)).toEqual(['r4', 'r4'])
    expect(faults[1]?.message).toContain('前导零')
  })

  test('without the columns that every rule needs says so', () => {
    expect(rowsToRules([['备注'], ['试行']]).faults.map(({ rule: broken }) => broken)).toContain('required')
    expect(rowsToRules([]).faults).toHaveLength(2)
  })
})
