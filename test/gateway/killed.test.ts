import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startProvince, type Province } from '../province/province.ts'
import { configure, joinedCity, plainFields, recordedCases } from './city.ts'
import { ended, type CityGateway } from './command-line.ts'
import { MeddlingProxy } from './meddling-proxy.ts'

let province: Province
let proxy: MeddlingProxy
let proxyUrl: string

beforeAll(async () => {
  province = await startProvince()
  proxy = new MeddlingProxy(province.url)
  proxyUrl = await proxy.listen()
})
afterAll(async () => {
  proxy.close()
  await province.stop()
})

const rows = 1100
const titles = Array.from({ length: rows }, (_, i) => `诉求 ${String(i).padStart(4, '0')}`)
const table = `number,title,content,updated_at,name\n${titles.map((title, i) => `K-${i},${title},${words(i)},2026/11/3 9:05,测试甲`).join('\n')}\n`

/** A text like no other, so that the hub does not take all for one matter. */
function words(seed: number): string {
  return String.fromCodePoint(
    ...Array.from({ length: 30 }, (_, k) => 0x4e00 + ((seed * 7919 + k * 104_729 + k * k * seed) % 20_000)),
  )
}

/** What a case may do to the process, and where the gateway lies. */
type Killing = { kill: () => unknown; city: CityGateway }
type Case = [name: string, nodeId: string, arrange: (killing: Killing) => void]

const killWhen =
  (moment: string, path: string, nth = 1) =>
  ({ kill }: Killing): void => {
    let seen = 0
    proxy.meddle = async (now, asked) => {
      if (now !== moment || !asked.startsWith(path) || ++seen !== nth) return
      kill()
      // The answer of the hub never arrives.
      if (moment !== 'passed-on') await pause(200)
    }
  }

const killAfter =
  (ms: number) =>
  ({ kill }: Killing): void =>
    void pause(ms).then(kill)

/** Kill as soon as rows are in the ledger and none was sent. */
function killOnceRead({ kill, city }: Killing): void {
  let isDead = false
  proxy.meddle = async (now, path) => {
    if (now === 'before' && path === '/v1/messages' && !isDead) await pause(5000)
  }
  const timer = setInterval(() => {
    if (!existsSync(city.path('state/gateway.sqlite'))) return
    const db = new DatabaseSync(city.path('state/gateway.sqlite'), { readOnly: true })
    const found = db.prepare(`select count(*) as n from sqlite_master where name = 'message'`).get()?.['n']
    const kept = found === 1 ? Number(db.prepare('select count(*) as n from message').get()?.['n']) : 0
    db.close()
    if (kept < 200) return
    clearInterval(timer)
    isDead = true
    kill()
  }, 5)
}

const cases: Case[] = [
  ['after rows were read, before any was sealed', '440200', killOnceRead],
  ['after an envelope was sealed, before the hub heard of it', '440300', killWhen('before', '/v1/messages')],
  ['after the hub recorded, before its answer came', '440400', killWhen('answered', '/v1/messages')],
  ['after the answer came, before it was kept or the file moved', '440500', killWhen('passed-on', '/v1/messages', 2)],
  ['while the inbox came', '440700', killWhen('answered', '/v1/inbox')],
  ['after the inbox came, before it was written back', '440800', killWhen('passed-on', '/v1/inbox', 2)],
  ...[450, 700].map((ms, i): Case => [`${ms} ms after its start`, ['440900', '441200'][i] ?? '', killAfter(ms)]),
]

describe('a gateway that is killed', () => {
  test.each(cases)(
    '%s loses nothing and doubles nothing',
    async (_, nodeId, arrange) => {
      const city = await joinedCity(province, nodeId, {})
      configure(city, {
        hub: proxyUrl,
        node: nodeId,
        sources: [
          { name: 'cases', kind: 'folder', sends: 'cases', folder: 'drop', settleSeconds: 0, fields: plainFields },
        ],
        writeBack: [{ kind: 'files', folder: 'replies' }],
      })
      mkdirSync(city.path('drop'), { recursive: true })
      writeFileSync(city.path('drop/cases.csv'), table)
      const child = city.start('run', '--once')
      arrange({ kill: () => child.kill('SIGKILL'), city })
      await ended(child)
      proxy.meddle = () => undefined
      for (let round = 0; round < 10; round++) {
        const { output } = await city.run('run', '--once')
        if (output.includes('收到 0 个事件') && city.files('drop/done').length === 1) break
      }
      expect(await recordedCases(province, nodeId)).toEqual(titles)
      expect(city.files('drop/done')).toHaveLength(1)
      const file = city.files('replies').find((name) => name.startsWith('结果')) ?? ''
      const written = (await readSheet(city.path('replies', file))) as unknown[][]
      const ids = written.slice(1).map((row) => row.at(-1))
      expect(new Set(ids).size).toBe(ids.length)
      const own = written.slice(1).flatMap((row) => (row[4] === '提交' ? [String(row[0])] : []))
      expect(new Set(own).size).toBe(rows)
      city.remove()
    },
    120_000,
  )
})
