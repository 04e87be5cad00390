import { describe, expect, test } from 'vitest'
import type { RouteRule } from '@inquiry/schema'
import { nodeDirectory, route } from '../src/index.ts'
import type { RouteTable, RoutingCase } from '../src/index.ts'

const nodes = nodeDirectory([
  { nodeId: '440100', kind: 'city' },
  { nodeId: '440200-b', kind: 'city' },
  { nodeId: '440200-a', kind: 'city' },
  { nodeId: '440000-ecology', kind: 'department' },
])

const file: RoutingCase = {
  division: '440106',
  category: { code: '020301' },
  nature: 'complaint',
  channel: 'web',
  title: '夜间施工ＡＢＣ噪声',
  content: '工地连续三晚施工。',
  origin: '440300',
}

function table(...rules: readonly RouteRule[]): RouteTable {
  return { version: 3, effectiveFrom: '2026-01-01T00:00:00+08:00', putAt: '2026-01-01T00:00:00+08:00', rules }
}

function rule(id: string, when: RouteRule['when'], assign = '440000-ecology'): RouteRule {
  return { id, when, assign }
}

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
