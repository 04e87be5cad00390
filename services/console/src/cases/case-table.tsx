import type { CaseSummary } from '@inquiry/schema'
import { Grid, Table, type TableColumnsType, Tag } from 'antd'
import { Link, useNavigate } from 'react-router'
import { type DivisionNames, useDivisionNames } from '../labels/divisions.ts'
import { useNodeName } from '../labels/node-names.ts'
import { type Speech, useSpeech } from '../language/language.tsx'
import { useCaseAddress } from './case-address.ts'
import { DueText } from './due-text.tsx'
import { NatureTag, StatusTag, UrgencyTag } from './status-tag.tsx'

type Names = { divisions: DivisionNames; nodeName: (id: string) => string }
type AddressOf = ReturnType<typeof useCaseAddress>

/** Cases as rows; a row, or its title from the keyboard, opens the case. */
export function CaseTable({ cases }: { cases: CaseSummary[] }) {
  const speech = useSpeech()
  const names = { divisions: useDivisionNames(), nodeName: useNodeName() }
  const addressOf = useCaseAddress()
  const navigate = useNavigate()
  const wide = Grid.useBreakpoint().md ?? true
  return (
    <Table<CaseSummary>
      size="small"
      rowKey="caseId"
      dataSource={cases}
      columns={wide ? wideColumns(speech, names, addressOf) : narrowColumns(speech, names, addressOf)}
      pagination={false}
      className="case-table"
      onRow={({ caseId }) => ({ onClick: () => void navigate(addressOf(caseId)) })}
    />
  )
}

function wideColumns({ text, format }: Speech, names: Names, addressOf: AddressOf): TableColumnsType<CaseSummary> {
  const words = text.cases
  return [
    { title: words.name, key: 'title', render: (_, each) => <Title of={each} addressOf={addressOf} /> },
    { title: words.status, key: 'status', render: (_, each) => <Standing of={each} /> },
    {
      title: words.division,
      key: 'division',
      className: 'one-line',
      render: (_, { division }) => names.divisions.fullName(division),
    },
    {
      title: `${words.origin} → ${words.handler}`,
      key: 'parties',
      render: (_, each) => <Parties of={each} nodeName={names.nodeName} />,
    },
    {
      title: words.receivedAt,
      key: 'receivedAt',
      className: 'number one-line',
      render: (_, each) => <time dateTime={each.receivedAt}>{format.time(each.receivedAt)}</time>,
    },
    {
      title: words.nextDue,
      key: 'nextDueAt',
      className: 'number one-line',
      render: (_, { nextDueAt }) => <Next at={nextDueAt} />,
    },
  ]
}

/** One column on a narrow screen: each case a small card. */
function narrowColumns({ text, format }: Speech, names: Names, addressOf: AddressOf): TableColumnsType<CaseSummary> {
  const card = (each: CaseSummary) => (
    <div className="case-card">
      <Title of={each} addressOf={addressOf} />
      <Standing of={each} />
      <small>
        {names.divisions.fullName(each.division)} · {format.time(each.receivedAt)}
      </small>
      <Parties of={each} nodeName={names.nodeName} />
      <Next at={each.nextDueAt} />
    </div>
  )
  return [{ title: text.cases.title, key: 'card', render: (_, each) => card(each) }]
}

function Title({ of: each, addressOf }: { of: CaseSummary; addressOf: AddressOf }) {
  const { text } = useSpeech()
  return (
    <span className="case-title">
      <Link to={addressOf(each.caseId)} onClick={(event) => event.stopPropagation()}>
        {each.title ?? text.cases.withheld}
      </Link>
      <NatureTag nature={each.nature} />
      <UrgencyTag urgency={each.urgency} />
    </span>
  )
}

function Standing({ of: each }: { of: CaseSummary }) {
  const { text } = useSpeech()
  return (
    <span className="case-standing">
      <StatusTag status={each.status} />
      {each.overdue && <Tag color="red">{text.cases.overdue}</Tag>}
      {each.paused && <Tag color="gold">{text.cases.paused}</Tag>}
      {each.attention.map((reason) => (
        <Tag key={reason} color="orange">
          {text.cases.attentions[reason]}
        </Tag>
      ))}
    </span>
  )
}

function Parties({ of: { origin, handler }, nodeName }: { of: CaseSummary; nodeName: (id: string) => string }) {
  const { text } = useSpeech()
  return (
    <span className="parties">
      {nodeName(origin)} <i>→</i> {handler === null ? <em>{text.cases.nobody}</em> : nodeName(handler)}
    </span>
  )
}

function Next({ at }: { at: string | null }) {
  return at === null ? <span className="count-none">—</span> : <DueText dueAt={at} now={Date.now()} />
}
