import { Command } from 'commander'
import Table from 'cli-table3'
import type { NodeCreated, Nodes } from '@inquiry/schema'
import { askHub, withHubAccess, type HubAccess } from './ask-hub.client.ts'

type Options = HubAccess & { kind?: string; contact?: string }

/** `hub node add|list`: nodes of a running hub. */
export function nodeCommand(): Command {
  const command = new Command('node').description('nodes of a running hub 节点')
  withHubAccess(
    command
      .command('add')
      .description('add a node and print its one-time enrolment code')
      .argument('<nodeId>', 'such as 440100')
      .argument('<name>', 'such as 广州市网络问政平台'),
  )
    .option('--kind <kind>', 'city, department, channel or hub', 'city')
    .option('--contact <text>', 'who to call')
    .action(add)
  withHubAccess(command.command('list').description('list the nodes and how they do')).action(list)
  return command
}

async function add(nodeId: string, name: string, { kind, contact, ...options }: Options): Promise<void> {
  const created = await askHub<NodeCreated>(options, 'POST', '/v1/nodes', {
    nodeId,
    name,
    kind,
    ...(contact === undefined ? {} : { contact }),
  })
  if (options.json) return console.log(JSON.stringify(created))
  console.log(
    `${created.nodeId}: enrolment code ${created.enrolment.code}, good until ${created.enrolment.expiresAt}. Hand it over by another way than the network.`,
  )
}

async function list(options: Options): Promise<void> {
  const { nodes } = await askHub<Nodes>(options, 'GET', '/v1/nodes')
  if (options.json) return console.log(JSON.stringify(nodes))
  const table = new Table({ head: ['node', 'name', 'kind', 'status', 'health', 'last seen', 'rejected'] })
  for (const { nodeId, name, kind, status, health } of nodes) {
    table.push([
      nodeId,
      name,
      kind,
      status,
      health.state,
      health.lastSeenAt ?? '–',
      health.rejectionRate === null ? '–' : `${(health.rejectionRate * 100).toFixed(1)} %`,
    ])
  }
  console.log(table.toString())
  console.log(`${nodes.length} nodes`)
}
