import { describe, expect, test } from 'vitest'
import type { RouteRule } from '@inquiry/schema'
import { adviceAfterReturn, emptyTable, route, tableAt } from '../src/index.ts'
import type { RouteTable, RoutingCase } from '../src/index.ts'
import { file, nodes, rule, table } from './place.ts'

function winnerOf(...rules: readonly RouteRule[]): string | null | undefined {
  const found = route(table(...rules), file, nodes)
  return found.node === null ? undefined : found.rule
}

describe('the most specific rule', () => {
  const ascending: readonly [string, RouteRule['when']][] = [
    ['unconditional', {}],
    ['channel', { channel: ['web'] }],
    ['nature', { nature: ['complaint'] }],
    ['keyword', { keyword: ['噪声'] }],
    ['category', { category: '02' }],
    ['longer category', { category: '0203' }],
    ['division', { division: '44' }],
    ['longer division', { division: '440106' }],
  ]

  test.each(ascending.slice(1).map(([name, when], i) => [name, when, ascending[i]?.[1] ?? {}] as const))(
    'by %s wins over everything less specific, wherever it stands in the list',
    (_, better, worse) => {
      expect(winnerOf(rule('better', better), rule('worse', worse))).toBe('better')
      expect(winnerOf(rule('worse', worse), rule('better', better))).toBe('better')
    },
  )

  test('is, among equals, the one that stands earlier in the list', () => {
    const found = route(table(rule('r1', { division: '44' }), rule('r2', { division: '44' })), file, nodes)
    expect(found).toMatchObject({ rule: 'r1', rulesVersion: 3, beat: [{ rule: 'r2', because: 'order' }] })
  })
})

describe('a keyword', () => {
  test('is found literally in the title or the content, after NFKC and without case', () => {
    expect(winnerOf(rule('r1', { keyword: ['abc'] }))).toBe('r1')
    expect(winnerOf(rule('r1', { keyword: ['没有的', '三晚'] }))).toBe('r1')
    expect(winnerOf(rule('r1', { keyword: ['a.c'] }))).toBeNull()
    expect(winnerOf(rule('r1', { keyword: ['噪声工地'] }))).toBeNull()
  })
})

describe('without a rule', () => {
  test('a case goes to the city node of its division', () => {
    expect(route(table(), file, nodes)).toMatchObject({ node: '440100', rule: null })
    expect(route(table(), { ...file, division: '440203' }, nodes)).toMatchObject({ node: '440200-a', rule: null })
  })

  test('and without a city node to its origin, which the reason names', () => {
    const found = route(table(), { ...file, division: '450103' }, nodes)
    expect(found).toMatchObject({ node: '440300', rule: null })
    expect(found.node !== null && found.why.zh).toContain('default:origin')
  })
})

describe('what leads to the body complained about', () => {
  const report: RoutingCase = { ...file, nature: 'report', subjectNode: '440000-ecology' }

  test('is skipped as if it did not exist, and only coordinators are told', () => {
    const rules = [rule('r1', { division: '440106' }), rule('r2', { division: '44' }, '440000-housing')]
    const found = route(table(...rules), report, nodes)
    expect(found).toMatchObject({ node: '440000-housing', rule: 'r2', beat: [], skipped: ['r1'] })
    expect(JSON.stringify(found.node !== null && found.why)).not.toContain('r1')
  })

  test('does not assist either', () => {
    const found = route(
      table({ ...rule('r1', {}, '440000-housing'), assist: ['440000-ecology', '440100'] }),
      report,
      nodes,
    )
    expect(found).toMatchObject({ assist: ['440100'] })
  })

  test('leaves the case without a place where nothing else is left', () => {
    const own = { ...report, subjectNode: '440100', origin: '440100' }
    expect(route(table(), own, nodes)).toEqual({
      node: null,
      rulesVersion: 3,
      skipped: ['default:city', 'default:origin'],
    })
  })
})

function from(version: number, effectiveFrom: string, putAt = '2026-01-01T00:00:00+08:00'): RouteTable {
  return { ...table(), version, effectiveFrom, putAt }
}

describe('the advice after a return', () => {
  const rules = table(rule('r1', { division: '440106' }), rule('r2', { division: '44' }, '440000-housing'))

  test('is the next rule that leads elsewhere, then the default', () => {
    expect(adviceAfterReturn(rules, file, nodes, ['440000-ecology'])).toMatchObject({
      node: '440000-housing',
      rule: 'r2',
    })
    expect(adviceAfterReturn(rules, file, nodes, ['440000-ecology', '440000-housing'])).toMatchObject({
      node: '440100',
      rule: null,
      skipped: ['r1', 'r2'],
    })
  })

  test('is none where everybody has returned it', () => {
    const everybody = ['440000-ecology', '440000-housing', '440100', file.origin]
    expect(adviceAfterReturn(rules, file, nodes, everybody).node).toBeNull()
  })
})

describe('the table that holds', () => {
  const tables = [
    from(1, '2026-01-01T00:00:00+08:00'),
    from(2, '2026-06-01T00:00:00+08:00'),
    from(3, '2025-01-01T00:00:00+08:00', '2026-03-01T00:00:00+08:00'),
  ]

  test.each([
    ['2025-12-31T23:59:59+08:00', 0],
    ['2026-02-01T00:00:00+08:00', 1],
    ['2026-03-01T00:00:00+08:00', 3],
    ['2026-05-31T16:00:00Z', 2],
  ])('at %s is version %i', (at, version) => {
    expect(tableAt(tables, at).version).toBe(version)
  })

  test('is, of two that begin together, the later version; and before the first the empty one', () => {
    const twice = [from(2, '2026-01-01T00:00:00+08:00'), from(1, '2026-01-01T00:00:00+08:00')]
    expect(tableAt(twice, '2026-02-01T00:00:00+08:00').version).toBe(2)
    expect(tableAt([], '2026-02-01T00:00:00+08:00')).toBe(emptyTable)
  })
})

describe('the reason', () => {
  test('says what held and what the rule won by, in both languages', () => {
    const found = route(
      table(rule('r1', { division: '4401', nature: ['complaint'] }), rule('r2', { division: '44', keyword: ['噪声'] })),
      file,
      nodes,
    )
    expect(found).toMatchObject({
      rule: 'r1',
      beat: [{ rule: 'r2', because: 'division' }],
      why: {
        zh: '符合规则 r1（区划 4401，性质 投诉）；优先于 r2：区划更具体',
        en: 'rule r1 holds (division 4401, nature complaint); it beats r2: its division is more specific',
      },
    })
  })
  test('stays short though ten thousand rules with two hundred keywords hold: an event of the log has less than 64 KiB', () => {
    const keyword = Array.from({ length: 200 }, (_, at) => (at === 0 ? '噪声' : '𠮷'.repeat(98) + String(at)))
    const many = Array.from({ length: 10_000 }, (_, at) => rule(`${'r'.repeat(58)}${at}`, { keyword }))
    const found = route(table(...many), file, nodes)
    const said = found.node === null ? undefined : { why: found.why, beat: found.beat }
    expect(said?.beat).toHaveLength(50)
    expect(said?.why.zh).toContain('等 200 个')
    expect(Buffer.byteLength(JSON.stringify(said))).toBeLessThan(50_000)
  })
})
