import type { Hotspot } from '@inquiry/schema'
import { useQuery } from '@tanstack/react-query'
import { Table, type TableColumnsType } from 'antd'
import { Link } from 'react-router'
import { useCaseAddress } from '../cases/case-address.ts'
import { Nothing, Outcome } from '../frame/outcome.tsx'
import { PageHead, Panel } from '../frame/panel.tsx'
import { useAsker } from '../hub/asker.ts'
import { hotspotsQuestion } from '../hub/questions.ts'
import { type DivisionNames, useDivisionNames } from '../labels/divisions.ts'
import { type Speech, useSpeech } from '../language/language.tsx'

/** Matters that grow unusually fast, hottest first. */
export function HotspotsPage() {
  const { text, format } = useSpeech()
  const query = useQuery(hotspotsQuestion(useAsker()))
  const asOf = query.data?.asOf
  return (
    <>
      <PageHead
        title={text.hotspots.title}
        note={asOf && text.overview.asOf(format.number(asOf.position), format.time(asOf.time))}
      />
      <Panel title={text.hotspots.title} className="panel-bare">
        <Outcome of={query} rows={10}>
          {({ hotspots }) =>
            hotspots.length === 0 ? (
              <Nothing title={text.hotspots.none} help={text.hotspots.noneHelp} />
            ) : (
              <HotspotTable hotspots={hotspots} />
            )
          }
        </Outcome>
      </Panel>
    </>
  )
}

function HotspotTable({ hotspots }: { hotspots: Hotspot[] }) {
  const speech = useSpeech()
  const divisions = useDivisionNames()
  const addressOf = useCaseAddress()
  return (
    <Table<Hotspot>
      size="small"
      rowKey="matterId"
      dataSource={hotspots}
      columns={[...matterColumns(speech, divisions, addressOf), ...figureColumns(speech)]}
      pagination={false}
      scroll={{ x: 'max-content' }}
    />
  )
}

function matterColumns(
  { text }: Speech,
  divisions: DivisionNames,
  addressOf: ReturnType<typeof useCaseAddress>,
): TableColumnsType<Hotspot> {
  const words = text.hotspots
  const title = (hotspot: Hotspot) => hotspot.title ?? text.cases.withheld
  return [
    { title: words.rank, dataIndex: 'rank', className: 'number', align: 'right' },
    {
      title: words.matter,
      key: 'matter',
      render: (_, spot) =>
        spot.examples[0] ? <Link to={addressOf(spot.examples[0])}>{title(spot)}</Link> : title(spot),
    },
    { title: words.division, key: 'division', render: (_, { division }) => divisions.fullName(division) },
  ]
}

function figureColumns({ text, format }: Speech): TableColumnsType<Hotspot> {
  const words = text.hotspots
  return [
    figure(words.cases, ({ cases }) => format.number(cases)),
    figure(words.expected, ({ expected }) => expected.toFixed(1)),
    figure(words.citizens, ({ citizens }) => format.number(citizens)),
    figure(words.platforms, ({ platforms }) => format.number(platforms)),
    figure(words.span, ({ firstAt, lastAt }) => `${format.time(firstAt)} – ${format.time(lastAt)}`),
    figure(words.unanswered, ({ unansweredHours }) =>
      unansweredHours === null ? '—' : format.span(unansweredHours * 3600),
    ),
  ]
}

function figure(title: string, value: (hotspot: Hotspot) => string): TableColumnsType<Hotspot>[number] {
  return { title, key: title, align: 'right', className: 'number', render: (_, hotspot) => value(hotspot) }
}
