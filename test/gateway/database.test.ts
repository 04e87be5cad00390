import { DatabaseSync } from 'node:sqlite'
import { freshDatabase } from '@inquiry/database'
import type { InboxEvent } from '@inquiry/schema'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { about } from '../province/filing.ts'
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

const summary = (output: string): string => /(新 \d+，改动 \d+，已有 \d+，有误 \d+)/.exec(output)?.[1] ?? output

describe('a city whose platform keeps its cases in PostgreSQL', () => {
  let platform: Awaited<ReturnType<typeof freshDatabase>>
  let city: CityGateway
  let settings: Record<string, unknown>
  const open: pg.Client[] = []

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: platform.url })
    await client.connect()
    open.push(client)
    return client
  }

  const insert = (client: pg.Client, number: string, time: string, kind = '投诉') =>
    client.query('insert into inquiry values ($1, $2, $3, $4, $5, $6)', [
      number,
      `诉求 ${number}`,
      '内容',
      kind,
      '测试甲',
      time,
    ])

  beforeAll(async () => {
    platform = await freshDatabase(inject('postgresUrl'))
    const client = await connect()
    await client.query(
      'create table inquiry (number text, title text, content text, kind text, name text, updated_at timestamptz)',
    )
    await client.query(`create function meddle() returns bigint language plpgsql as $$ begin
      insert into inquiry (number) values ('X'); return 1; end $$`)
    city = await joinedCity(province, '440600', {})
    settings = {
      hub: province.url,
      node: '440600',
      sources: [
        {
          name: 'platform',
          kind: 'database',
          sends: 'cases',
          connection: platform.url,
          query: 'select * from inquiry where updated_at >= :since order by updated_at',
          cursor: 'updated_at',
          fields: { ...plainFields, nature: 'kind' },
        },
      ],
    }
    configure(city, settings)
  })
  afterAll(async () => {
    for (const client of open) await client.end()
    city.remove()
    await platform.drop()
  })

  test('loses no row that was committed after a later one had been read', async () => {
    const slow = await connect()
    const quick = await connect()
    await slow.query('begin')
    await insert(slow, 'P-1', '2026-11-03 09:00:00+08')
    await insert(quick, 'P-2', '2026-11-03 09:05:00.123456+08')
    expect(summary((await city.run('run', '--once')).output)).toBe('新 1，改动 0，已有 0，有误 0')
    await slow.query('commit')
    expect(summary((await city.run('run', '--once')).output)).toBe('新 1，改动 0，已有 1，有误 0')
    expect((await city.run('run', '--once')).output).not.toContain('新 ')
    expect(await recordedCases(province, '440600')).toEqual(['诉求 P-1', '诉求 P-2'])
  }, 60_000)

  test('says of a row that changed what has changed', async () => {
    const client = await connect()
    await client.query(
      `update inquiry set title = '改过的标题', updated_at = '2026-11-04 09:00:00+08' where number = 'P-1'`,
    )
    expect(summary((await city.run('run', '--once')).output)).toBe('新 0，改动 1，已有 1，有误 0')
    expect(await recordedCases(province, '440600')).toEqual(
      ['改过的标题', '诉求 P-2'].toSorted((a, b) => (a < b ? -1 : 1)),
    )
    expect((await city.run('run', '--once')).output).not.toContain('改动 1')
  }, 60_000)

  test('has faulty rows read again once the fields are mended, however long ago they were read', async () => {
    const client = await connect()
    await insert(client, 'P-3', '2026-11-05 09:00:00+08', '吐槽')
    await city.run('run', '--once')
    await insert(client, 'P-4', '2026-11-20 09:00:00+08')
    await city.run('run', '--once')
    const { faultCount, faults } = JSON.parse((await city.run('status', '--json')).output) as {
      faultCount: number
      faults: object[]
    }
    expect(faultCount).toBe(1)
    expect(faults[0]).toMatchObject({
      at: 'P-3',
      fault: { field: 'nature', column: 'kind', value: '吐槽', rule: 'word' },
    })
    const [source] = settings['sources'] as [object]
    const fields = { ...plainFields, nature: { column: 'kind', words: { 吐槽: 'complaint' } } }
    configure(city, { ...settings, sources: [{ ...source, fields }] })
    expect(summary((await city.run('run', '--once')).output)).toBe('新 1，改动 0，已有 3，有误 0')
    expect((JSON.parse((await city.run('status', '--json')).output) as { faultCount: number }).faultCount).toBe(0)
    expect(await recordedCases(province, '440600')).toHaveLength(4)
  }, 60_000)

  test('cannot be written to by a query, and what is wrong is said', async () => {
    const [source] = settings['sources'] as [object]
    const told = async (query: string) => {
      configure(city, { ...settings, sources: [{ ...source, query }] })
      return (await city.run('run', '--once')).output
    }
    expect(await told('select *, meddle() from inquiry where updated_at >= :since')).toContain('read-only transaction')
    expect(await told('select number, updated_at from inquiry where updated_at >= :since')).toContain(
      'the query gives no column title, content, kind, name; it gives number, updated_at',
    )
    const client = await connect()
    expect((await client.query(`select 1 from inquiry where number = 'X'`)).rows).toEqual([])
  }, 60_000)
})

describe('a city whose platform keeps its cases in SQLite', () => {
  test('sends them by number, and gets every event into a table of its own, once', async () => {
    const city = await joinedCity(province, '440700', {})
    const db = new DatabaseSync(city.path('platform.db'))
    db.exec(`pragma journal_mode = wal;
      create table inquiry (id integer primary key, number text, title text, content text, updated_at text, name text);
      create table told (event text primary key, number text, what text, said text)`)
    for (let i = 1; i <= 30; i++)
      db.prepare('insert into inquiry values (?, ?, ?, ?, ?, ?)').run(
        i,
        `S-${i}`,
        `诉求 ${i}`,
        '内容',
        '2026-11-03 09:00:00',
        '测试甲',
      )
    configure(city, {
      hub: province.url,
      node: '440700',
      sources: [
        {
          name: 'platform',
          kind: 'database',
          sends: 'cases',
          connection: 'sqlite:platform.db',
          query: 'select * from inquiry where id >= :since',
          cursor: 'id',
          from: 0,
          overlap: 10,
          fields: plainFields,
        },
      ],
      writeBack: [
        {
          kind: 'sql',
          connection: 'sqlite:platform.db',
          statement: 'insert into told values (:eventId, :sourceId, :event, :said) on conflict do nothing',
        },
      ],
    })
    expect(summary((await city.run('run', '--once')).output)).toBe('新 30，改动 0，已有 0，有误 0')
    const isSeventh = ({ type, private: { case: file } }: InboxEvent): boolean =>
      type === 'inquiry.case.assigned.v1' && file?.title === '诉求 7'
    await expect.poll(async () => (await guangzhou.inbox()).some(isSeventh), { timeout: 10_000 }).toBe(true)
    const sent = (await guangzhou.inbox()).find(isSeventh)
    await guangzhou.say(about(String(sent?.subject), 'case.accepted', { note: '已收到' }))
    const toldOf = () =>
      db
        .prepare(`select what, said from told where number = 'S-7' order by rowid`)
        .all()
        .map(({ what, said }) => [what, said])
    await expect
      .poll(async () => (await city.run('run', '--once'), toldOf()), { timeout: 20_000 })
      .toEqual([
        ['提交', '内容'],
        ['分派', null],
        ['受理', '已收到'],
      ])
    db.prepare('delete from told').run()
    await city.run('run', '--once')
    expect(toldOf()).toEqual([])
    db.close()
    city.remove()
  }, 60_000)
})
