import { Command } from 'commander'
import Table from 'cli-table3'
import type { NodeCreated, Nodes, Problem } from '@inquiry/schema'
import { readAddress, readAdminToken } from '../data-folder.ts'
import { readConfig } from '../config.ts'
import { CommandFailed } from './ending.ts'

type Options = { data?: string; hub?: string; json?: boolean; kind?: string; contact?: string }

/** `hub node add|list`: nodes of a running hub. */
export function nodeCommand(): Command {
  const command = new Command('node').description('nodes of a running hub 节点')
  withAccess(
    command
      .command('add')
      .description('add a node and print its one-time enrolment code')
      .argument('<nodeId>', 'such as 440100')
      .argument('<name>', 'such as 广州市网络问政平台'),
  )
    .option('--kind <kind>', 'city, department, channel or hub', 'city')
    .option('--contact <text>', 'who to call')
    .action(add)
  withAccess(command.command('list').description('list the nodes and how they do')).action(list)
  return command
}

function withAccess(command: Command): Command {
  return command
    .option('--data <folder>', 'data folder of the hub on this machine (HUB_DATA, default .data)')
    .option('--hub <url>', 'address of the hub, else that of the data folder')
    .option('--json', 'print JSON')
}

async function add(nodeId: string, name: string, { kind, contact, ...options }: Options): Promise<void> {
  const created = await ask<NodeCreated>(options, 'POST', '/v1/nodes', {
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
  const { nodes } = await ask<Nodes>(options, 'GET', '/v1/nodes')
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

async function ask<T>(options: Options, method: string, path: string, body?: object): Promise<T> {
  const config = readConfig(options.data === undefined ? {} : { data: options.data })
  const url = options.hub ?? readAddress(config.dataFolder)?.url
  const token = config.adminToken ?? readAdminToken(config.dataFolder)
  if (!url || !token)
    throw new CommandFailed(`No hub has run in ${config.dataFolder}: give --data, or --hub with HUB_ADMIN_TOKEN.`)
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'accept-language': 'en',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  }).catch(() => {
    throw new CommandFailed(`Nothing answers at ${url}. Is the hub running?`)
  })
  if (response.ok) return (await response.json()) as T
  const problem = (await response.json()) as Problem
  throw new CommandFailed(`${problem.title}: ${problem.detail}`)
}
