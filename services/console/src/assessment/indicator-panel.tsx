import type { Indicator, IndicatorCases, IndicatorDefinition } from '@inquiry/schema'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Segmented, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useCaseAddress } from '../cases/case-address.ts'
import { Outcome } from '../frame/outcome.tsx'
import { Panel } from '../frame/panel.tsx'
import { useAsker } from '../hub/asker.ts'
import { useNodeName } from '../labels/node-names.ts'
import { useSpeech } from '../language/language.tsx'
import { casesOfIndicator, excludeCase } from './questions.ts'
import { ReasonedButton } from './reasoned-button.tsx'

type Row = { unit: number; caseId: string; numerator: number | null; reason: string | null }
type Kind = 'all' | 'in' | 'out' | 'excluded'

/** What a figure is made of: every case that counts, and every one that is left out with the reason. */
export function IndicatorPanel({
  month,
  nodeId,
  definition,
  indicator,
}: {
  month: string
  nodeId: string
  definition: IndicatorDefinition
  indicator: Indicator
}) {
  const { text, language, format } = useSpeech()
  const words = text.assessment
  const nodeName = useNodeName()
  const [kind, setKind] = useState<Kind>('all')
  const query = useInfiniteQuery(casesOfIndicator(useAsker(), month, { nodeId, id: definition.id }))
  const { numerator, denominator } = indicator
  return (
    <Panel
      title={`${nodeName(nodeId)} · ${definition.label[language]}`}
      note={`${format.number(numerator)} / ${format.number(denominator)}`}
      className="assessment-cases"
      extra={
        <Segmented<Kind>
          size="small"
          value={kind}
          onChange={setKind}
          options={(['all', 'in', 'out', 'excluded'] as const).map((value) => ({ value, label: words.kinds[value] }))}
        />
      }
    >
      <p className="assessment-meaning">
        {definition.text[language]} <span className="quiet">{definition.basis[language]}</span>
      </p>
      <Outcome of={query} rows={6}>
        {({ pages }) => (
          <CaseRows
            rows={pages.flatMap(rowsOf).filter((row) => fits(row, kind))}
            excludable={{ month, nodeId, indicator: definition.id }}
          />
        )}
      </Outcome>
      {query.hasNextPage && (
        <p className="more">
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        </p>
      )}
    </Panel>
  )
}

function CaseRows({
  rows,
  excludable,
}: {
  rows: Row[]
  excludable: { month: string; nodeId: string; indicator: string }
}) {
  const { text } = useSpeech()
  const words = text.assessment
  const asker = useAsker()
  const addressOf = useCaseAddress()
  return (
    <Table<Row>
      size="small"
      rowKey="unit"
      dataSource={rows}
      locale={{ emptyText: words.noCases }}
      pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: words.caseId,
          key: 'case',
          render: (_, { caseId }) => (
            <Link to={addressOf(caseId)}>
              <code>{caseId}</code>
            </Link>
          ),
        },
        {
          title: words.outcome,
          key: 'outcome',
          render: (_, row) => <Standing row={row} />,
        },
        {
          key: 'exclude',
          align: 'right',
          render: (_, { caseId, reason }) =>
            reason === null && (
              <ReasonedButton
                label={words.exclude}
                title={words.excludeTitle(caseId)}
                act={(said) => excludeCase(asker, { ...excludable, caseId, reason: said })}
                said={words.excluded}
              />
            ),
        },
      ]}
    />
  )
}

function Standing({ row: { numerator, reason } }: { row: Row }) {
  const words = useSpeech().text.assessment
  const rules: Partial<Record<string, string>> = words.rules
  if (reason !== null)
    return (
      <>
        <Tag>{words.kinds.excluded}</Tag> {rules[reason] ?? reason}
      </>
    )
  return numerator === 1 ? <Tag color="cyan">{words.kinds.in}</Tag> : <Tag color="red">{words.kinds.out}</Tag>
}

function rowsOf({ counted, excluded }: IndicatorCases): Row[] {
  return [
    ...counted.map(({ caseId, numerator, unit = 0 }) => ({ unit, caseId, numerator, reason: null })),
    ...excluded.map(({ caseId, reason, unit = 0 }) => ({ unit, caseId, numerator: null, reason })),
  ].toSorted((a, b) => a.unit - b.unit)
}

function fits({ numerator, reason }: Row, kind: Kind): boolean {
  if (kind === 'all') return true
  return kind === 'excluded' ? reason !== null : reason === null && numerator === (kind === 'in' ? 1 : 0)
}
