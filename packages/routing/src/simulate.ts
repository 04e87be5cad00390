import type { RouteRule } from '@inquiry/schema'
import { cityOf } from './node-directory.ts'
import type { NodeDirectory } from './node-directory.ts'
import { destination } from './route.ts'
import type { RoutingCase } from './table.ts'

/** Where a case went or would go. */
export type Choice = { node: string | null; rule: string | null }

/** A case of the past, with its first assignment by rule as it was then (nulls where it was unroutable). */
export type PastCase = RoutingCase & { caseId: string; before: Choice }

/** How many cases of a city, or of a category, were examined and would go elsewhere. */
export type Share<K extends string> = Record<K, string | null> & { examined: number; changed: number }

/** What a draft of the rules would change: `changed` are the cases that would go to another node. */
export type Simulation = {
  examined: number
  changed: { caseId: string; before: Choice; after: Choice }[]
  byCity: Share<'city'>[]
  byCategory: Share<'category'>[]
}

/**
 * Where past cases would go under a draft of the rules, against where they went. A case that would reach the same node by
 * another rule is not a change. Cities and categories stand in the order of how much of them would move.
 */
export function simulate(draft: readonly RouteRule[], cases: Iterable<PastCase>, nodes: NodeDirectory): Simulation {
  const changed: Simulation['changed'] = []
  const cities = new Map<string | null, { examined: number; changed: number }>()
  const categories = new Map<string | null, { examined: number; changed: number }>()
  let examined = 0
  for (const file of cases) {
    const after = destination({ rules: draft }, file, nodes)
    const moves = after.node !== file.before.node
    examined += 1
    count(cities, cityOf(file.division), moves)
    count(categories, file.category?.code ?? null, moves)
    if (moves) changed.push({ caseId: file.caseId, before: file.before, after })
  }
  const byCity = inOrder(cities).map(([city, share]) => ({ city, ...share }))
  const byCategory = inOrder(categories).map(([category, share]) => ({ category, ...share }))
  return { examined, changed, byCity, byCategory }
}

type Tally = Map<string | null, { examined: number; changed: number }>

function count(tally: Tally, key: string | null, moves: boolean): void {
  const share = tally.get(key) ?? { examined: 0, changed: 0 }
  share.examined += 1
  if (moves) share.changed += 1
  tally.set(key, share)
}

function inOrder(tally: Tally): [string | null, { examined: number; changed: number }][] {
  return [...tally].toSorted(
    ([oneKey, one], [otherKey, other]) => other.changed - one.changed || ((oneKey ?? '') < (otherKey ?? '') ? -1 : 1),
  )
}
