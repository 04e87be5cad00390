import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import cliProgress from 'cli-progress'
import { droppedFiles, isUnchanged, rowsOfFile, UnreadableFile, type DroppedFile } from './collect/drop-folder.ts'
import type { KeptFault, Origin } from './ledger/ledger.query.ts'
import { pick, type Gateway } from './open-gateway.ts'
import type { FolderSource } from './settings/source.ts'
import { noRows, takeRows, type Tally } from './take-rows.ts'
import { csvOf } from './write-back/day-files.ts'

/** A file that was read to its end, or that cannot be: it is moved once its messages were sent. */
export type ReadFile = { source: FolderSource; file: DroppedFile; tally: Tally }

/** Files of fewer bytes are read before anybody would see a bar. */
const barBytes = 2 ** 20

/** Read every whole file of a drop folder. `send` is called between batches, so that not all of a big file waits. */
export async function takeFolder(
  source: FolderSource,
  gateway: Gateway,
  send: () => Promise<unknown>,
): Promise<ReadFile[]> {
  await mkdir(source.folder, { recursive: true })
  const read: ReadFile[] = []
  for (const file of await droppedFiles(source, Date.now())) {
    if (gateway.signal.aborted) break
    const tally = await takeFile(source, file, gateway, send)
    if (tally && (await isUnchanged(file))) read.push({ source, file, tally })
  }
  return read
}

async function takeFile(
  source: FolderSource,
  file: DroppedFile,
  gateway: Gateway,
  send: () => Promise<unknown>,
): Promise<Tally | undefined> {
  const { ledger, config, node, signal, isTerminal } = gateway
  ledger.forgetFaults(source.name, file.name)
  const bar = isTerminal && file.bytes > barBytes ? rowBar(file.name) : undefined
  try {
    const tally = await takeRows(rowsOfFile(source, file.path), {
      config,
      source,
      node,
      ledger,
      file: file.name,
      reading: randomUUID(),
      onBatch: async ({ rows }) => {
        bar?.setTotal(rows)
        bar?.update(rows)
        if (rows % 1000 === 0) await send()
        return !signal.aborted
      },
    })
    return signal.aborted ? undefined : tally
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const origin = { source: source.name, file: file.name }
    ledger.together(() => {
      for (const fault of error.faults) ledger.keepFault({ ...origin, at: fault.at }, 'gateway', fault)
    })
    return { ...noRows, faulty: 1 }
  } finally {
    bar?.stop()
  }
}

function rowBar(name: string): cliProgress.SingleBar {
  const bar = new cliProgress.SingleBar({
    format: `${name} {value} rows | {duration_formatted}`,
    clearOnComplete: true,
  })
  bar.start(0, 0)
  return bar
}

/**
 * Move a file that was read: to `done`, or to `refused` where a row has a fault, with the list of faults beside it. Its
 * good rows were sent in either case; the same file, mended and dropped again, sends only what was not.
 */
export async function moveFile({ source, file, tally }: ReadFile, gateway: Gateway): Promise<void> {
  const faults = gateway.ledger.faults(100_000, source.name, file.name)
  const folder = join(source.folder, faults.length === 0 ? 'done' : 'refused')
  await mkdir(folder, { recursive: true })
  const stamp = new Date(Date.now() + 8 * 3_600_000)
    .toISOString()
    .slice(0, 19)
    .replaceAll(/[-:]/g, '')
    .replace('T', '-')
  const list = join(source.folder, 'refused', `${file.name}.faults.csv`)
  if (faults.length > 0) await writeFile(list, faultList(faults, gateway.config.language))
  else await rm(list, { force: true })
  await rename(file.path, join(folder, `${stamp} ${file.name}`))
  sayFile({ source, file, tally }, faults.length === 0 ? undefined : list, gateway)
}

/** A row that the hub refused after its file was moved is listed beside it all the same. */
export async function listLateRefusals(
  refused: readonly Origin[],
  read: readonly ReadFile[],
  { config, ledger, say }: Gateway,
): Promise<void> {
  const late = new Map(refused.map(({ source, file }) => [`${source}/${file}`, { source, file }]))
  for (const { source, file } of read) late.delete(`${source.name}/${file.name}`)
  for (const { source: name, file } of late.values()) {
    const source = config.sources.find((one) => one.name === name)
    if (source?.kind !== 'folder') continue
    const list = join(source.folder, 'refused', `${file}.faults.csv`)
    await mkdir(join(source.folder, 'refused'), { recursive: true })
    await writeFile(list, faultList(ledger.faults(100_000, name, file), config.language))
    say(`枢纽拒绝了 ${file} 中的行 → 请看 ${list}`, `the hub refused rows of ${file} → see ${list}`)
  }
}

function sayFile({ source, file, tally }: ReadFile, list: string | undefined, { say }: Gateway): void {
  const { rows, taken, changed, known, faulty } = tally
  say(
    `${source.name} ${file.name}：${rows} 行，新 ${taken}，改动 ${changed}，已有 ${known}，有误 ${faulty}${list ? ` → 请看 ${list}` : ''}`,
    `${source.name} ${file.name}: ${rows} rows, ${taken} new, ${changed} changed, ${known} known, ${faulty} faulty${list ? ` → see ${list}` : ''}`,
  )
}

/** The faults as a table that Excel opens: where, what, and how to mend it. */
function faultList(faults: readonly KeptFault[], language: 'zh' | 'en'): Buffer {
  const head = pick(
    language,
    '位置,字段,列,内容,规则,说明,正确示例,发现者',
    'place,field,column,value,rule,message,example,found by',
  )
  const rows = faults.map(({ fault, saidBy }) => [
    sayPlace(fault.at, language),
    fault.field,
    fault.column ?? '',
    fault.value ?? '',
    fault.rule,
    fault.message[language],
    fault.example ?? '',
    saidBy === 'hub' ? pick(language, '枢纽', 'hub') : pick(language, '网关', 'gateway'),
  ])
  return csvOf([head.split(','), ...rows])
}

/** `row 12` as a person reads it. */
export function sayPlace(at: string, language: 'zh' | 'en'): string {
  if (language === 'en') return at
  return at.replace(/^row (\d+)$/, '第 $1 行').replace(/^file$/, '整个文件')
}
