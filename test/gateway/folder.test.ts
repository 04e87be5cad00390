import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'
import { configure, joinedCity, plainFields, recordedCases } from './city.ts'
import type { CityGateway } from './command-line.ts'

let province: Province
let guangzhou: Node

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
})
afterAll(() => province.stop())

const head = 'number,title,content,updated_at,name,category,files'
const folderOf = (more: object = {}) => ({
  name: 'cases',
  kind: 'folder',
  sends: 'cases',
  folder: 'drop',
  settleSeconds: 0,
  fields: { ...plainFields, category: { column: 'category', words: { 不存在: '9999' } }, attachments: 'files' },
  ...more,
})

async function cityWith(nodeId: string, more: object = {}): Promise<CityGateway> {
  const city = await joinedCity(province, nodeId, {})
  configure(city, { hub: province.url, node: nodeId, sources: [folderOf()], ...more })
  mkdirSync(city.path('drop'), { recursive: true })
  return city
}

function drop(city: CityGateway, ...rows: string[]): void {
  writeFileSync(city.path('drop/a.csv'), [head, ...rows].join('\n'))
}

const once = async (city: CityGateway): Promise<string> => (await city.run('run', '--once')).output

describe('a table that was dropped', () => {
  test('brings the files that its rows name, and a file that is not there is a fault of its row', async () => {
    const city = await cityWith('440200', { sources: [folderOf({ attachmentFolder: 'photos' })] })
    mkdirSync(city.path('photos'))
    writeFileSync(city.path('photos/现场.jpg'), 'bytes of a picture')
    drop(
      city,
      'A-1,有图,内容,2026/11/3,甲,,现场.jpg',
      'A-2,缺图,内容,2026/11/3,甲,,没有.jpg',
      'A-3,越界,内容,2026/11/3,甲,,../gateway.yaml',
    )
    expect(await once(city)).toContain('新 1，改动 0，已有 0，有误 2')
    expect(readFileSync(city.path('drop/refused/a.csv.faults.csv'), 'utf8')).toMatch(
      /第 3 行,attachments,.*没有\.jpg,file/,
    )
    await expect.poll(async () => (await guangzhou.inbox()).some(isNamed('有图')), { timeout: 10_000 }).toBe(true)
    const event = (await guangzhou.inbox()).find(isNamed('有图'))
    const [attachment] = event?.private.case?.attachments ?? []
    expect(attachment).toMatchObject({ name: '现场.jpg', mediaType: 'image/jpeg', size: 18 })
    expect((await guangzhou.get(`/v1/attachments/${String(attachment?.digest)}`)).text).toBe('bytes of a picture')
    city.remove()
  }, 60_000)

  test('has a row that the hub refuses listed beside it like its own faults, and sent again when it is mended', async () => {
    const city = await cityWith('440300')
    drop(city, 'B-1,好,内容,2026/11/3,甲,,', 'B-2,坏,内容,2026/11/3,甲,不存在,')
    expect(await once(city)).toContain('枢纽收到 1 条，拒绝 1 条')
    expect(readFileSync(city.path('drop/refused/a.csv.faults.csv'), 'utf8')).toMatch(/第 3 行,category.*,枢纽/)
    drop(city, 'B-1,好,内容,2026/11/3,甲,,', 'B-2,坏,内容,2026/11/3,甲,,')
    expect(await once(city)).toContain('枢纽收到 1 条，拒绝 0 条')
    expect(await recordedCases(province, '440300')).toHaveLength(2)
    expect(city.files('drop/done')).toHaveLength(1)
    city.remove()
  }, 60_000)

  test('with a row that changed sends what changed, and with two of one number and different content says so', async () => {
    const city = await cityWith('440400')
    drop(city, 'C-1,原题,内容,2026/11/3,甲,,')
    await once(city)
    drop(city, 'C-1,新题,内容,2026/11/3,甲,,', 'C-1,又一题,内容,2026/11/3,甲,,')
    expect(await once(city)).toContain('新 0，改动 1，已有 0，有误 1')
    expect(await recordedCases(province, '440400')).toEqual(['新题'])
    drop(city, 'C-1,新题,内容,2026/11/3,乙,,')
    expect(await once(city)).toContain('新 0，改动 0，已有 0，有误 1')
    expect(readFileSync(city.path('drop/refused/a.csv.faults.csv'), 'utf8')).toContain('not-amendable')
    city.remove()
  }, 60_000)

  test('is collected while the hub is away, and sent when it is back', async () => {
    const city = await cityWith('440500')
    const away = { node: '440500', sources: [folderOf({ fields: { ...plainFields, name: undefined } })] }
    configure(city, { hub: 'http://127.0.0.1:1', ...away })
    drop(city, 'D-1,一,内容,2026/11/3,甲,,')
    const { code, output } = await city.run('run', '--once')
    expect(output).toContain('已采集的不会丢')
    expect(output).toContain('待发 1 条')
    expect(code).toBe(1)
    configure(city, { hub: province.url, ...away })
    expect(await once(city)).toContain('枢纽收到 1 条，拒绝 0 条，待发 0 条')
    city.remove()
  }, 120_000)
})

test('a folder that cannot be had holds up no other source, and is looked at again', async () => {
  const city = await cityWith('441200', { sources: [folderOf({ name: 'lost', folder: 'gateway.yaml' }), folderOf()] })
  drop(city, 'H-1,一,内容,2026/11/3,甲,,')
  const { code, output } = await city.run('run', '--once')
  expect(output).toContain('文件暂时不能读取或移动')
  expect(output).toContain('枢纽收到 1 条，拒绝 0 条')
  expect(code).toBe(1)
  city.remove()
}, 60_000)

test('a city that lost the gateway’s state joins anew, and nothing is recorded twice nor comes back without its number', async () => {
  const city = await cityWith('440700', { writeBack: [{ kind: 'files', folder: 'replies' }] })
  const rows = ['E-1,甲案,内容,2026/11/3,甲,,', 'E-2,乙案,内容,2026/11/3,甲,,']
  drop(city, ...rows)
  await once(city)
  rmSync(city.path('state'), { recursive: true })
  rmSync(city.path('replies'), { recursive: true, force: true })
  const { enrolment } = await province.coordinator.ok<{ enrolment: { code: string } }>(
    'POST',
    '/v1/nodes/440700/enrolments',
    {},
  )
  expect((await city.run('init', '--code', enrolment.code)).code).toBe(0)
  drop(city, ...rows, 'E-3,丙案,内容,2026/11/3,甲,,')
  await once(city)
  await once(city)
  expect(await recordedCases(province, '440700')).toEqual(['丙案', '乙案', '甲案'])
  const file = city.files('replies').find((name) => name.startsWith('结果')) ?? ''
  const table = (await readSheet(city.path('replies', file))) as unknown[][]
  const own = table.filter((row) => row[4] === '提交').map((row) => row[0])
  expect(own).toEqual(['E-1', 'E-2', 'E-3'])
  city.remove()
}, 60_000)

test('a table that a person has filled in is left as it is, and the next events come in another', async () => {
  const city = await cityWith('440900', { writeBack: [{ kind: 'files', folder: 'replies', format: 'csv' }] })
  drop(city, 'G-1,一,内容,2026/11/3,甲,,')
  await expect.poll(async () => (await once(city), city.files('replies')), { timeout: 10_000 }).toHaveLength(1)
  const [first = ''] = city.files('replies')
  writeFileSync(city.path('replies', first), '有人写过的')
  drop(city, 'G-2,二,内容,2026/11/3,甲,,')
  const second = first.replace('.csv', '-2.csv')
  await expect.poll(async () => (await once(city), city.files('replies')), { timeout: 10_000 }).toContain(second)
  expect(readFileSync(city.path('replies', first), 'utf8')).toBe('有人写过的')
  expect(readFileSync(city.path('replies', second), 'utf8')).toContain('G-2')
  city.remove()
}, 60_000)

describe('an address of the platform’s own', () => {
  const taken: { id: string; position: number; own: { sourceId: string } | null }[] = []
  let isBroken = true
  let server: Server

  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        if (!isBroken) taken.push(JSON.parse(Buffer.concat(chunks).toString()) as (typeof taken)[number])
        response.writeHead(isBroken ? 500 : 204).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => server.close())

  test('gets every event in order once it takes them, and none is passed over while it does not', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`
    const city = await cityWith('440800', { writeBack: [{ kind: 'post', url }] })
    drop(city, 'F-1,一,内容,2026/11/3,甲,,', 'F-2,二,内容,2026/11/3,甲,,')
    expect(await once(city)).toContain('回流暂停，稍后再试')
    isBroken = false
    await expect.poll(async () => (await once(city), taken.length), { timeout: 20_000 }).toBeGreaterThanOrEqual(5)
    const positions = taken.map(({ position }) => position)
    expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b))
    expect(new Set(taken.flatMap(({ own }) => own?.sourceId ?? []))).toEqual(new Set(['F-1', 'F-2']))
    city.remove()
  }, 60_000)
})

function isNamed(title: string) {
  return ({
    type,
    private: { case: file },
  }: {
    type: string
    private: { case?: { title?: string | undefined } | undefined }
  }): boolean => type === 'inquiry.case.assigned.v1' && file?.title === title
}
