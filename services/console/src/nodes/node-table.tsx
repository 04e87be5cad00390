import type { NodeView } from '@inquiry/schema'
import { Badge, Table, type TableColumnsType, Tag, Tooltip } from 'antd'
import { useNodeName } from '../labels/node-names.ts'
import { type Speech, useSpeech } from '../language/language.tsx'

type Counts = ReadonlyMap<string, number>
const tones = { ok: 'success', gap: 'error', quiet: 'warning', 'never-seen': 'default' } as const
/** The worst first when sorted by health. */
const gravity = { gap: 0, quiet: 1, 'never-seen': 2, ok: 3 } as const

/** Nodes with their health; sortable by every figure. */
export function NodeTable({ nodes, recorded, handling }: { nodes: NodeView[]; recorded: Counts; handling: Counts }) {
  const speech = useSpeech()
  const nodeName = useNodeName()
  return (
    <Table<NodeView>
      size="small"
      rowKey="nodeId"
      dataSource={nodes}
      columns={[
        ...identityColumns(speech, nodeName),
        ...healthColumns(speech),
        ...volumeColumns(speech, recorded, handling),
      ]}
      pagination={false}
      showSorterTooltip={false}
      scroll={{ x: 'max-content' }}
    />
  )
}

function identityColumns({ text }: Speech, nodeName: (id: string) => string): TableColumnsType<NodeView> {
  const words = text.nodes
  return [
    {
      title: words.node,
      key: 'node',
      fixed: 'left',
      sorter: (a, b) => a.nodeId.localeCompare(b.nodeId),
      render: (_, { nodeId }) => (
        <span className="node-name">
          {nodeName(nodeId)}
          <code>{nodeId}</code>
        </span>
      ),
    },
    { title: words.kind, key: 'kind', responsive: ['md'], render: (_, { kind }) => words.kinds[kind] },
    { title: words.status, key: 'status', render: (_, node) => <StatusOf node={node} /> },
  ]
}

function healthColumns({ text, format }: Speech): TableColumnsType<NodeView> {
  const words = text.nodes
  const share = (value: number | null) => (value === null ? <None /> : format.share(value))
  return [
    {
      title: words.health,
      key: 'health',
      sorter: (a, b) => gravity[a.health.state] - gravity[b.health.state],
      render: (_, { health }) => <HealthOf health={health} />,
    },
    {
      title: words.lastSeen,
      key: 'lastSeen',
      className: 'number',
      sorter: (a, b) => (a.health.lastSeenAt ?? '').localeCompare(b.health.lastSeenAt ?? ''),
      render: (_, { health }) => <SeenAt at={health.lastSeenAt} />,
    },
    {
      title: <Tooltip title={words.rejectionRateNote}>{words.rejectionRate}</Tooltip>,
      key: 'rejectionRate',
      align: 'right',
      className: 'number',
      sorter: (a, b) => (a.health.rejectionRate ?? -1) - (b.health.rejectionRate ?? -1),
      render: (_, { health }) => share(health.rejectionRate),
    },
    {
      title: <Tooltip title={words.deliveryLagNote}>{words.deliveryLag}</Tooltip>,
      key: 'deliveryLag',
      align: 'right',
      className: 'number',
      sorter: (a, b) => (a.health.deliveryLag ?? -1) - (b.health.deliveryLag ?? -1),
      render: (_, { health }) => (health.deliveryLag === null ? <None /> : format.span(health.deliveryLag)),
    },
    {
      title: <Tooltip title={words.mappingCoverageNote}>{words.mappingCoverage}</Tooltip>,
      key: 'mappingCoverage',
      align: 'right',
      className: 'number',
      render: (_, { health }) => share(health.mappingCoverage),
    },
  ]
}

function volumeColumns({ text, format }: Speech, recorded: Counts, handling: Counts): TableColumnsType<NodeView> {
  const column = (title: string, measure: string, counts: Counts) => ({
    title,
    key: measure,
    align: 'right' as const,
    className: 'number',
    sorter: (a: NodeView, b: NodeView) => (counts.get(a.nodeId) ?? 0) - (counts.get(b.nodeId) ?? 0),
    render: (_: unknown, { nodeId }: NodeView) => (
      <span data-measure={measure}>{format.number(counts.get(nodeId) ?? 0)}</span>
    ),
  })
  return [column(text.nodes.recorded, 'recorded', recorded), column(text.nodes.handling, 'handling', handling)]
}

function StatusOf({ node: { status, suspension } }: { node: NodeView }) {
  const { text } = useSpeech()
  const tone = { active: 'blue', pending: 'default', suspended: 'red' }[status]
  return (
    <Tooltip title={suspension && text.nodes.suspendedBecause(suspension.reason)}>
      <Tag color={tone} variant="filled">
        {text.nodes.statuses[status]}
      </Tag>
    </Tooltip>
  )
}

function HealthOf({ health }: { health: NodeView['health'] }) {
  const { text, format } = useSpeech()
  const gaps = health.gaps.map(
    ({ from, to, since }) => `${text.nodes.gap(from, to)} ${text.nodes.since(format.time(since))}`,
  )
  return (
    <span className={`health health-${health.state}`}>
      <Badge status={tones[health.state]} text={text.nodes.states[health.state]} />
      {gaps.map((gap) => (
        <small key={gap}>{gap}</small>
      ))}
    </span>
  )
}

function SeenAt({ at }: { at: string | null }) {
  const { format } = useSpeech()
  return at === null ? <None /> : <time dateTime={at}>{format.time(at)}</time>
}

function None() {
  return <span className="count-none">—</span>
}
