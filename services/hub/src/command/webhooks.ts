import type { Redriven } from '@inquiry/schema'
import { Command } from 'commander'
import { askHub, withHubAccess, type HubAccess } from './ask-hub.client.ts'

type Options = HubAccess & { node?: string; webhook?: string }

/** `hub webhooks redrive`: parked, disabled and failing webhooks are tried again. */
export function webhooksCommand(): Command {
  const command = new Command('webhooks').description('webhooks of nodes 推送端点')
  withHubAccess(command.command('redrive').description('try parked, disabled and failing webhooks again 重投'))
    .option('--node <nodeId>', 'those of one node only')
    .option('--webhook <id>', 'those of one name only')
    .action(redrive)
  return command
}

async function redrive({ node, webhook, ...options }: Options): Promise<void> {
  const wanted = { ...(node === undefined ? {} : { nodeId: node }), ...(webhook === undefined ? {} : { webhook }) }
  const { redriven } = await askHub<Redriven>(options, 'POST', '/v1/deliveries/redrive', wanted)
  if (options.json) return console.log(JSON.stringify(redriven))
  for (const { nodeId, id, url, position } of redriven)
    console.log(`${nodeId}/${id}: ${url} goes on after position ${position}`)
  console.log(`${redriven.length} webhooks are tried again`)
}
