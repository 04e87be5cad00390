import type { Problem } from '@inquiry/schema'
import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { readAddress, readAdminToken } from '../data-folder.ts'
import { CommandFailed } from './ending.ts'

/** How a command finds the running hub. */
export type HubAccess = { data?: string; hub?: string; json?: boolean }

/** The options by which a command finds the running hub. */
export function withHubAccess(command: Command): Command {
  return command
    .option('--data <folder>', 'data folder of the hub on this machine (HUB_DATA, default .data)')
    .option(
      '--hub <url>',
      'address of the hub, else that of the data folder; HUB_ADMIN_TOKEN is its credential, or an access token of its identity provider',
    )
    .option('--json', 'print JSON')
}

/** Address and administrator's token of the hub. Throws CommandFailed where neither options nor folder tell. */
export function hubAddress({ data, hub }: HubAccess): { url: string; token: string } {
  const config = readConfig(data === undefined ? {} : { data })
  const url = hub ?? readAddress(config.dataFolder)?.url
  const token = config.adminToken ?? readAdminToken(config.dataFolder)
  if (url && token) return { url, token }
  throw new CommandFailed(`No hub has run in ${config.dataFolder}: give --data, or --hub with HUB_ADMIN_TOKEN.`)
}

/** Ask the running hub as its administrator. Throws CommandFailed with the problem's own words. */
export async function askHub<T>(access: HubAccess, method: string, path: string, body?: object): Promise<T> {
  const { url, token } = hubAddress(access)
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
