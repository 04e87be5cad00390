import { channelCodes, natureCodes } from '@inquiry/schema'
import type { RouteRule } from '@inquiry/schema'
import { describe, expect, test } from 'vitest'
import { examineRules, route, simulate } from '../src/index.ts'
import type { PastCase } from '../src/index.ts'
import { file, nodes, rule, table } from './place.ts'

const current = table(rule('r1', { division: '4401' }), rule('r2', { division: '4402' }, '440000-housing'))

function past(caseId: string, changes: Partial<PastCase>): PastCase {
  const one = { ...file, ...changes }
  const found = route(current, one, nodes)
  return { ...one, caseId, before: { node: found.node, rule: found.node === null ? null : found.rule } }
}

describe('a simulation', () => {
  const cases = [
    past('1', {}),
    past('2', { division: '440203', category: undefined }),
    past('3', { division: '440203', category: { code: '0501' } }),
  ]
  const draft = [
    rule('r1', { division: '4401' }),
    rule('r9', { division: '4402', category: '05' }, '440200-a'),
    rule('r10', { division: '4402' }, '440000-housing'),
  ]

  test('lists the cases that would go to another node, by city and category', () => {
    expect(simulate(draft, cases, nodes)).toEqual({
      examined: 3,
      changed: [
        { caseId: '3', before: { node: '440000-housing', rule: 'r2' }, after: { node: '440200-a', rule: 'r9' } },
      ],
      byCity: [
        { city: '440200', examined: 2, changed: 1 },
        { city: '440100', examined: 1, changed: 0 },
      ],
      byCategory: [
        { category: '0501', examined: 1, changed: 1 },
        { category: null, examined: 1, changed: 0 },
        { category: '020301', examined: 1, changed: 0 },
      ],
    })
  })

  test('of the rules that hold changes nothing', () => {
    expect(simulate(current.rules, cases, nodes).changed).toEqual([])
  })
})

/** A table of the size of a province: each county and branch has its rule, and keywords stand above some. */
function provinceRules(): RouteRule[] {
  const counties = Array.from(
    { length: 124 },
    (_, i) => `44${String(1 + (i % 21)).padStart(2, '0')}${String(1 + Math.floor(i / 21)).padStart(2, '0')}`,
  )
  const branches = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'))
  const plain = counties.flatMap((division) =>
    branches.map((category) => rule(`${division}-${category}`, { division, category })),
  )
  const keyed = Array.from({ length: 300 }, (_, i) =>
    rule(`k${i}`, { division: '44', keyword: [`词${i}`, `关键${i}`, `事项${i}`] }, '440000-housing'),
  )
  return [...plain, ...keyed]
}

describe('a province’s table of 1,788 rules', () => {
  const rules = provinceRules()
  const text = '市民反映夜间施工噪声扰民，多次致电未果，希望有关部门尽快核查处理并答复。'.repeat(6)
  const cases = Array.from({ length: 10_000 }, (_, i): PastCase => {
    const division = `44${String(1 + (i % 25)).padStart(2, '0')}${String(1 + (i % 7)).padStart(2, '0')}`
    return {
      ...file,
      caseId: String(i),
      division,
      category: { code: `${String(1 + (i % 14)).padStart(2, '0')}01` },
      nature: natureCodes[i % 6] ?? 'help',
      channel: channelCodes[i % 9] ?? 'web',
      title: `第${i}件`,
      content: `${text}词${i % 400}`,
      before: { node: '440000-ecology', rule: null },
    }
  })

  test('is tried on 10,000 past cases in well under two seconds, and agrees with what the routing then does', () => {
    const started = performance.now()
    const { changed } = simulate(rules, cases, nodes)
    const milliseconds = performance.now() - started
    const put = table(...rules)
    const moved = cases.filter((one) => route(put, one, nodes).node !== one.before.node)
    expect(changed.map(({ caseId }) => caseId)).toEqual(moved.map(({ caseId }) => caseId))
    expect(moved.length).toBeGreaterThan(1000)
    expect(milliseconds).toBeLessThan(2000)
  })

  test('is examined in well under five seconds', () => {
    const started = performance.now()
    const { faults, findings } = examineRules(rules, {
      nodes,
      divisions: [...new Set(cases.map(({ division }) => division))],
      categories: Array.from({ length: 14 }, (_, i) => String(i + 1).padStart(2, '0')),
      profiles: new Set(),
    })
    const milliseconds = performance.now() - started
    expect(faults).toEqual([])
    expect(findings.length).toBeGreaterThan(0)
    expect(milliseconds).toBeLessThan(5000)
  })
})
