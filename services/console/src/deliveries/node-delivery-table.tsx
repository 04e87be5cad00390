import type { NodeDelivery, Webhook } from '@inquiry/schema'
import { Badge, Table, type TableColumnsType, Tooltip } from 'antd'
import { useNodeName } from '../labels/node-names.ts'
import { type Speech, useSpeech } from '../language/language.tsx'
import { countedAtMost, lateSeconds, troubleOf } from './standing.ts'

/** By which ways each node takes its inbox, and what it has taken by none of them; the longest wait first. */
export function NodeDeliveryTable({ nodes }: { nodes: NodeDelivery[] }) {
  const speech = useSpeech()
  const nodeName = useNodeName()
  return (
    <Table<NodeDelivery>
      size="small"
      rowKey="nodeId"
      dataSource={nodes}
      columns={[nodeColumn(speech, nodeName), ...waitingColumns(speech), ...wayColumns(speech)]}
      pagination={false}
      showSorterTooltip={false}
      scroll={{ x: 'max-content' }}
    />
  )
}

function nodeColumn({ text }: Speech, nodeName: (id: string) => string): TableColumnsType<NodeDelivery>[number] {
  return {
    title: text.deliveries.node,
    key: 'node',
    fixed: 'left',
    sorter: (a, b) => a.nodeId.localeCompare(b.nodeId),
    render: (_, { nodeId }) => (
      <span className="node-name">
        {nodeName(nodeId)}
        <code>{nodeId}</code>
      </span>
    ),
  }
}

function waitingColumns({ text, format }: Speech): TableColumnsType<NodeDelivery> {
  const words = text.deliveries
  const count = (waiting: number) =>
    waiting < countedAtMost ? format.number(waiting) : words.atLeast(format.number(countedAtMost))
  return [
    {
      title: words.queue,
      key: 'waiting',
      align: 'right',
      className: 'number',
      sorter: (a, b) => a.waiting - b.waiting,
      render: (_, { waiting }) => <span data-measure="waiting">{count(waiting)}</span>,
    },
    {
      title: words.oldest,
      key: 'oldest',
      align: 'right',
      className: 'number',
      sorter: (a, b) => a.waitingSeconds - b.waitingSeconds,
      render: (_, { waiting, waitingSeconds }) =>
        waiting === 0 ? (
          <span className="count-none">—</span>
        ) : (
          <span className={waitingSeconds > lateSeconds ? 'count-late' : ''}>{format.span(waitingSeconds)}</span>
        ),
    },
  ]
}

function wayColumns({ text, format }: Speech): TableColumnsType<NodeDelivery> {
  const words = text.deliveries
  const never = <span className="count-none">{words.never}</span>
  return [
    {
      title: words.pull,
      key: 'pull',
      className: 'number',
      render: (_, { pull }) =>
        pull === null ? never : <Tooltip title={format.time(pull.askedAt)}>{format.number(pull.position)}</Tooltip>,
    },
    {
      title: <Tooltip title={words.natsNote}>{words.nats}</Tooltip>,
      key: 'nats',
      className: 'number',
      render: (_, { nats }) =>
        nats === null ? never : `${format.number(nats.acknowledged)} / ${format.number(nats.published)}`,
    },
    {
      title: words.webhooks,
      key: 'webhooks',
      className: 'number',
      render: (_, { webhooks }) =>
        webhooks.length === 0 ? never : webhooks.map((webhook) => <WebhookOf key={webhook.id} {...webhook} />),
    },
  ]
}

function WebhookOf(webhook: Webhook) {
  const { text, format } = useSpeech()
  const trouble = troubleOf(webhook)
  const tone = trouble === 'parked' || trouble === 'disabled' ? 'error' : 'warning'
  const reached = format.number(webhook.position ?? -1)
  return (
    <div>
      <Badge
        status={trouble === undefined ? 'success' : tone}
        text={`${webhook.id} ${trouble === undefined ? reached : text.deliveries.states[trouble]}`}
      />
    </div>
  )
}
