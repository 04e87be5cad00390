import type { StatsRow } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { Nothing, Outcome } from '../frame/outcome.tsx'
import { useAsker } from '../hub/asker.ts'
import { figuresQuestion, type Period } from '../hub/questions.ts'
import { useNodeName } from '../labels/node-names.ts'
import { useSpeech } from '../language/language.tsx'
import { Bars } from './bars.tsx'

const shown = 8

/** Who has the most open cases in hand; what nobody has stands among them. */
export function HandlerBars({ period }: { period: Period }) {
  const { text } = useSpeech()
  const nodeName = useNodeName()
  const byHandler = useQuery(figuresQuestion(useAsker(), ['handler'], ['count', 'open'], period))
  const nameOf = ({ handler }: StatsRow) => (handler ? nodeName(handler) : text.cases.nobody)
  return (
    <Outcome of={byHandler} rows={4}>
      {({ rows }) => {
        const bars = mostOpen(rows).map((row) => ({ code: row.handler ?? '', name: nameOf(row), count: row.open ?? 0 }))
        if (bars.length === 0) return <Nothing title={text.overview.noneOpen} />
        return <Bars bars={bars} label={text.overview.handlerChart} />
      }}
    </Outcome>
  )
}

function mostOpen(rows: readonly StatsRow[]): StatsRow[] {
  const open = rows.filter((row) => (row.open ?? 0) > 0)
  return open.toSorted((a, b) => (b.open ?? 0) - (a.open ?? 0)).slice(0, shown)
}
