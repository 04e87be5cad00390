import type { DeliveriesOverview } from '@inquiry/schema'
import Table from 'cli-table3'
import { Command } from 'commander'
import { askHub, withHubAccess, type HubAccess } from './ask-hub.client.ts'

/** `hub status`: how publishing and delivering stand, and the last faults. */
export function statusCommand(): Command {
  return withHubAccess(new Command('status').description('how publishing and delivering stand 运行状况')).action(
    async (options: HubAccess) => {
      const overview = await askHub<DeliveriesOverview>(options, 'GET', '/v1/deliveries')
      console.log(options.json ? JSON.stringify(overview) : described(overview))
    },
  )
}

/** The overview as people read it. */
export function described({ logSize, relay, inboxes, nodes, faults }: DeliveriesOverview): string {
  const published =
    relay.stream === 'log'
      ? 'events are served from the log: no NATS'
      : `relay at position ${relay.position}, ${relay.lag} behind (${seconds(relay.lagSeconds)})${relay.active ? '' : ', and no hub holds its lease'}; JetStream at ${relay.url}`
  return [
    `log: ${logSize} events`,
    published,
    `inboxes complete to ${inboxes.position}, ${inboxes.lag} behind`,
    nodeTable(nodes),
    faults.length === 0 ? 'no faults' : 'last faults:',
    ...faults.map(({ at, kind, subject, detail }) => `  ${at}  ${kind}  ${subject}  ${detail}`),
  ].join('\n')
}

function nodeTable(nodes: DeliveriesOverview['nodes']): string {
  const table = new Table({ head: ['node', 'waiting', 'since', 'pull', 'NATS', 'webhooks'] })
  for (const { nodeId, waiting, waitingSeconds, pull, nats, webhooks } of nodes) {
    table.push([
      nodeId,
      waiting,
      waiting === 0 ? '–' : seconds(waitingSeconds),
      pull === null ? '–' : pull.position,
      nats === null ? '–' : `${nats.acknowledged} of ${nats.published}`,
      webhooks
        .map(
          ({ id, status, failure }) =>
            `${id}: ${status}${failure ? ` (${failure.reason}, ${failure.attempts} ×)` : ''}`,
        )
        .join('\n') || '–',
    ])
  }
  return table.toString()
}

function seconds(value: number): string {
  return value < 120 ? `${value.toFixed(1)} s` : `${Math.round(value / 60)} min`
}
