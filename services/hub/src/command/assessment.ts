import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { formulaOf, formulas, type Formula } from '@inquiry/assessment'
import { Month } from '@inquiry/schema'
import { Command } from 'commander'
import { downloadLog } from '../log-copy/download.client.ts'
import { copyInFile } from '../log-copy/export-file.ts'
import { verdictLines } from '../log-copy/verdict-lines.ts'
import { verifyCopy } from '../log-copy/verify-copy.ts'
import { recountCopy } from '../recount/recount-copy.ts'
import { recountLines } from '../recount/recount-lines.ts'
import { hubAddress, withHubAccess, type HubAccess } from './ask-hub.client.ts'
import { CommandFailed } from './ending.ts'

type Options = HubAccess & { log?: string; formula?: string; vkey?: string }

/** `hub assessment`: make a month's figures again from the log, and say whether those that were published follow from it. */
export function assessmentCommand(): Command {
  return withHubAccess(
    new Command('assessment')
      .description('recount a month’s assessment from the log; ends with 1 where it disagrees 重算考核')
      .argument('<month>', 'YYYY-MM'),
  )
    .option('--log <file>', 'an export of the log; without it, that of the running hub is read')
    .option('--formula <version>', 'version of the formula, else that of the month')
    .option('--vkey <vkey>', 'the log’s key, from another source than what is checked')
    .action(recount)
}

async function recount(month: string, { log, formula: version, vkey, json, ...access }: Options): Promise<void> {
  if (!Month.safeParse(month).success) throw new CommandFailed(`${month} is no month: write YYYY-MM, as 2026-11.`)
  const formula = known(version)
  if (log !== undefined) return judge(log)
  const folder = mkdtempSync(join(tmpdir(), 'inquiry-assessment-'))
  try {
    const { url, token } = hubAddress(access)
    const file = join(folder, 'log.jsonl')
    await pipeline(Readable.from(downloadLog(url, token)), createWriteStream(file, { mode: 0o600 }))
    await judge(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }

  async function judge(file: string): Promise<void> {
    const copy = await copyInFile(file)
    const held = await verifyCopy(copy, { vkey, kept: [] })
    // What was changed is not counted: its figures would say nothing.
    const verdict = held.holds ? await recountCopy(copy, { month, formula }) : undefined
    const agrees = verdict?.publications.every((published) => published.agrees) ?? false
    if (json) console.log(JSON.stringify({ holds: held.holds, agrees, ...verdict }))
    else {
      const lines = [...verdictLines(held, vkey !== undefined), ...(verdict ? recountLines(verdict) : [])]
      for (const line of lines) console.log(line)
    }
    if (!agrees) process.exitCode = 1
  }
}

function known(version: string | undefined): Formula | undefined {
  if (version === undefined) return undefined
  const formula = formulaOf(version)
  if (formula) return formula
  const versions = formulas.map((one) => one.version).join(', ')
  throw new CommandFailed(`There is no formula ${version}; this release has ${versions}.`)
}
