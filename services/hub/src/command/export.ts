import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { readAddress, readAdminToken } from '../data-folder.ts'
import { downloadLog } from '../log-copy/download.client.ts'
import { CommandFailed } from './ending.ts'

type Options = { out: string; data?: string; hub?: string }

/** `hub export`: the whole log of a running hub in one file, as `hub verify` checks it without the hub. */
export function exportCommand(): Command {
  return new Command('export')
    .description('write the whole log of a running hub to a file 导出日志')
    .requiredOption('--out <file>', 'file to write: a JSON line for each tile and event')
    .option('--data <folder>', 'data folder of the hub on this machine (HUB_DATA, default .data)')
    .option('--hub <url>', 'address of the hub, else that of the data folder; HUB_ADMIN_TOKEN is its credential')
    .action(exportLog)
}

async function exportLog({ out, hub, data }: Options): Promise<void> {
  const config = readConfig(data === undefined ? {} : { data })
  const url = hub ?? readAddress(config.dataFolder)?.url
  const token = config.adminToken ?? readAdminToken(config.dataFolder)
  if (!url || !token)
    throw new CommandFailed(`No hub has run in ${config.dataFolder}: give --data, or --hub with HUB_ADMIN_TOKEN.`)
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
