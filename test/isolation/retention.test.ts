import { sealReporter } from '@inquiry/envelope'
import { eventTypes, type Discovery } from '@inquiry/schema'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copyInDatabase, verifyCopy } from '@inquiry/hub'
import { readLogKeys } from '@inquiry/registry'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let origin: Node
let handler: Node
let ended: string
let open: string
let code: string

const year = 366 * 24 * 3600
const words = ['甲乙丙丁路灯不亮', '戊己庚辛巷口三盏灯全灭', '已派人修好三盏灯', '子丑寅卯街角']

beforeAll(async () => {
  province = await startProvince()
  ;[origin, handler] = [await province.join('440100'), await province.join('440600')]
  const { encryptionKey } = (await (await fetch(`${province.url}/.well-known/inquiry-hub`)).json()) as Discovery
  const recipient = { kid: encryptionKey.kid ?? '', jwk: encryptionKey } as never
  const sealed = await sealReporter({ name: '欧阳某某', phone: '13912345678' }, recipient)
  const [title = '', content = '', reply = '', address = ''] = words
  const data = { division: '440604', title, content, place: { address }, reporter: { kind: 'person', sealed } }
  const first = await origin.say(submission(data))
  ended = String(first.caseId)
  code = String(first.queryCode)
  open = String((await origin.say(submission({ division: '440604', reporter: { kind: 'person', sealed } }))).caseId)
  await handler.receive('case.assigned', ended)
  await handler.say(about(ended, 'case.accepted'))
  const repliedAt = new Date().toISOString()
  await handler.say(about(ended, 'case.replied', { content: reply, public: true, unit: '城管局', repliedAt }))
  await handler.say(about(ended, 'case.closed', { outcome: 'resolved' }))
  await origin.receive('case.closed', ended)
})
afterAll(() => province.stop())

type Run = { reporters: number; texts: number; originals: number }
/** Erase what is due, once the lists and inboxes have come to the end of the log, as they have after years. */
async function run(): Promise<Run> {
  const lists = ['summary', 'inbox', 'triage', 'tally']
  const behind = async () => (await province.behind()).filter((name) => lists.includes(name))
  await expect.poll(behind, { timeout: 20_000 }).toEqual([])
  return province.coordinator.ok('POST', '/v1/retention/runs')
}

/** In which tables a word stands. */
async function placesOf(word: string): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`.execute(
    province.db,
  )
  const found = tables.map(async ({ name }) => {
    const { rows } = await sql<{ there: boolean }>`
      select exists (select 1 from ${sql.table(name)} t where t::text like ${`%${word}%`}) as there`.execute(
      province.db,
    )
    return rows[0]?.there ? [name] : []
  })
  return (await Promise.all(found)).flat().toSorted((one, other) => (one < other ? -1 : 1))
}

async function sealedOf(caseId: string): Promise<string | null | undefined> {
  return (await province.db.selectFrom('case_file').select('sealed').where('case_id', '=', caseId).executeTakeFirst())
    ?.sealed
}

async function verdict() {
  const keys = await readLogKeys(province.db, province.hub.secrets.masterKey)
  const copy = await copyInDatabase(province.db, '440000-hub', keys)
  return copy && verifyCopy(copy, { kept: [] })
}

describe('what was kept long enough', () => {
  test('is not touched before', async () => {
    expect(await run()).toMatchObject({ reporters: 0, texts: 0, originals: 0 })
    expect(await sealedOf(ended)).toEqual(expect.any(String))
    expect(await placesOf(words[1] ?? '')).toEqual(expect.arrayContaining(['case_file', 'event', 'inbox_text']))
  })

  test('is erased: the reporter’s data three years after the end, with the signed originals; an open case keeps them', async () => {
    await province.coordinator.runAhead(3 * year)
    expect(await run()).toMatchObject({ reporters: 1, texts: 0, originals: expect.any(Number) })
    expect(await sealedOf(ended)).toBeNull()
    expect(await sealedOf(open)).toEqual(expect.any(String))
    expect((await handler.get<{ title: string; reporter: object }>(`/v1/cases/${ended}`)).body).toMatchObject({
      title: words[0],
      reporter: { kind: 'person' },
    })
    const filed = await province.db
      .selectFrom('envelope')
      .select('jws')
      .where(sql<boolean>`results::text like ${`%${ended}%`}`)
      .execute()
    expect(filed.map(({ jws }) => jws)).toEqual(['', '', '', ''])
  })

  test('is erased: every word ten years after the end; the log still holds, and the citizen still sees how it went', async () => {
    await province.coordinator.runAhead(10 * year + 24 * 3600)
    expect(await run()).toMatchObject({ texts: 1 })
    for (const word of words) expect([word, await placesOf(word)]).toEqual([word, []])
    expect((await handler.get(`/v1/cases/${ended}`)).body['title']).toContain('erased by retention rule')
    const seen = (await (await fetch(`${province.url}/v1/public/cases/${code}`)).json()) as {
      status: string
      timeline: object[]
    }
    expect([seen.status, seen.timeline.length > 2]).toEqual(['closed', true])
    expect((await origin.inbox()).length).toBeGreaterThan(3)
    expect(await verdict()).toMatchObject({ holds: true, erased: expect.any(Number) })
    expect((await verdict())?.erased).toBeGreaterThan(3)
  })

  test('is recorded as erased, by which rule, and not erased twice', async () => {
    const rows = await province.db.selectFrom('erasure').select(['case_id', 'part', 'rule']).orderBy('part').execute()
    expect(rows).toEqual([
      { case_id: ended, part: 'reporter', rule: 'reporter 3 years' },
      { case_id: ended, part: 'text', rule: 'text 10 years' },
    ])
    expect(await run()).toMatchObject({ reporters: 0, texts: 0, originals: 0 })
  })

  test('stands in the log that anybody can check: what, of which cases, by which rule', async () => {
    const events = await province.db
      .selectFrom('event')
      .select(['leaf', 'case_id', 'subject'])
      .where('type', '=', 'hub.data-erased')
      .orderBy('position')
      .execute()
    expect(events.every(({ case_id, subject }) => case_id === null && subject === '440000-hub')).toBe(true)
    const said = events.map(({ leaf }) => (JSON.parse(leaf) as { data: Record<string, unknown> }).data)
    expect(said).toEqual(
      expect.arrayContaining([
        { part: 'reporter', rule: 'reporter 3 years', count: 1, cases: [ended] },
        { part: 'text', rule: 'text 10 years', count: 1, cases: [ended] },
        { part: 'original', rule: 'reporter 3 years', count: expect.any(Number) },
        { part: 'access-record', rule: 'access record 3 years', count: expect.any(Number) },
      ]),
    )
    expect(said.every((data) => eventTypes['hub.data-erased'].data.safeParse(data).success)).toBe(true)
  })

  test('is told to administrators with the basis of each rule', async () => {
    const { rules } = await province.coordinator.ok<{ rules: { id: string; basis: string }[] }>('GET', '/v1/retention')
    expect(rules.map(({ id }) => id)).toEqual(['reporter', 'text', 'access-records', 'unnamed-attachments'])
  })
})
