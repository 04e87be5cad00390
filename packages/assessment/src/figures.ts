import { createHash } from 'node:crypto'
import type { Formula } from './formulas/index.ts'

/** What was counted for an indicator of a node, and how many units were left out. */
export type Tally = { node: string; indicator: string; numerator: number; denominator: number; excluded: number }

/** An indicator's figure; `value` is null where nothing was counted. */
export type Figure = {
  id: string
  numerator: number
  denominator: number
  value: number | null
  excluded: number
  /** Whether it is part of the score. */
  scored: boolean
}

/** A node's figures; `score` is null where nothing of it could be scored, `rank` with it. */
export type NodeFigures = { nodeId: string; rank: number | null; score: number | null; indicators: readonly Figure[] }

/** A month's figures as the log had them up to a position. */
export type Figures = { month: string; formula: string; position: number; nodes: readonly NodeFigures[] }

/** The figures of every node of which anything was counted or left out, by node. */
export function figuresOf({ indicators }: Formula, tallies: readonly Tally[]): NodeFigures[] {
  const byNode = Map.groupBy(tallies, ({ node }) => node)
  const unranked = [...byNode.keys()].toSorted().map((nodeId) => {
    const own = new Map((byNode.get(nodeId) ?? []).map((tally) => [tally.indicator, tally]))
    const figures = indicators.map((indicator) => figure(indicator, own.get(indicator.id)))
    return { nodeId, score: scoreOf(indicators, figures), indicators: figures }
  })
  const scores = unranked.flatMap(({ score }) => score ?? [])
  return unranked.map((node) => ({ ...node, rank: rankOf(node.score, scores) }))
}

/** `sha-256:` and base64url over the figures as JSON, members and nodes in fixed order: what a publication commits to. */
export function digestOfFigures({ month, formula, position, nodes }: Figures): string {
  const text = JSON.stringify({
    month,
    formula,
    position,
    nodes: nodes.map(({ nodeId, rank, score, indicators }) => ({
      nodeId,
      rank,
      score,
      indicators: indicators.map(({ id, numerator, denominator, value, excluded, scored }) => ({
        id,
        numerator,
        denominator,
        value,
        excluded,
        scored,
      })),
    })),
  })
  return `sha-256:${createHash('sha256').update(text).digest('base64url')}`
}

function figure(
  { id, weight, minimum }: Formula['indicators'][number],
  { numerator, denominator, excluded }: Pick<Tally, 'numerator' | 'denominator' | 'excluded'> = {
    numerator: 0,
    denominator: 0,
    excluded: 0,
  },
): Figure {
  const value = denominator === 0 ? null : Math.round((numerator * 10_000) / denominator) / 10_000
  return { id, numerator, denominator, value, excluded, scored: weight > 0 && denominator >= Math.max(1, minimum) }
}

function scoreOf(indicators: Formula['indicators'], figures: readonly Figure[]): number | null {
  let sum = 0
  let weights = 0
  indicators.forEach(({ direction, weight }, i) => {
    const { numerator, denominator, scored } = figures[i] as Figure
    if (!scored) return
    const good = direction === 'higher' ? numerator : denominator - numerator
    sum += (weight * good) / denominator
    weights += weight
  })
  return weights === 0 ? null : Math.round((sum * 10_000) / weights) / 100
}

function rankOf(score: number | null, scores: readonly number[]): number | null {
  return score === null ? null : 1 + scores.filter((other) => other > score).length
}
