import type { Republication } from '@inquiry/schema'
import { Command } from 'commander'
import { askHub, withHubAccess, type HubAccess } from './ask-hub.client.ts'
import { CommandFailed } from './ending.ts'

/** `hub republish --from <position>`: every event from a position again on JetStream. */
export function republishCommand(): Command {
  return withHubAccess(new Command('republish').description('publish events to JetStream again 重新发布'))
    .requiredOption('--from <position>', 'the first position that must be published again')
    .action(async ({ from, ...options }: HubAccess & { from: string }) => {
      if (!/^\d{1,15}$/.test(from))
        throw new CommandFailed(`--from is ${JSON.stringify(from)}: it must be a position, 0 or more.`)
      const answer = await askHub<Republication>(options, 'POST', '/v1/republications', { from: Number(from) })
      console.log(
        options.json
          ? JSON.stringify(answer)
          : `The relay empties the stream and fills it again from position ${from} or before, within some seconds. Subscribers see those events once more.`,
      )
    })
}
