import { natures, channels, type Stats, type StatsGroup, statsMeasures } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { useAsker } from '../hub/asker.ts'
import { figuresQuestion, nodesQuestion, type Period } from '../hub/questions.ts'
import { ExportButton } from '../frame/export-button.tsx'
import { Nothing, Outcome } from '../frame/outcome.tsx'
import { PageHead, Panel } from '../frame/panel.tsx'
import { useSpeech } from '../language/language.tsx'
import { CityChart } from './city-chart.tsx'
import { CityTable } from './city-table.tsx'
import { CodeBars } from './code-bars.tsx'
import { DayChart } from './day-chart.tsx'
import { standing, standingsByCity, withSilentCities } from './figures.ts'
import { HandlerBars } from './handler-bars.tsx'
import { KeyFigures } from './key-figures.tsx'
import { LatestEvents } from './latest-events.tsx'
import { PeriodChoice, usePeriod } from './period.tsx'

/** How the province stands: who has how many cases, what is open, what is late, and what is happening now. */
export function OverviewPage() {
  const { text, format } = useSpeech()
  const asker = useAsker()
  const period = usePeriod()
  const byCity = useQuery(figuresQuestion(asker, ['city', 'status'], ['count', 'open'], period))
  const asOf = byCity.data?.asOf
  const note = asOf && text.overview.asOf(format.number(asOf.position), format.time(asOf.time))
  return (
    <>
      <PageHead title={text.menu.overview} note={note}>
        {asOf && <PeriodChoice today={format.day(asOf.time)} />}
      </PageHead>
      <Outcome of={byCity} rows={16}>
        {(figures) => <Shown figures={figures} />}
      </Outcome>
    </>
  )
}

function Shown({ figures }: { figures: Stats }) {
  const { text } = useSpeech()
  const asker = useAsker()
  const period = usePeriod()
  const late = useQuery(figuresQuestion(asker, ['city'], ['count', 'overdue'], period)).data
  const byKind = useQuery(figuresQuestion(asker, ['nature', 'channel'], ['count'], period))
  const nodes = useQuery(nodesQuestion(asker)).data?.nodes ?? []
  const seats = nodes.filter((node) => node.kind === 'city').map((node) => node.nodeId.slice(0, 6))
  const cities = withSilentCities(standingsByCity(figures.rows, late?.rows ?? []), seats)
  const all = standing(figures.rows, late?.rows ?? [])
  const words = text.overview
  const nothing = <NoCases everything={period.from === undefined && period.to === undefined} />
  return (
    <div className="overview">
      <KeyFigures
        standing={all}
        nodes={nodes}
        definitions={{ ...figures.definitions, ...late?.definitions }}
        today={figures.asOf.time}
      />
      <Panel title={words.byCity} note={words.byCityNote} className="overview-cities">
        {all.recorded === 0 ? nothing : <CityChart cities={cities} />}
      </Panel>
      <div className="overview-side">
        <Panel title={words.byDay} note={words.byDayNote}>
          <DayChart period={period} />
        </Panel>
        <div className="overview-kinds">
          <Panel title={words.byNature}>
            <Outcome of={byKind} rows={4}>
              {({ rows }) => <CodeBars rows={rows} group="nature" list={natures} label={words.natureChart} />}
            </Outcome>
          </Panel>
          <Panel title={words.byChannel}>
            <Outcome of={byKind} rows={4}>
              {({ rows }) => <CodeBars rows={rows} group="channel" list={channels} label={words.channelChart} />}
            </Outcome>
          </Panel>
        </div>
      </div>
      <Panel title={words.cityTable} className="overview-table" extra={<Export group="city" period={period} />}>
        <CityTable cities={cities} all={all} />
      </Panel>
      <div className="overview-side">
        <Panel title={words.byHandler} note={words.byHandlerNote} extra={<Export group="handler" period={period} />}>
          <HandlerBars period={period} />
        </Panel>
        <Panel title={words.recent} className="overview-recent">
          <LatestEvents />
        </Panel>
      </div>
    </div>
  )
}

/** The figures behind a table as a file: of every row, with each measure. */
function Export({ group, period }: { group: StatsGroup; period: Period }) {
  const parameters = { groupBy: group, measures: statsMeasures.join(','), ...period }
  return <ExportButton question="/v1/stats/cases" parameters={parameters} small />
}

function NoCases({ everything }: { everything: boolean }) {
  const words = useSpeech().text.overview
  return everything ? (
    <Nothing title={words.noCases} help={words.noCasesHelp} />
  ) : (
    <Nothing title={words.noCasesInPeriod} help={words.noCasesInPeriodHelp} />
  )
}
