import type { RouteRule } from '@inquiry/schema'
import { cellsOf } from './cells.ts'
import type { Cells } from './cells.ts'
import type { Finding } from './finding.ts'

type Candidate = { rule: RouteRule; cells: Cells; result: string }

/**
 * Equally specific rules that may match the same case with different results. Such rules name the same prefixes; two
 * keywords may always stand in one text. Rules that are tied through others are one finding, in the order of the table.
 */
export function ties(rules: readonly RouteRule[]): Finding[] {
  const groups = Map.groupBy(
    rules.map((rule) => ({ rule, cells: cellsOf(rule.when), result: resultOf(rule) })),
    ({ rule }) => specificityKey(rule),
  )
  return [...groups.values()].flatMap((group) => tiesIn(group))
}

function specificityKey({ when }: RouteRule): string {
  const { division = '', category = '', keyword, nature, channel } = when
  return JSON.stringify([division, category, !!keyword, !!nature, !!channel])
}

/** What a rule does with a case; where two do the same it does not matter which of them wins. */
function resultOf({ assign, assist = [], profile = '' }: RouteRule): string {
  return JSON.stringify([assign, assist.toSorted(), profile])
}

function tiesIn(group: readonly Candidate[]): Finding[] {
  if (new Set(group.map(({ result }) => result)).size < 2) return []
  let clusters: Candidate[][] = []
  for (const candidate of group) {
    const isTied = (cluster: Candidate[]): boolean => cluster.some((other) => areTied(candidate, other))
    const joined = clusters.filter(isTied)
    clusters = [...clusters.filter((cluster) => !joined.includes(cluster)), [...joined.flat(), candidate]]
  }
  return clusters
    .filter((cluster) => cluster.length > 1)
    .map((cluster) => ({ kind: 'tie', rules: inOrder(group, cluster).map(({ rule }) => rule.id) }))
}

function areTied(one: Candidate, other: Candidate): boolean {
  return one.result !== other.result && (one.cells & other.cells) !== 0n
}

function inOrder(group: readonly Candidate[], cluster: readonly Candidate[]): Candidate[] {
  const members = new Set(cluster)
  return group.filter((candidate) => members.has(candidate))
}
