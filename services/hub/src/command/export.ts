import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Command } from 'commander'
import { downloadLog } from '../log-copy/download.client.ts'
import { hubAddress, withHubAccess, type HubAccess } from './ask-hub.client.ts'

type Options = HubAccess & { out: string }

/** `hub export`: the whole log of a running hub in one file, as `hub verify` checks it without the hub. */
export function exportCommand(): Command {
  return withHubAccess(new Command('export').description('write the whole log of a running hub to a file 导出日志'))
    .requiredOption('--out <file>', 'file to write: a JSON line for each tile and event')
    .action(exportLog)
}

async function exportLog({ out, ...access }: Options): Promise<void> {
  const { url, token } = hubAddress(access)
  let events = 0
  const counted = async function* (): AsyncGenerator<string> {
    for await (const line of downloadLog(url, token)) {
      if (line.startsWith('{"event"')) events += 1
      yield line
    }
  }
  await pipeline(Readable.from(counted()), createWriteStream(out, { mode: 0o600 }))
  console.log(`${out}: ${events} events. Check it with: hub verify ${out} --vkey <the hub's log.vkey from elsewhere>`)
}
