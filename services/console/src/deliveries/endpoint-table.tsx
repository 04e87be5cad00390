import type { Webhook } from '@inquiry/schema'
import { Table, Tag, Tooltip } from 'antd'
import { useNodeName } from '../labels/node-names.ts'
import { useSpeech } from '../language/language.tsx'
import { RedriveButton } from './redrive-button.tsx'
import type { EndpointInNeed, Trouble } from './standing.ts'

const tones: Record<Trouble, string> = { parked: 'red', disabled: 'red', failing: 'orange', pending: 'default' }

/** Endpoints that get nothing just now: why, since when, and a button to try again. */
export function EndpointTable({ endpoints }: { endpoints: EndpointInNeed[] }) {
  const { text } = useSpeech()
  const words = text.deliveries
  const nodeName = useNodeName()
  return (
    <Table<EndpointInNeed>
      size="small"
      rowKey={({ nodeId, webhook }) => `${nodeId}/${webhook.id}`}
      dataSource={endpoints}
      pagination={false}
      columns={[
        {
          title: words.endpoint,
          key: 'endpoint',
          render: (_, { nodeId, webhook }) => (
            <span className="endpoint-name">
              {nodeName(nodeId)} <code>{`${nodeId}/${webhook.id}`}</code>
              <code>{webhook.url}</code>
            </span>
          ),
        },
        { title: words.state, key: 'state', render: (_, endpoint) => <StateOf {...endpoint} /> },
        {
          key: 'redrive',
          align: 'right',
          render: (_, { nodeId, webhook }) => (
            <RedriveButton wanted={{ nodeId, webhook: webhook.id }} label={words.redrive} />
          ),
        },
      ]}
    />
  )
}

function StateOf({ webhook, trouble }: EndpointInNeed) {
  const words = useSpeech().text.deliveries
  return (
    <span className="endpoint-state">
      <Tooltip title={words.stateNotes[trouble]}>
        <Tag color={tones[trouble]} variant="filled">
          {words.states[trouble]}
        </Tag>
      </Tooltip>
      {webhook.failure && <FailureOf {...webhook.failure} />}
    </span>
  )
}

function FailureOf({ reason, since, attempts, nextAttemptAt }: NonNullable<Webhook['failure']>) {
  const { text, format } = useSpeech()
  const words = text.deliveries
  return (
    <>
      <span>{reason}</span>
      <small>
        {words.failedSince(format.time(since), attempts)}
        {nextAttemptAt !== null && `${text.listGap}${words.next(format.time(nextAttemptAt))}`}
      </small>
    </>
  )
}
