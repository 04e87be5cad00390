import { generateEncryptionKey, openReporter, sealReporter } from '@inquiry/envelope'
import type { Discovery } from '@inquiry/schema'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let origin: Node
let handler: Node
let caseId: string

const reporter = {
  name: '欧阳某某',
  idNumber: '440106199001011234',
  phone: '13912345678',
  email: 'someone@mail.example',
}

beforeAll(async () => {
  province = await startProvince()
  ;[origin, handler] = [await province.join('440100'), await province.join('440600')]
  caseId = await file({})
  await handler.receive('case.assigned', caseId)
})
afterAll(() => province.stop())

async function sealed(): Promise<string> {
  const { encryptionKey } = (await (await fetch(`${province.url}/.well-known/inquiry-hub`)).json()) as Discovery
  return sealReporter(reporter, { kid: encryptionKey.kid ?? '', jwk: encryptionKey } as never)
}

async function file(data: Record<string, unknown>): Promise<string> {
  const result = await origin.say(
    submission({ division: '440604', reporter: { kind: 'person', sealed: await sealed() }, ...data }),
  )
  return String(result.caseId)
}

type Shown = { id: number; asker: string; what: string; way: string; caseIds: string[] }
const recordsOf = async (id: string): Promise<Shown[]> =>
  (await province.coordinator.ok<{ records: Shown[] }>('GET', `/v1/access-records?caseId=${id}`)).records

describe('what a citizen says of himself', () => {
  test('stands nowhere in the database but sealed', async () => {
    const { rows: tables } = await sql<{ name: string }>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`.execute(
      province.db,
    )
    expect(tables.length).toBeGreaterThan(30)
    for (const { name } of tables) {
      for (const word of Object.values(reporter)) {
        const { rows } = await sql<{ found: number }>`
          select count(*) as found from ${sql.table(name)} t where t::text like ${`%${word}%`}`.execute(province.db)
        expect([name, word, rows[0]?.found]).toEqual([name, word, 0])
      }
    }
  })

  test('is kept out of every private part of the log, sealed as it is', async () => {
    const { rows } = await sql<{ found: number }>`
      select count(*) as found from event where private::text like '%"sealed":"%' or leaf like '%sealed%'`.execute(
      province.db,
    )
    expect(rows).toEqual([{ found: 0 }])
  })

  test('comes to the handler sealed to its own key, in the inbox and with the case, and to nobody else', async () => {
    const find = (kid: string) => (kid === handler.encryption.kid ? handler.encryption.privateKey : undefined)
    const assigned = await handler.receive('case.assigned', caseId)
    expect(await openReporter(assigned.private.case?.reporter.sealed ?? '', find)).toEqual(reporter)
    const seen = await handler.get<{ reporter: { sealed: string } }>(`/v1/cases/${caseId}`)
    expect(await openReporter(seen.body.reporter.sealed, find)).toEqual(reporter)
    expect((await origin.get(`/v1/cases/${caseId}`)).body['reporter']).toBeUndefined()
    expect(JSON.stringify(await origin.inbox())).not.toContain('"sealed"')
    expect(await openReporter(seen.body.reporter.sealed, () => generateEncryptionKey().privateKey)).toBeUndefined()
  })

  test('is withheld from the handler where it is secret, until a coordinator releases it with a reason', async () => {
    const secret = await file({ secrecy: 'identity' })
    const assigned = await handler.receive('case.assigned', secret)
    expect(assigned.private.case?.reporter.sealed).toBeUndefined()
    expect((await recordsOf(secret)).filter(({ what }) => what === 'reporter')).toEqual([])
    await province.coordinator.ok('POST', `/v1/cases/${secret}/reporter-release`, {
      nodeId: '440600',
      reason: '当面核实',
    })
    const seen = await handler.get<{ reporter: { sealed?: string } }>(`/v1/cases/${secret}`)
    expect(seen.body.reporter.sealed).toEqual(expect.any(String))
    expect((await recordsOf(secret)).filter(({ what }) => what === 'reporter')).toMatchObject([
      { asker: '440600', way: 'view' },
    ])
  })
})

describe('whoever was given personal data', () => {
  test('stands in a record: the node, the way, and the case; and so does the coordinator who looked', async () => {
    await handler.get(`/v1/cases/${caseId}`)
    await handler.get(`/v1/cases/${caseId}/events`)
    await province.coordinator.ok('GET', `/v1/cases/${caseId}`)
    await province.coordinator.ok('GET', '/v1/cases?nature=complaint')
    const said = (await recordsOf(caseId)).map(({ asker, what, way }) => `${asker} ${what} ${way}`)
    expect(said).toEqual(
      expect.arrayContaining([
        '440600 reporter inbox',
        '440600 reporter view',
        '440600 reporter events',
        'coordinator:administrator case view',
        'coordinator:administrator list search',
      ]),
    )
    expect((await recordsOf(caseId)).every(({ caseIds }) => caseIds.includes(caseId))).toBe(true)
  })

  test('stands in a record as well where titles or words of cases are shown with matters, hot spots and suggestions', async () => {
    const other = await file({})
    await handler.receive('case.assigned', other)
    const { coordinator } = province
    const { matterId } = await coordinator.ok<{ matterId: string }>('POST', `/v1/cases/${other}/links`, {
      caseId,
      reason: '同一事项',
    })
    const last = async (): Promise<Shown | undefined> => (await recordsOf(other)).at(-1)
    const reads: [string, string][] = [
      ['/v1/matters', 'list view'],
      [`/v1/matters/${matterId}`, 'list view'],
      [`/v1/cases/${other}/category-suggestions`, 'list view'],
      [`/v1/cases/${other}/advice`, 'case view'],
    ]
    for (const [path, said] of reads) {
      const before = (await last())?.id ?? 0
      await coordinator.ok('GET', path)
      const record = await last()
      expect([path, `${record?.what} ${record?.way}`, record?.asker]).toEqual([path, said, 'coordinator:administrator'])
      expect(record?.id).toBeGreaterThan(before)
    }
    const at = new Date()
    await province.db.insertInto('heat_case').values({ subject: matterId, case_id: other, received_at: at }).execute()
    await province.db
      .insertInto('hotspot')
      .values({ subject: matterId, division: '440604', raised_at: at, score: 9, expected: 1, cases: 1 })
      .onConflict((c) => c.doNothing())
      .execute()
    const before = (await last())?.id ?? 0
    expect((await coordinator.ok<{ hotspots: object[] }>('GET', '/v1/hotspots')).hotspots.length).toBeGreaterThan(0)
    expect((await last())?.id).toBeGreaterThan(before)
  })

  test('cannot look at the records: they are for auditors', async () => {
    expect((await handler.get('/v1/access-records')).status).toBe(403)
  })
})
