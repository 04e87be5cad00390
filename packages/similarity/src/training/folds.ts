import { hashText } from '../text/hash.ts'
import type { Gold, GoldRow } from './gold.ts'

/**
 * Put rows into folds so that no cluster (its optional and undecided rows included) is in two of them. The largest
 * groups are dealt first, each to the fold with the fewest rows; equal groups in the order of a hash.
 */
export function foldsOf(rows: readonly GoldRow[], gold: Gold, folds: number): Map<string, number> {
  const groups = groupsOf(rows, gold).toSorted(
    (a, b) => b.length - a.length || hashText(a[0] ?? '') - hashText(b[0] ?? ''),
  )
  const sizes = Array.from({ length: folds }, () => 0)
  const fold = new Map<string, number>()
  for (const group of groups) {
    const least = sizes.indexOf(Math.min(...sizes))
    sizes[least] = (sizes[least] ?? 0) + group.length
    for (const id of group) fold.set(id, least)
  }
  return fold
}

function groupsOf(rows: readonly GoldRow[], gold: Gold): string[][] {
  const parents = new Map<string, string>()
  const root = (id: string): string => {
    const parent = parents.get(id) ?? id
    return parent === id ? id : root(parent)
  }
  const join = (ids: readonly string[]): void => {
    for (const id of ids) parents.set(root(id), root(ids[0] ?? id))
  }
  const known = new Set(rows.map(({ id }) => id))
  for (const { ids, optional } of gold.clusters) join([...ids, ...(optional ?? [])].filter((id) => known.has(id)))
  for (const { ids } of gold.uncertain) join(ids.filter((id) => known.has(id)))
  return [...Map.groupBy([...known], root).values()]
}
