import type { Assessment } from '@inquiry/schema'
import { useMemo } from 'react'
import { Chart } from '../chart/chart.tsx'
import { barsOption } from '../chart/options.ts'
import { Nothing } from '../frame/outcome.tsx'
import { Panel } from '../frame/panel.tsx'
import { colours } from '../frame/theme.ts'
import { useNodeName } from '../labels/node-names.ts'
import { useSpeech } from '../language/language.tsx'

const fullScore = 100
const rowPx = 26
const framePx = 40

/** The scores as bars, the best on top. */
export function ScoreChart({ nodes }: { nodes: Assessment['nodes'] }) {
  const { text, format } = useSpeech()
  const words = text.assessment
  const nodeName = useNodeName()
  const scored = useMemo(
    () =>
      nodes
        .flatMap(({ nodeId, score }) => (score === null ? [] : [{ name: nodeName(nodeId), score }]))
        .toSorted((a, b) => b.score - a.score),
    [nodes, nodeName],
  )
  const option = useMemo(() => {
    const bars = barsOption(
      scored.map(({ name }) => name),
      [{ name: words.score, colour: colours.open, values: scored.map(({ score }) => score) }],
      format.number,
    )
    return { ...bars, xAxis: { ...bars.xAxis, max: fullScore, interval: fullScore / 4 } }
  }, [scored, words, format])
  const told = scored.map(({ name, score }) => `${name} ${format.number(score)}`).join(words.separator)
  return (
    <Panel title={words.scores}>
      {scored.length === 0 ? (
        <Nothing title={words.noScores} help={words.noScoresHelp} />
      ) : (
        <Chart option={option} height={framePx + scored.length * rowPx} label={words.scoreChart(told)} />
      )}
    </Panel>
  )
}
