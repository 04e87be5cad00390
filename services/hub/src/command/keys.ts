import { Command, Argument } from 'commander'
import Table from 'cli-table3'
import { askHub, withHubAccess, type HubAccess } from './ask-hub.client.ts'

type HubKey = { purpose: string; kid: string; createdAt: string; retiredAt: string | null }

/** `hub keys list|rotate`: the running hub's own keys. */
export function keysCommand(): Command {
  const command = new Command('keys').description('keys of a running hub 枢纽密钥')
  withHubAccess(command.command('list').description('list the hub’s keys, present and past')).action(list)
  withHubAccess(
    command
      .command('rotate')
      .description('put a new key in place of the present one; the old one stays published for verification')
      .addArgument(new Argument('<purpose>').choices(['receipt', 'log', 'encryption'])),
  ).action(rotate)
  return command
}

async function list(access: HubAccess): Promise<void> {
  print(await askHub<{ keys: HubKey[] }>(access, 'GET', '/v1/hub-keys'))
}

async function rotate(purpose: string, access: HubAccess): Promise<void> {
  print(await askHub<{ keys: HubKey[] }>(access, 'POST', `/v1/hub-keys/${purpose}/rotation`))
}

function print({ keys }: { keys: HubKey[] }): void {
  const table = new Table({ head: ['purpose', 'key', 'since', 'replaced'] })
  for (const { purpose, kid, createdAt, retiredAt } of keys) table.push([purpose, kid, createdAt, retiredAt ?? '–'])
  console.log(table.toString())
}
