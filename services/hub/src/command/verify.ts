import { readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { rememberIn } from '@inquiry/courier'
import { openDatabase, startEmbeddedPostgres } from '@inquiry/database'
import { readLogKeys } from '@inquiry/registry'
import { Command } from 'commander'
import { readConfig, type Config } from '../config.ts'
import { readMasterKey } from '../data-folder.ts'
import { copyInDatabase, readDamagedPages } from '../log-copy/database-copy.query.ts'
import { copyInFile } from '../log-copy/export-file.ts'
import { verifyCopy, type CopyVerdict } from '../log-copy/verify-copy.ts'
import { verdictLines } from '../log-copy/verdict-lines.ts'
import { CommandFailed } from './ending.ts'

type Options = { data?: string; vkey?: string; checkpoint: string[]; json?: boolean }

/** `hub verify`: check a log that was exported, or that of a stopped hub, with nothing but its public key. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('check a whole log offline; ends with 1 where it does not hold 校验日志')
    .argument('[file]', 'an export; without one, the database of the data folder or of DATABASE_URL is checked')
    .option('--data <folder>', 'data folder of a stopped hub (HUB_DATA, default .data)')
    .option('--vkey <vkey>', 'the log’s key, from another source than what is checked')
    .option('--checkpoint <file...>', 'checkpoints that were kept elsewhere: the log must have grown from each', [])
    .option('--json', 'print JSON')
    .action(verify)
}

async function verify(file: string | undefined, { data, vkey, checkpoint, json }: Options): Promise<void> {
  const given = { vkey, kept: checkpoint.map((path) => readFileSync(path, 'utf8')) }
  const config = readConfig(data === undefined ? {} : { data })
  const verdict =
    file === undefined ? await verifyDatabase(config, given) : await verifyCopy(await copyInFile(file), given)
  if (json) console.log(JSON.stringify(verdict))
  else for (const line of verdictLines(verdict, vkey !== undefined)) console.log(line)
  if (!verdict.holds) process.exitCode = 1
}

async function verifyDatabase(config: Config, given: Parameters<typeof verifyCopy>[1]): Promise<CopyVerdict> {
  const folder = join(config.dataFolder, 'postgres')
  if (!config.databaseUrl && !existsSync(folder)) throw new CommandFailed(`There is no hub in ${config.dataFolder}.`)
  const server = config.databaseUrl ? undefined : await startEmbeddedPostgres(folder)
  const db = openDatabase(server?.url ?? config.databaseUrl ?? '', { max: 1, name: 'inquiry-verify' })
  try {
    if (server) await readDamagedPages(db)
    const keys = await readLogKeys(db, readMasterKey(config.dataFolder, config.masterKey))
    const copy = await copyInDatabase(db, config.hubId, keys)
    if (!copy) throw new CommandFailed('This log was never signed: there is nothing to check.')
    const remembered = rememberIn(join(config.dataFolder, 'log.checkpoint')).read()
    return await verifyCopy(copy, {
      ...given,
      kept: [...given.kept, ...(remembered === undefined ? [] : [remembered])],
    })
  } finally {
    await db.destroy()
    await server?.stop()
  }
}
