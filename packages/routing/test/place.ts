import type { RouteRule } from '@inquiry/schema'
import { nodeDirectory } from '../src/index.ts'
import type { RouteTable, RoutingCase } from '../src/index.ts'

export const nodes = nodeDirectory([
  { nodeId: '440100', kind: 'city' },
  { nodeId: '440200-b', kind: 'city' },
  { nodeId: '440200-a', kind: 'city' },
  { nodeId: '440000-ecology', kind: 'department' },
  { nodeId: '440000-housing', kind: 'department' },
])

export const file: RoutingCase = {
  division: '440106',
  category: { code: '020301' },
  nature: 'complaint',
  channel: 'web',
  title: '夜间施工ＡＢＣ噪声',
  content: '工地连续三晚施工。',
  origin: '440300',
}

export function table(...rules: readonly RouteRule[]): RouteTable {
  return { version: 3, effectiveFrom: '2026-01-01T00:00:00+08:00', putAt: '2026-01-01T00:00:00+08:00', rules }
}

export function rule(id: string, when: RouteRule['when'], assign = '440000-ecology'): RouteRule {
  return { id, when, assign }
}
