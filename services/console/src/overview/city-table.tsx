import { Grid, Table, type TableColumnsType } from 'antd'
import { Link } from 'react-router'
import { useDoors } from '../hub/open-doors.tsx'
import { type DivisionNames, useDivisionNames } from '../labels/divisions.ts'
import { useSpeech } from '../language/language.tsx'
import type { Format } from '../language/format.ts'
import type { Text } from '../language/zh.ts'
import type { CityStanding, Standing } from './figures.ts'

const counted = ['recorded', 'open', 'replied', 'overdue'] as const

/** Every city with its figures, sortable, and the sum of all. */
export function CityTable({ cities, all }: { cities: CityStanding[]; all: Standing }) {
  const { text, format } = useSpeech()
  const names = useDivisionNames()
  const listed = useDoors().get('/v1/cases')?.has('city') ?? false
  return (
    <Table<CityStanding>
      size="small"
      rowKey="city"
      dataSource={cities}
      columns={columns(text, format, names, listed)}
      pagination={false}
      showSorterTooltip={false}
      scroll={{ x: 'max-content' }}
      summary={() => <SumRow all={all} />}
    />
  )
}

function columns(text: Text, format: Format, names: DivisionNames, listed: boolean): TableColumnsType<CityStanding> {
  const words = text.overview
  const name = (city: string) =>
    listed ? <Link to={`/cases?city=${city}`}>{names.city(city)}</Link> : names.city(city)
  return [
    { title: words.city, dataIndex: 'city', fixed: 'left', render: name },
    ...counted.map((measure) => ({
      title: words[measure],
      dataIndex: measure,
      align: 'right' as const,
      className: 'number',
      sorter: (a: CityStanding, b: CityStanding) => a[measure] - b[measure],
      render: (value: number) => <Count measure={measure} value={value} shown={format.number(value)} />,
    })),
    {
      title: words.share,
      key: 'share',
      width: '26%',
      responsive: ['lg'],
      render: (_, row) => <Composition {...row} />,
    },
  ]
}

function Count({ measure, value, shown }: { measure: string; value: number; shown: string }) {
  const tone = value === 0 ? 'count-none' : measure === 'overdue' ? 'count-late' : ''
  return (
    <span className={tone} data-measure={measure}>
      {shown}
    </span>
  )
}

function SumRow({ all }: { all: Standing }) {
  const { text, format } = useSpeech()
  const composed = Grid.useBreakpoint().lg ?? true
  return (
    <Table.Summary.Row className="sum-row">
      <Table.Summary.Cell index={0}>{text.overview.total}</Table.Summary.Cell>
      {counted.map((measure, at) => (
        <Table.Summary.Cell key={measure} index={at + 1} align="right" className="number">
          <Count measure={measure} value={all[measure]} shown={format.number(all[measure])} />
        </Table.Summary.Cell>
      ))}
      {composed && (
        <Table.Summary.Cell index={counted.length + 1}>
          <Composition {...all} />
        </Table.Summary.Cell>
      )}
    </Table.Summary.Row>
  )
}

/** Open, answered and settled cases as parts of one bar. */
function Composition({ recorded, open, replied, settled }: Standing) {
  const part = (count: number) => ({ width: `${recorded ? (count / recorded) * 100 : 0}%` })
  return (
    <span className="composition" aria-hidden="true">
      <i className="part-open" style={part(open)} />
      <i className="part-replied" style={part(replied)} />
      <i className="part-settled" style={part(settled)} />
    </span>
  )
}
