import Table from 'cli-table3'
import { Command } from 'commander'
import { createNode } from '@inquiry/client'
import { checkRows, type CheckedRow } from '../check-rows.ts'
import { UnreadableSource } from '../collect/unreadable-source.ts'
import { droppedFiles, rowsOfFile, UnreadableFile } from '../collect/drop-folder.ts'
import { readConfig, type Config } from '../config.ts'
import { hasKeys, keysIn } from '../keys.ts'
import { GatewayStopped, pick } from '../open-gateway.ts'
import type { Fault, Row } from '../row.ts'
import { sayFailure } from '../say-failure.ts'
import type { Source } from '../settings/source.ts'
import { sayPlace } from '../take-folder.ts'
import { rowsOfPolled } from '../take-polled.ts'
import { configFile, withPlace, type Place } from './settings.ts'

type Options = Place & { rows: string }

/** `gateway check`: read the sources and say what would be sent and what is wrong, by row and field. Nothing is sent or moved. */
export function checkCommand(): Command {
  return withPlace(
    new Command('check').description('read the sources and say what would be sent; nothing is sent 检查'),
  )
    .option('--rows <n>', 'how many rows of each source are shown; all are checked', '10')
    .action(check)
}

async function check({ folder, rows }: Options): Promise<void> {
  const config = readConfig(configFile({ folder }))
  const shown = Number(rows)
  if (!Number.isInteger(shown) || shown < 0) throw new GatewayStopped('--rows 10')
  let faulty = 0
  for (const source of config.sources) {
    for (const { name, rows: read } of await readings(source, config))
      faulty += await checkOne(name, read, source, config, shown)
  }
  const isReady = await checkHub(config)
  if (faulty > 0 || !isReady) process.exitCode = 1
}

/** What there is to read of a source just now. */
async function readings(source: Source, { language }: Config): Promise<{ name: string; rows: AsyncIterable<Row> }[]> {
  if (source.kind !== 'folder') {
    const rows = rowsOfPolled(source, String(source.from), AbortSignal.timeout(600_000))
    return [{ name: source.name, rows }]
  }
  const files = await droppedFiles({ ...source, settleSeconds: 0 }, Date.now()).catch(() => [])
  if (files.length === 0)
    console.log(
      pick(language, `${source.name}：${source.folder} 中没有文件`, `${source.name}: no file in ${source.folder}`),
    )
  return files.map((file) => ({ name: `${source.name} ${file.name}`, rows: rowsOfFile(source, file.path) }))
}

async function checkOne(
  name: string,
  rows: AsyncIterable<Row>,
  source: Source,
  config: Config,
  shown: number,
): Promise<number> {
  const { language } = config
  const found: CheckedRow[] = []
  const faults: Fault[] = []
  const counted = { rows: 0, messages: 0, faulty: 0 }
  try {
    for await (const one of checkRows(rows, source, config)) {
      counted.rows++
      counted.messages += one.messages.length
      if (one.faults.length > 0) counted.faulty++
      if (faults.length < 200) faults.push(...one.faults)
      if (found.length < shown) found.push(one)
    }
  } catch (error) {
    if (error instanceof UnreadableSource) throw new GatewayStopped(`${name}: ${error.message}`)
    if (!(error instanceof UnreadableFile)) throw error
    faults.push(...error.faults)
    counted.faulty++
  }
  printRows(found, language)
  printFaults(faults, language)
  console.log(
    pick(
      language,
      `${name}：${counted.rows} 行，可发 ${counted.messages} 条，${counted.faulty} 行有误（没有发送）`,
      `${name}: ${counted.rows} rows, ${counted.messages} messages would be sent, ${counted.faulty} rows are faulty (nothing was sent)`,
    ),
  )
  return counted.faulty
}

function printRows(rows: readonly CheckedRow[], language: 'zh' | 'en'): void {
  const sent = rows.flatMap(({ at, messages }) => messages.map((message) => [sayPlace(at, language), ...message]))
  if (sent.length === 0) return
  const head = pick(language, '位置,消息,编号,内容', 'place,message,number,content').split(',')
  const table = new Table({ head, style: { head: [], border: [] }, wordWrap: true, colWidths: [10, 18, 24, 70] })
  table.push(...sent)
  console.log(table.toString())
}

function printFaults(faults: readonly Fault[], language: 'zh' | 'en'): void {
  if (faults.length === 0) return
  const head = pick(language, '位置,字段,列,内容,说明,正确示例', 'place,field,column,value,message,example').split(',')
  const table = new Table({
    head,
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [10, 13, 12, 20, 50, 20],
  })
  for (const { at, field, column = '', value = '', message, example = '' } of faults.slice(0, 50))
    table.push([sayPlace(at, language), field, column, value, message[language], example])
  console.log(table.toString())
}

/** Whether the hub is there and takes this node's word. */
async function checkHub({ hub, node: nodeId, state, language }: Config): Promise<boolean> {
  if (!hasKeys(state)) {
    console.log(pick(language, '还没有接入：先运行 gateway init', 'not enrolled yet: run `gateway init` first'))
    return false
  }
  const { signing } = keysIn(state)
  const patience = { giveUpAfterMs: 3000 }
  const node = createNode({ hubUrl: hub, nodeId, key: signing, store: ':memory:', patience })
  try {
    const self = await node.self()
    if (self.ok)
      console.log(pick(language, `枢纽 ${hub} 认得本节点 ${nodeId}`, `the hub ${hub} knows this node, ${nodeId}`))
    else console.log(sayFailure(self.failure, language))
    return self.ok
  } finally {
    node.close()
  }
}
