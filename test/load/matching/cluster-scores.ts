import { pairsOf } from '@inquiry/similarity/training/examples'
import { pairName, type Gold } from '@inquiry/similarity/training/gold'
import { agreementOf, type Agreement, type PairScores } from './pair-scores.ts'

/** Which group a row was put into; rows of equal names are together. */
export type Grouping = (id: string) => string

/** How a grouping agrees with the gold clusters. */
export interface ClusterAgreement {
  readonly rows: number
  readonly clusters: number
  /** B-cubed (Bagga and Baldwin 1998): for each row, of its group and of its cluster, the share that is in both. */
  readonly bCubed: Agreement
  readonly pairwise: Agreement
}

/** Gold clusters of more rows than this dominate every mean; figures are also given without them. */
const bigCluster = 15

/**
 * Compare a grouping with the gold on all judged rows (of clusters, must-not-merge groups and pairs) but those that are
 * only optional or undecided. A row outside every cluster stands alone.
 */
export function clusterAgreement(gold: Gold, grouping: Grouping): { all: ClusterAgreement; upTo15: ClusterAgreement } {
  const cluster = clusterOf(gold)
  const rows = judgedRows(gold, cluster)
  const small = rows.filter((id) => (gold.clusters[cluster.get(id) ?? -1]?.ids.length ?? 0) <= bigCluster)
  return { all: compareGroups(rows, cluster, grouping), upTo15: compareGroups(small, cluster, grouping) }
}

/** Share of all pairs inside gold clusters (of any size; of up to 15 rows) that score at least the threshold themselves. */
export function directRecall(gold: Gold, scores: PairScores, threshold: number): { all: number; upTo15: number } {
  const share = (clusters: Gold['clusters']): number => {
    const pairs = clusters.flatMap(({ ids }) => pairsOf(ids))
    const found = pairs.filter(([a, b]) => (scores.get(pairName(a, b)) ?? -Infinity) >= threshold)
    return found.length / Math.max(1, pairs.length)
  }
  return { all: share(gold.clusters), upTo15: share(gold.clusters.filter(({ ids }) => ids.length <= bigCluster)) }
}

/** The must-not-merge groups of which two sets were joined, with the number of set pairs joined. */
export function brokenGroups(gold: Gold, grouping: Grouping): { name: string; joined: number }[] {
  return gold.mustNotMerge
    .map(({ name, sets }) => {
      const placed = sets.flatMap((ids, set) => ids.map((id) => ({ set, group: grouping(id) })))
      const setsByGroup = [...Map.groupBy(placed, ({ group }) => group).values()].map(
        (found) => new Set(found.map(({ set }) => set)).size,
      )
      return { name, joined: setsByGroup.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0) }
    })
    .filter(({ joined }) => joined > 0)
}

/** How the largest cluster was held together: the share of it in one group, and how many strangers are in that group. */
export function largestCluster(
  gold: Gold,
  rows: readonly string[],
  grouping: Grouping,
): { rows: number; together: number; strangers: number } {
  const largest = gold.clusters.toSorted((a, b) => b.ids.length - a.ids.length)[0]
  if (largest === undefined) return { rows: 0, together: 0, strangers: 0 }
  const groups = [...Map.groupBy(largest.ids, grouping)].toSorted(([, a], [, b]) => b.length - a.length)
  const [main, members] = groups[0] ?? ['', []]
  const own = new Set([...largest.ids, ...(largest.optional ?? [])])
  const strangers = rows.filter((id) => grouping(id) === main && !own.has(id)).length
  return { rows: largest.ids.length, together: members.length / largest.ids.length, strangers }
}

/** Groups by single link: rows are together when a chain of pairs at or above the threshold joins them. */
export function singleLink(scores: PairScores, threshold: number): Grouping {
  const parents = new Map<string, string>()
  const root = (id: string): string => {
    let at = id
    for (let parent = parents.get(at); parent !== undefined && parent !== at; parent = parents.get(at)) at = parent
    return at
  }
  for (const [name, score] of scores) {
    const [a = '', b = ''] = name.split(' ')
    if (score >= threshold) parents.set(root(a), root(b))
  }
  return root
}

function clusterOf(gold: Gold): Map<string, number> {
  return new Map(gold.clusters.flatMap(({ ids }, cluster) => ids.map((id) => [id, cluster] as const)))
}

function judgedRows(gold: Gold, cluster: ReadonlyMap<string, number>): string[] {
  const open = [...gold.clusters.flatMap(({ optional }) => optional ?? []), ...gold.uncertain.flatMap(({ ids }) => ids)]
  const dropped = new Set(open.filter((id) => !cluster.has(id)))
  const rows = new Set([
    ...cluster.keys(),
    ...gold.mustNotMerge.flatMap(({ sets }) => sets.flat()),
    ...gold.pairs.flatMap(({ a, b }) => [a, b]),
  ])
  return [...rows].filter((id) => !dropped.has(id)).toSorted()
}

function compareGroups(
  rows: readonly string[],
  cluster: ReadonlyMap<string, number>,
  grouping: Grouping,
): ClusterAgreement {
  const goldName = (id: string): string => String(cluster.get(id) ?? `alone ${id}`)
  const goldGroups = Map.groupBy(rows, goldName)
  const foundGroups = Map.groupBy(rows, grouping)
  const both = Map.groupBy(rows, (id) => `${goldName(id)} in ${grouping(id)}`)
  let precision = 0
  let recall = 0
  for (const id of rows) {
    const shared = both.get(`${goldName(id)} in ${grouping(id)}`)?.length ?? 0
    precision += shared / (foundGroups.get(grouping(id))?.length ?? 1) / rows.length
    recall += shared / (goldGroups.get(goldName(id))?.length ?? 1) / rows.length
  }
  const pairs = (groups: ReadonlyMap<string, readonly string[]>): number =>
    [...groups.values()].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0)
  const right = pairs(both)
  return {
    rows: rows.length,
    clusters: [...goldGroups.keys()].filter((name) => !name.startsWith('alone ')).length,
    bCubed: { precision, recall, f1: (2 * precision * recall) / (precision + recall) },
    pairwise: agreementOf(right, pairs(foundGroups) - right, pairs(goldGroups) - right),
  }
}
