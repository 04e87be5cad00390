import type { NodeView, Sentence } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { Figure } from '../frame/figure.tsx'
import { useAsker } from '../hub/asker.ts'
import { figuresQuestion } from '../hub/questions.ts'
import { useSpeech } from '../language/language.tsx'
import type { Standing } from './figures.ts'

/** The figures that matter, each with what puts it in proportion; `today` is an instant of the hub's day. */
export function KeyFigures({
  standing,
  nodes,
  definitions,
  today,
}: {
  standing: Standing
  nodes: readonly NodeView[]
  definitions: Readonly<Record<string, Sentence>>
  today: string
}) {
  const { text, format, language } = useSpeech()
  const words = text.overview
  const day = format.day(today)
  const recordedToday = useQuery(figuresQuestion(useAsker(), ['day'], ['count'], { from: day })).data?.totals.count
  const meaning = (measure: string) => definitions[measure]?.[language]
  const share = (part: number) => words.shareOfRecorded(format.share(standing.recorded ? part / standing.recorded : 0))
  const seen = nodes.filter((node) => node.health.lastSeenAt !== null)
  const trouble = seen.filter((node) => node.health.state !== 'ok' || node.status === 'suspended')
  return (
    <div className="figures">
      <Figure
        name="recorded"
        label={words.recorded}
        value={format.number(standing.recorded)}
        note={recordedToday === undefined ? '' : words.today(format.number(recordedToday))}
        meaning={meaning('count')}
      />
      <Figure
        name="open"
        label={words.open}
        value={format.number(standing.open)}
        note={share(standing.open)}
        meaning={meaning('open')}
      />
      <Figure
        name="replied"
        label={words.replied}
        value={format.number(standing.replied)}
        note={share(standing.replied)}
      />
      <Figure
        name="overdue"
        label={words.overdue}
        value={format.number(standing.overdue)}
        note={standing.overdue === 0 ? words.noneOverdue : share(standing.overdue)}
        meaning={meaning('overdue')}
        alarming={standing.overdue > 0}
      />
      <Figure
        name="nodes"
        label={words.nodes}
        value={`${format.number(seen.length)} / ${format.number(nodes.length)}`}
        note={trouble.length === 0 ? words.nodesFine : words.nodesTrouble(format.number(trouble.length))}
        alarming={trouble.length > 0}
      />
    </div>
  )
}
