import type { Formula, NodeFigures } from '@inquiry/assessment'
import type { Assessment } from '@inquiry/schema'
import type { LeftOut } from './figures.query.ts'

/** The figures as the interface shows them (annex C16), with what is left out of each. */
export function nodesShown(
  { indicators }: Formula,
  nodes: readonly NodeFigures[],
  leftOut: readonly LeftOut[],
): Assessment['nodes'] {
  const labels = new Map(indicators.map(({ id, label }) => [id, label]))
  const byFigure = Map.groupBy(leftOut, ({ node, indicator }) => `${node} ${indicator}`)
  return nodes.map(({ nodeId, rank, score, indicators: figures }) => ({
    nodeId,
    rank,
    score,
    indicators: figures.map(({ id, numerator, denominator, value, excluded, scored }) => ({
      id,
      label: labels.get(id),
      numerator,
      denominator,
      value,
      counted: denominator,
      excluded: (byFigure.get(`${nodeId} ${id}`) ?? []).map(({ caseId, reason, exclusionId, unit }) => ({
        caseId,
        reason,
        ...(exclusionId === null ? {} : { exclusionId }),
        unit,
      })),
      excludedCount: excluded,
      scored,
    })),
  }))
}
