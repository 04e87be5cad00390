import { formulaOf, type Figures } from '@inquiry/assessment'
import type { CheckedPublication, RecountVerdict } from './recount-copy.ts'

/** A recount for people: the figures of each node, and whether each publication follows from the log. */
export function recountLines({ month, figures, publications }: RecountVerdict): string[] {
  const last = publications.at(-1)
  const shown = last?.recounted?.figures ?? figures
  return [
    `${month}, formula ${shown.formula}, events up to position ${shown.position}`,
    ...shown.nodes.flatMap((node) => nodeLines(node, shown.formula)),
    ...(shown.nodes.length === 0 ? ['nothing is counted for this month'] : []),
    ...publications.map(publicationLine),
    ...(publications.length === 0 ? ['nothing was published of this month: there is nothing to compare with'] : []),
  ]
}

function nodeLines({ nodeId, rank, score, indicators }: Figures['nodes'][number], version: string): string[] {
  const labels = new Map(formulaOf(version)?.indicators.map(({ id, label }) => [id, label.zh]))
  return [
    `${nodeId}  rank ${rank ?? '-'}  score ${score ?? '-'}`,
    ...indicators
      .filter(({ denominator, excluded }) => denominator + excluded > 0)
      .map(({ id, numerator, denominator, value, excluded }) => {
        const left = excluded === 0 ? '' : `, ${excluded} left out`
        const share = value === null ? '-' : `${(value * 100).toFixed(2)} %`
        return `  ${id} ${labels.get(id) ?? ''}  ${numerator}/${denominator} = ${share}${left}`
      }),
  ]
}

function publicationLine({ position, time, formula, asOf, digest, recounted, agrees }: CheckedPublication): string {
  const what = `published at ${time} (position ${position}, formula ${formula}, events up to ${asOf})`
  if (agrees) return `AGREES: ${what} is what the log gives: ${digest}`
  if (recounted) return `DISAGREES: ${what} has ${digest}, but the log gives ${recounted.digest}`
  return formulaOf(formula)
    ? `DISAGREES: ${what} is made of events that this log does not have`
    : `NOT CHECKED: ${what}: this release does not know the formula`
}
