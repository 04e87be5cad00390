import type { Assessment, Indicator, IndicatorDefinition } from '@inquiry/schema'
import { Table, type TableColumnsType, Tooltip } from 'antd'
import { Link, type To, useLocation } from 'react-router'
import { useNodeName } from '../labels/node-names.ts'
import { type Speech, useSpeech } from '../language/language.tsx'

type NodeRow = Assessment['nodes'][number]

/** Nodes by indicators; each figure leads to the cases that it is made of. */
export function FigureTable({ assessment }: { assessment: Assessment }) {
  const speech = useSpeech()
  const nodeName = useNodeName()
  const addressOf = useFigureAddress()
  const rows = assessment.nodes.toSorted(
    (a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || a.nodeId.localeCompare(b.nodeId),
  )
  return (
    <Table<NodeRow>
      size="small"
      rowKey="nodeId"
      className="assessment-table"
      dataSource={rows}
      columns={[
        ...standingColumns(speech, nodeName),
        ...(assessment.formula.indicators ?? []).map((definition) => figureColumn(speech, definition, addressOf)),
      ]}
      pagination={rows.length > 100 ? { pageSize: 100 } : false}
      showSorterTooltip={false}
      scroll={{ x: 'max-content' }}
    />
  )
}

function standingColumns({ text, format }: Speech, nodeName: (nodeId: string) => string): TableColumnsType<NodeRow> {
  const words = text.assessment
  return [
    { title: words.rank, key: 'rank', align: 'right', className: 'number', render: (_, { rank }) => rank ?? '—' },
    { title: words.node, key: 'node', fixed: 'left', render: (_, { nodeId }) => nodeName(nodeId) },
    {
      title: words.score,
      key: 'score',
      align: 'right',
      className: 'number',
      sorter: (a, b) => (a.score ?? -1) - (b.score ?? -1),
      render: (_, { score }) => <strong data-measure="score">{score === null ? '—' : format.number(score)}</strong>,
    },
  ]
}

function figureColumn(
  { text, format, language }: Speech,
  definition: IndicatorDefinition,
  addressOf: (nodeId: string, id: string) => To,
): TableColumnsType<NodeRow>[number] {
  const { id, label, text: meaning, weight } = definition
  const words = text.assessment
  const title = (
    <Tooltip title={meaning[language]}>
      <span className="assessment-head">
        {label[language]}
        <small>{weight === 0 ? words.unscored : words.weight(format.number(weight))}</small>
      </span>
    </Tooltip>
  )
  return {
    title,
    key: id,
    align: 'right',
    className: 'number',
    render: (_, { nodeId, indicators }) => {
      const figure = indicators.find((indicator) => indicator.id === id)
      if (!figure || figure.denominator + (figure.excludedCount ?? 0) === 0)
        return <span className="count-none">—</span>
      return (
        <Link
          to={addressOf(nodeId, id)}
          className="assessment-cell"
          data-figure={`${nodeId} ${id}`}
          style={{ background: shade(figure, definition) }}
        >
          <b>{figure.value === null ? '—' : format.share(figure.value)}</b>
          <small>
            {format.number(figure.numerator)}/{format.number(figure.denominator)}
            {figure.excludedCount ? ` ${words.leftOut(format.number(figure.excludedCount))}` : ''}
          </small>
        </Link>
      )
    },
  }
}

/** The worse a scored figure, the warmer its ground. */
function shade({ value, scored }: Indicator, { direction }: IndicatorDefinition): string | undefined {
  if (value === null || !scored) return undefined
  const bad = direction === 'higher' ? 1 - value : value
  return `rgb(184 52 31 / ${Math.round(Math.min(1, bad * 1.5) * 24)}%)`
}

function useFigureAddress(): (nodeId: string, id: string) => To {
  const { pathname, search } = useLocation()
  return (node, indicator) => {
    const address = new URLSearchParams(search)
    address.set('node', node)
    address.set('indicator', indicator)
    return { pathname, search: address.toString() }
  }
}
