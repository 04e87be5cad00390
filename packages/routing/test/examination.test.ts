import { channelCodes, natureCodes } from '@inquiry/schema'
import type { RouteRule } from '@inquiry/schema'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { examineRules, route } from '../src/index.ts'
import type { Finding, RoutingCase } from '../src/index.ts'
import { file, nodes, rule, table } from './place.ts'

const register = {
  nodes,
  divisions: ['440000', '440100', '440106', '440111', '440200', '440203', '450100'],
  categories: ['02', '0203', '020301', '05', '0501'],
  profiles: new Set(['xinfang-2022']),
}

function findings(...rules: readonly RouteRule[]): readonly Finding[] {
  return examineRules(rules, register).findings.filter(({ kind }) => kind !== 'gap')
}

describe('a fault', () => {
  test('is a repeated id, an unknown node or an unknown profile, each at its place', () => {
    const rules = [
      { ...rule('r1', {}), assist: ['440100', '441900'] },
      { ...rule('r1', { division: '44' }, '990000'), profile: 'xinfang-2005' },
      { ...rule('r2', {}), profile: 'xinfang-2022' },
    ]
    const { faults } = examineRules(rules, register)
    expect(faults.map(({ pointer, rule: broken }) => [pointer, broken])).toEqual([
      ['/rules/0/assist/1', 'code'],
      ['/rules/1/id', 'uniqueItems'],
      ['/rules/1/assign', 'code'],
      ['/rules/1/profile', 'code'],
    ])
    expect(faults[1]?.message).toBe('规则编号 r1 重复')
  })
})

describe('a tie', () => {
  test('is between equally specific rules that may match one case and differ in what they do', () => {
    expect(
      findings(
        rule('r1', { division: '44', keyword: ['噪声'] }),
        rule('r2', { division: '44', keyword: ['施工'] }, '440000-housing'),
        rule('r3', { division: '44', keyword: ['占道'] }),
      ),
    ).toEqual([{ kind: 'tie', rules: ['r1', 'r2', 'r3'] }])
  })

  test('is not between rules that do the same, or that no case can match together', () => {
    expect(findings(rule('r1', { keyword: ['噪声'] }), rule('r2', { keyword: ['施工'] }))).toEqual([])
    expect(findings(rule('r1', { nature: ['help'] }), rule('r2', { nature: ['praise'] }, '440000-housing'))).toEqual([])
    expect(findings(rule('r1', { division: '4401' }), rule('r2', { division: '4402' }, '440100'))).toEqual([])
  })
})

describe('a shadowed rule', () => {
  test('matches only what one other rule takes', () => {
    expect(findings(rule('r1', { division: '44' }), rule('r2', { division: '44' }, '440000-housing'))).toEqual([
      { kind: 'shadowed', rule: 'r2', by: 'r1' },
    ])
    expect(
      findings(rule('r1', { nature: ['help'] }), rule('r2', { nature: [...natureCodes], channel: ['web'] })),
    ).toEqual([])
    expect(findings(rule('r1', {}), rule('all', { nature: [...natureCodes] }, '440000-housing'))).toEqual([
      { kind: 'shadowed', rule: 'r1', by: 'all' },
    ])
  })

  test('is so by keywords only where its own hold them', () => {
    expect(findings(rule('r1', { keyword: ['施工'] }), rule('r2', { keyword: ['夜间施工', '施工噪声'] }))).toEqual([
      { kind: 'shadowed', rule: 'r2', by: 'r1' },
    ])
    expect(findings(rule('r1', { keyword: ['施工'] }), rule('r2', { keyword: ['夜间施工', '噪声'] }))).toEqual([])
  })
})

describe('an unreachable rule', () => {
  test('asks for a code that no list has', () => {
    expect(findings(rule('r1', { division: '4409' }), rule('r2', { category: '09' }))).toEqual([
      { kind: 'unreachable', rule: 'r1', because: 'no-such-division' },
      { kind: 'unreachable', rule: 'r2', because: 'no-such-category' },
    ])
  })

  test('matches only what several others take together', () => {
    expect(
      findings(
        rule('city', { division: '4402' }),
        rule('seat', { division: '440200' }),
        rule('county', { division: '440203' }, '440200-a'),
      ),
    ).toEqual([{ kind: 'unreachable', rule: 'city', because: 'others' }])
  })
})

describe('a gap', () => {
  test('names the divisions, categories and natures that no rule answers for, and who has them by default', () => {
    const { findings: found } = examineRules(
      [
        rule('r1', { division: '4401' }),
        rule('r2', { division: '4402', category: '02' }),
        rule('r3', { division: '45', nature: ['help'] }),
      ],
      register,
    )
    expect(found).toEqual([
      { kind: 'gap', divisions: ['440000'], categories: 'all', natures: 'all', fallsTo: 'default:origin' },
      {
        kind: 'gap',
        divisions: ['440200', '440203'],
        categories: ['05', null],
        natures: 'all',
        fallsTo: 'default:city',
      },
      {
        kind: 'gap',
        divisions: ['450100'],
        categories: 'all',
        natures: natureCodes.filter((nature) => nature !== 'help'),
        fallsTo: 'default:origin',
      },
    ])
  })

  test('is there also where only a keyword would help', () => {
    expect(examineRules([rule('r1', { keyword: ['噪声'] })], register).findings).toHaveLength(2)
    expect(examineRules([rule('r1', {})], register).findings).toEqual([])
  })
})

describe('what the examination says', () => {
  const channels = channelCodes.slice(0, 2)
  const keywords = ['a', 'ab', 'b', 'c']
  const arbitraryRule = fc.record({
    division: fc.constantFrom(undefined, '44', '4402', '440200', '440203', '45'),
    category: fc.constantFrom(undefined, undefined, '02', '0203', '020301'),
    nature: fc.constantFrom(undefined, undefined, ['help'], ['help', 'report'], [...natureCodes]),
    channel: fc.constantFrom(undefined, undefined, ['web'], [...channelCodes]),
    keyword: fc.option(fc.subarray(keywords, { minLength: 1 }), { nil: undefined, freq: 2 }),
  })
  const rules = fc.array(arbitraryRule, { minLength: 4, maxLength: 14 }).map((conditions) =>
    conditions.map((condition, place): RouteRule => {
      const when = Object.fromEntries(Object.entries(condition).filter(([, value]) => value !== undefined))
      return { id: `r${place}`, when, assign: '440100' }
    }),
  )
  const everyCase: RoutingCase[] = register.divisions.flatMap((division) =>
    [...register.categories, null].flatMap((code) =>
      natureCodes.flatMap((nature) =>
        channels.flatMap((channel) =>
          ['', ...keywords].map((content) => {
            const category = code === null ? undefined : { code }
            return { ...file, division, category, nature, channel, title: '题', content }
          }),
        ),
      ),
    ),
  )

  test('of rules without effect is what trying every case shows', () => {
    let silent = 0
    fc.assert(
      fc.property(rules, (list) => {
        const put = table(...list)
        const winners = new Set(everyCase.map((one) => route(put, one, nodes)).map((found) => found.node && found.rule))
        const said = examineRules(list, register).findings.flatMap((finding) =>
          'rule' in finding ? [finding.rule] : [],
        )
        const seen = list.map(({ id }) => id).filter((id) => !winners.has(id))
        silent += seen.length
        expect(said).toEqual(seen)
      }),
      { numRuns: 60, seed: 20260903 },
    )
    expect(silent).toBeGreaterThan(20)
  }, 60_000)

  test('of gaps is what trying every case without a keyword shows', () => {
    fc.assert(
      fc.property(rules, (list) => {
        const put = table(...list)
        const open = new Set<string>()
        for (const one of everyCase.filter(({ content }) => content === '')) {
          const found = route(put, one, nodes)
          if (found.node !== null && found.rule === null) open.add(`${one.division}/${one.nature}`)
        }
        const said = examineRules(list, register).findings.flatMap((finding) =>
          finding.kind === 'gap'
            ? finding.divisions.flatMap((division) =>
                natureCodes
                  .filter((nature) => finding.natures === 'all' || finding.natures.includes(nature))
                  .map((nature) => `${division}/${nature}`),
              )
            : [],
        )
        expect([...new Set(said)].toSorted()).toEqual([...open].toSorted())
      }),
      { numRuns: 40, seed: 20260904 },
    )
  }, 60_000)
})
