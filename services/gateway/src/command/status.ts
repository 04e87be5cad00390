import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Table from 'cli-table3'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { Ledger } from '../ledger/ledger.query.ts'
import { GatewayStopped, pick } from '../open-gateway.ts'
import { sayPlace } from '../take-folder.ts'
import { nameOf } from '../settings/write-back.ts'
import { configFile, withPlace, type Place } from './settings.ts'

const shownFaults = 20

/** `gateway status`: what was collected, sent, recorded and refused, and how far the inbox was read. It may be asked while `run` runs. */
export function statusCommand(): Command {
  return withPlace(new Command('status').description('what was collected, sent, recorded, refused and why 状态'))
    .option('--json', 'print JSON')
    .action(status)
}

function status({ folder, json }: Place & { json?: boolean }): void {
  const config = readConfig(configFile({ folder }))
  const { language } = config
  const path = join(config.state, 'gateway.sqlite')
  if (!existsSync(path))
    throw new GatewayStopped(
      pick(language, '还没有运行过：先运行 gateway run。', 'It has not run yet: `gateway run` first.'),
    )
  const ledger = new Ledger(path, { readOnly: true })
  try {
    const counts = ledger.counts()
    const faults = ledger.faults(json ? 1000 : shownFaults)
    const inbox = Number(ledger.fact('inbox') ?? -1)
    const targets = config.writeBack.map((target) => ({
      target: nameOf(target),
      position: Number(ledger.fact(nameOf(target)) ?? -1),
    }))
    if (json) {
      const faultCount = ledger.count('fault')
      return console.log(JSON.stringify({ counts, faults, faultCount, inbox, events: ledger.count('event'), targets }))
    }
    printCounts(counts, language)
    printFaults(faults, ledger.count('fault'), language)
    console.log(
      pick(
        language,
        `收件箱读到 ${inbox}，共 ${ledger.count('event')} 个事件；${targets.map(({ target, position }) => `${target} 写到 ${position}`).join('；')}`,
        `inbox read to ${inbox}, ${ledger.count('event')} events; ${targets.map(({ target, position }) => `${target} written to ${position}`).join('; ')}`,
      ),
    )
  } finally {
    ledger.close()
  }
}

function printCounts(counts: ReturnType<Ledger['counts']>, language: 'zh' | 'en'): void {
  const states = ['waiting', 'recorded', 'refused'] as const
  const head = pick(language, '来源,消息,待发,已收到,被拒', 'source,message,waiting,recorded,refused').split(',')
  const table = new Table({ head, style: { head: [], border: [] } })
  const keys = [...new Set(counts.map(({ source, type }) => `${source}\n${type}`))]
  for (const key of keys) {
    const [source = '', type = ''] = key.split('\n')
    const of = (state: string): number =>
      counts.find((row) => row.source === source && row.type === type && row.state === state)?.count ?? 0
    table.push([source, type, ...states.map(of)])
  }
  console.log(table.toString())
}

function printFaults(faults: ReturnType<Ledger['faults']>, count: number, language: 'zh' | 'en'): void {
  if (count === 0) return console.log(pick(language, '没有未处理的错误', 'nothing is faulty'))
  const head = pick(language, '来源,文件,位置,字段,说明', 'source,file,place,field,message').split(',')
  const table = new Table({ head, style: { head: [], border: [] }, wordWrap: true, colWidths: [12, 24, 10, 14, 60] })
  for (const { source, file, fault } of faults)
    table.push([source, file, sayPlace(fault.at, language), fault.column ?? fault.field, fault.message[language]])
  console.log(table.toString())
  if (count > faults.length) console.log(pick(language, `共 ${count} 处`, `${count} in all`))
}
