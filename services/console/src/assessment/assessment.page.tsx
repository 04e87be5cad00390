import type { Assessment, Assessments } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { Select, Tag } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { Nothing, Outcome } from '../frame/outcome.tsx'
import { PageHead, Panel } from '../frame/panel.tsx'
import { useAsker } from '../hub/asker.ts'
import { useSpeech } from '../language/language.tsx'
import { ExclusionList } from './exclusion-list.tsx'
import { FigureTable } from './figure-table.tsx'
import { FormulaText } from './formula-text.tsx'
import { IndicatorPanel } from './indicator-panel.tsx'
import { ObjectionList } from './objection-list.tsx'
import { PublishButton } from './publish-button.tsx'
import { figuresOfMonth, monthsQuestion } from './questions.ts'
import { ScoreChart } from './score-chart.tsx'

/** The assessment: a month's figures by node, what they are made of, what is contested, and what was published. */
export function AssessmentPage() {
  const { text } = useSpeech()
  const [address] = useSearchParams()
  const query = useQuery(monthsQuestion(useAsker()))
  return (
    <Outcome of={query} rows={12}>
      {({ months }) => {
        const shown = months.find(({ month }) => month === address.get('month')) ?? months[0]
        return shown ? (
          <MonthShown key={shown.month} months={months} shown={shown} />
        ) : (
          <>
            <PageHead title={text.assessment.title} />
            <Panel title={text.assessment.title}>
              <Nothing title={text.assessment.none} help={text.assessment.noneHelp} />
            </Panel>
          </>
        )
      }}
    </Outcome>
  )
}

type CountedMonth = Assessments['months'][number]

function MonthShown({ months, shown }: { months: CountedMonth[]; shown: CountedMonth }) {
  const { text, format } = useSpeech()
  const words = text.assessment
  const navigate = useNavigate()
  const query = useQuery(figuresOfMonth(useAsker(), shown.month))
  const { published } = shown
  return (
    <>
      <PageHead
        title={words.title}
        note={
          query.data && text.overview.asOf(format.number(query.data.asOf.position), format.time(query.data.asOf.time))
        }
      >
        <Select
          aria-label={words.month}
          value={shown.month}
          options={months.map(({ month }) => ({ value: month, label: month }))}
          onChange={(month) => void navigate({ search: new URLSearchParams({ month }).toString() })}
        />
        <PublishButton month={shown.month} provisional={shown.provisional} />
      </PageHead>
      <p className="assessment-state">
        {shown.provisional && <Tag color="gold">{words.provisional}</Tag>}
        {published ? (
          <span data-published={published.asOf}>
            <Tag color="cyan">{words.published}</Tag>
            {words.publishedAt(format.time(published.time), format.number(published.asOf), published.formula)}{' '}
            <code>{published.digest}</code>
          </span>
        ) : (
          <span className="quiet">{words.notPublished}</span>
        )}
      </p>
      <Outcome of={query} rows={12}>
        {(assessment) => <Figures assessment={assessment} />}
      </Outcome>
    </>
  )
}

function Figures({ assessment }: { assessment: Assessment }) {
  const { text } = useSpeech()
  const words = text.assessment
  const [address] = useSearchParams()
  const chosen = { nodeId: address.get('node'), id: address.get('indicator') }
  const definition = assessment.formula.indicators?.find(({ id }) => id === chosen.id)
  const indicator = assessment.nodes
    .find(({ nodeId }) => nodeId === chosen.nodeId)
    ?.indicators.find(({ id }) => id === chosen.id)
  return (
    <div className="assessment">
      <Panel title={words.figures} note={words.figuresNote}>
        {assessment.nodes.length === 0 ? (
          <Nothing title={words.none} help={words.noneHelp} />
        ) : (
          <FigureTable assessment={assessment} />
        )}
      </Panel>
      {definition && indicator && chosen.nodeId && (
        <IndicatorPanel
          key={`${chosen.nodeId} ${definition.id}`}
          month={assessment.month}
          nodeId={chosen.nodeId}
          definition={definition}
          indicator={indicator}
        />
      )}
      <div className="assessment-columns">
        <ScoreChart nodes={assessment.nodes} />
        <ObjectionList month={assessment.month} formula={assessment.formula} />
      </div>
      <ExclusionList month={assessment.month} formula={assessment.formula} />
      <FormulaText formula={assessment.formula} />
    </div>
  )
}
