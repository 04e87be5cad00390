import { accessRecordsAfter, createAccess, type CoordinatorIdentity } from '@inquiry/access'
import { openCalendarBook } from '@inquiry/case-record'
import { caseEventsRoutes, overseeRoutes } from '@inquiry/courier'
import {
  adviceRoutes,
  assessmentsRoutes,
  casesListRoutes,
  catalogueRoutes,
  commandRoutes,
  contestsRoutes,
  deadlinesRoutes,
  mattersRoutes,
  nodesRoutes,
  passingRoutes,
  routesRoutes,
  rulesRoutes,
  statsRoutes,
} from '@inquiry/desk'
import { generateSigningKey } from '@inquiry/envelope'
import { createRouter } from '@inquiry/http'
import { attachmentsRoutes, casesRoutes, keysRoutes, retentionRoutes } from '@inquiry/intake'
import { problemHandler } from '@inquiry/problems'
import { createKeyDirectory } from '@inquiry/registry'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

type Asked = { status: number; text: string; body: Record<string, never> }

const bytes = Buffer.from('一张照片')
const digest = `sha-256:${createHash('sha256').update(bytes).digest('base64url')}`

let province: Province
let guangzhou: Node
let own: string
let foreign: string
let twin: string
let ask: (method: string, path: string, body?: object) => Promise<Asked>

/** A person of Guangzhou with every role, told by a bearer token as an OIDC issuer’s claims would tell. */
const ofGuangzhou: CoordinatorIdentity = {
  kind: 'coordinator',
  subject: 'of-guangzhou',
  roles: ['coordinator', 'auditor', 'admin'],
  divisions: ['440100'],
}

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
  const foshan = await province.join('440600')
  const uploaded = await fetch(`${province.url}/v1/attachments/${digest}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${await guangzhou.token()}`, 'content-type': 'image/png' },
    body: bytes,
  })
  if (uploaded.status !== 201) throw new Error(await uploaded.text())
  const attachments = [{ digest, size: bytes.length, mediaType: 'image/png', name: '现场.png' }]
  own = String((await guangzhou.say(submission({ division: '440106' }))).caseId)
  foreign = String((await guangzhou.say(submission({ division: '440604', attachments }))).caseId)
  twin = String((await guangzhou.say(submission({ division: '440605', title: '佛山南海夜间施工' }))).caseId)
  await foshan.receive('case.assigned', foreign)
  await foshan.receive('case.assigned', twin)
  await foshan.say(about(foreign, 'case.returned', { reason: 'other', explanation: '不属本单位职责。' }))
  const { coordinator } = province
  for (const other of [foreign, own])
    await coordinator.ok('POST', `/v1/cases/${twin}/links`, { caseId: other, reason: '同一工地' })
  await coordinator.ok('POST', `/v1/cases/${foreign}/assignments`, { nodeId: '440600', role: 'lead', reason: '属地' })
  await coordinator.ok('GET', `/v1/cases/${foreign}`)
  ask = limitedDoors(await openCalendarBook(province.db))
})
afterAll(() => province.stop())

/** The hub’s own doors over its database, with somebody at them who is limited to a division. */
function limitedDoors(calendars: Awaited<ReturnType<typeof openCalendarBook>>): typeof ask {
  const { db } = province
  const now = (): Date => new Date()
  const hubId = guangzhou.hubId
  const keys = createKeyDirectory(db)
  const tell = (token: string) => Promise.resolve(token === 'g' ? ofGuangzhou : undefined)
  const access = createAccess({
    hubId,
    keys,
    now,
    coordinators: tell,
    takeRequest: () => 0,
    answers: { db, masterKey: new Uint8Array(32), now },
  })
  const findPrivateKey = (): undefined => undefined
  const hub = { hubId, name: hubId, code: hubId }
  const app = createRouter()
  app.onError(problemHandler(() => {}))
  const doors = [
    casesRoutes({ db, access, now, findPrivateKey }),
    caseEventsRoutes({ db, access, now, findPrivateKey }),
    attachmentsRoutes({ db, access, now }),
    casesListRoutes({ db, access, now }),
    adviceRoutes({ db, access, now }),
    commandRoutes({ db, hubId, now, access, calendars: calendars.current }),
    mattersRoutes({ db, hubId, now, access, calendars: calendars.current }),
    statsRoutes({ db, access, now }),
    assessmentsRoutes({ db, hubId, access, now }),
    contestsRoutes({ db, hubId, access, now }),
    passingRoutes({ db, access, now }),
    routesRoutes({ db, hubId, access, now }),
    rulesRoutes({ db, hubId, now, access }),
    nodesRoutes({ db, hubId, now, access, keys }),
    keysRoutes({ db, hubId, now, access, keys }),
    catalogueRoutes({ db, access, now, hub }),
    deadlinesRoutes({ db, access, calendars, signer: generateSigningKey().signer, now }),
    overseeRoutes({ db, access, now, natsUrl: undefined }),
    retentionRoutes({ db, hubId, access, rules: {} as never, now }),
  ]
  for (const door of doors) app.route('/', door)
  return async (method, path, body) => {
    const answer = await app.request(path, {
      method,
      headers: { authorization: 'Bearer g', ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    return { status: answer.status, text, body: text.startsWith('{') ? JSON.parse(text) : {} }
  }
}

describe('a coordinator who is limited to a city', () => {
  test('sees a case of its county', async () => {
    for (const path of ['', '/events', '/advice', '/category-suggestions'])
      expect([path, (await ask('GET', `/v1/cases/${own}${path}`)).status]).toEqual([path, 200])
  })

  test('is answered about another city’s case as about one that does not exist', async () => {
    const unknown = '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e'
    const without = ({ status, text }: Asked, id: string) => [status, text.replaceAll(id, '')]
    for (const path of ['', '/events', '/advice', '/category-suggestions']) {
      const answer = await ask('GET', `/v1/cases/${foreign}${path}`)
      expect(answer.status).toBe(404)
      expect(without(answer, foreign)).toEqual(without(await ask('GET', `/v1/cases/${unknown}${path}`), unknown))
    }
    const commands: [string, object][] = [
      ['assignments', { nodeId: '440100', role: 'lead', reason: '试' }],
      ['designation', { nodeId: '440100', reason: '试' }],
      ['supervision', { level: 'order', reason: '试' }],
      ['extension', { decision: 'refused', reason: '试' }],
      ['reopening', { decision: 'refused', reason: '试' }],
      ['review', { nodeId: '440100', reason: '试' }],
      ['reporter-release', { nodeId: '440100', reason: '试' }],
      ['links', { caseId: own, reason: '试' }],
    ]
    for (const [path, body] of commands)
      expect([path, (await ask('POST', `/v1/cases/${foreign}/${path}`, body)).status]).toEqual([path, 404])
    expect((await ask('GET', `/v1/attachments/${digest}`)).status).toBe(404)
  })

  test('counts, lists and simulates the cases of its division only', async () => {
    const list = await ask('GET', '/v1/cases')
    expect(list.text).toContain(own)
    expect(list.text).not.toContain(foreign)
    await expect
      .poll(async () => (await ask('GET', '/v1/stats/cases')).body['totals'], { timeout: 8_000 })
      .toEqual({ count: 1 })
    for (const path of ['/v1/cases?format=csv', '/v1/stats/cases?groupBy=division&format=csv']) {
      const { text } = await ask('GET', path)
      expect([text.includes('440106'), text.includes('4406')]).toEqual([true, false])
    }
    const figures = await ask('GET', '/v1/stats/cases?groupBy=division&measures=count,medianDaysToReply')
    expect(figures.body['rows']).toMatchObject([{ division: '440106', count: 1 }])
    expect((await ask('GET', '/v1/stats/cases?division=440604')).body['totals']).toEqual({ count: 0 })
    const whole = await province.coordinator.ok<{ pairs: object[] }>('GET', '/v1/stats/passing')
    expect(whole.pairs).toHaveLength(1)
    expect((await ask('GET', '/v1/stats/passing')).body['pairs']).toEqual([])
    const simulated = await ask('POST', '/v1/routes/simulate', { rules: [{ id: 'all', when: {}, assign: '440100' }] })
    expect(simulated.body['examined']).toBe(1)
    expect(simulated.text).not.toContain(foreign)
  })

  test('sees of a matter the cases of its division, and no likeness between others', async () => {
    const { matters } = (await ask('GET', '/v1/matters')).body as never as {
      matters: { matterId: string; cases: { caseId: string }[]; links: object[] }[]
    }
    const [matter] = matters
    expect(matter?.cases.map(({ caseId }) => caseId)).toEqual([own])
    expect(matter?.links).toEqual([])
    expect((await ask('GET', `/v1/matters/${matter?.matterId}`)).text).not.toContain(foreign)
    const whole = await province.coordinator.ok<{ links: object[] }>('GET', `/v1/matters/${matter?.matterId}`)
    expect(whole.links.length).toBeGreaterThan(1)
  })

  test('decides nothing that concerns the hub as a whole, or a node elsewhere', async () => {
    const acts: [string, string, object?][] = [
      ['PUT', '/v1/routes', { effectiveFrom: '2026-01-01T00:00:00+08:00', rules: [] }],
      ['PUT', '/v1/decision-rules', { supervision: [], reopening: [], review: [] }],
      ['PUT', '/v1/calendars/2027', { year: 2027, version: '1', source: 's', holidays: [], workdays: [] }],
      ['POST', '/v1/deliveries/redrive', {}],
      ['POST', '/v1/republications', { from: 0 }],
      ['POST', '/v1/retention/runs'],
      ['POST', '/v1/nodes', { nodeId: '440300', name: '深圳', kind: 'city' }],
      ['POST', '/v1/nodes/440600/suspension', { reason: '试' }],
      ['DELETE', '/v1/nodes/440600/suspension'],
      ['POST', '/v1/nodes/440600/enrolments'],
      ['DELETE', `/v1/keys/${guangzhou.key.kid}`],
      ['DELETE', '/v1/catalogue/offers/440600%2Fx'],
    ]
    for (const [method, path, body] of acts)
      expect([method, path, (await ask(method, path, body)).status]).toEqual([method, path, 403])
    expect((await ask('POST', '/v1/nodes', { nodeId: '440106-cg', name: '天河', kind: 'department' })).status).toBe(201)
  })

  test('sees the figures of the nodes that it looks after, and contests no others', async () => {
    const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
    const path = `/v1/assessments/${month}`
    const counted = async () => (await province.coordinator.ok<{ nodes: object[] }>('GET', path)).nodes.length
    await expect.poll(counted, { timeout: 5_000 }).toBeGreaterThan(0)
    expect((await ask('GET', path)).text).not.toContain('440600')
    for (const read of [`${path}?node=440600`, `${path}/nodes/440600/indicators/returned`])
      expect((await ask('GET', read)).status).toBe(403)
    const excluded = { caseId: foreign, reason: '试' }
    expect((await ask('POST', `${path}/exclusions`, { ...excluded, nodeId: '440600' })).status).toBe(403)
    expect((await ask('POST', `${path}/exclusions`, excluded)).status).toBe(422)
    expect((await ask('POST', `${path}/objections`, { ...excluded, nodeId: '440600' })).status).toBe(403)
    expect((await ask('POST', `${path}/publications`, {})).status).toBe(403)
  })

  test('decides no objection of a node elsewhere, and takes back no exclusion there or of the whole hub', async () => {
    const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
    const path = `/v1/assessments/${month}`
    const said = (way: string, body: object) =>
      province.coordinator.ok<{ id: string }>('POST', `${path}/${way}`, { ...body, reason: '试' })
    const elsewhere = await said('objections', { nodeId: '440600', caseId: foreign })
    const decision = { decision: 'dismissed', reason: '试' }
    expect((await ask('POST', `${path}/objections/${elsewhere.id}/decision`, decision)).status).toBe(403)
    expect((await ask('GET', `${path}/objections`)).body).toEqual({ objections: [] })
    for (const whose of [{ nodeId: '440600' }, {}]) {
      const { id } = await said('exclusions', { caseId: foreign, ...whose })
      expect((await ask('DELETE', `${path}/exclusions/${id}`, { reason: '试' })).status).toBe(403)
    }
    expect((await ask('GET', `${path}/exclusions`)).body).toEqual({ exclusions: [] })
  })

  test('reads of the access records what concerns its cases', async () => {
    const page = { after: 0, limit: 1000 }
    const all = await accessRecordsAfter(province.db, { ...page, within: null })
    const some = await accessRecordsAfter(province.db, { ...page, within: ['440100'] })
    expect(all.flatMap(({ caseIds }) => caseIds)).toEqual(expect.arrayContaining([own, foreign]))
    expect(new Set(some.flatMap(({ caseIds }) => caseIds))).toEqual(new Set([own]))
  })
})
