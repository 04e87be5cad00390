import { sealReporter } from '@inquiry/envelope'
import type { Discovery } from '@inquiry/schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendRequest, type Heard } from '../conformance/bad-input/send.ts'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'
import { accessTable, type Audience } from './access-table.ts'

let province: Province
/** Who files, who handles, who has no part in anything, and the body that a report complains about. */
let askers: Record<'origin' | 'handler' | 'stranger' | 'subject', Node>
let caseId: string
let reportId: string
let operations: string[]

/** Words that stand in the case alone: whoever may not see it finds none of them anywhere. */
const secret = {
  title: '甲乙丙丁路灯不亮',
  content: '戊己庚辛巷口三盏灯全灭',
  sourceId: 'SECRET-1',
  name: '壬癸子丑',
  phone: '13912345678',
}
const reportSecret = { title: '寅卯辰巳局乱收费', content: '午未申酉窗口无票收费', sourceId: 'SECRET-2' }

beforeAll(async () => {
  province = await startProvince()
  const [origin, handler] = [await province.join('440100'), await province.join('440600')]
  const [stranger, subject] = [await province.join('440300'), await province.join('440606', 'department')]
  askers = { origin, handler, stranger, subject }
  const { encryptionKey } = (await (await fetch(`${province.url}/.well-known/inquiry-hub`)).json()) as Discovery
  const sealed = await sealReporter({ name: secret.name, phone: secret.phone }, {
    kid: encryptionKey.kid ?? '',
    jwk: encryptionKey,
  } as never)
  const filed = submission(
    { division: '440604', title: secret.title, content: secret.content, reporter: { kind: 'person', sealed } },
    { sourceId: secret.sourceId },
  )
  caseId = String((await origin.say(filed)).caseId)
  const report = {
    division: '440606',
    nature: 'report',
    title: reportSecret.title,
    content: reportSecret.content,
    subjectNode: '440606',
  }
  reportId = String((await origin.say(submission(report, { sourceId: reportSecret.sourceId }))).caseId)
  await handler.receive('case.assigned', caseId)
  await handler.receive('case.assigned', reportId)
  await handler.say(about(caseId, 'case.accepted'))
  await handler.say(about(reportId, 'case.accepted'))
  await province.coordinator
    .ok('POST', `/v1/cases/${caseId}/links`, { caseId: reportId, reason: '核对' })
    .catch(() => {})
  await origin.receive('case.accepted', reportId)
  const { paths } = (await (await fetch(`${province.url}/openapi.json`)).json()) as { paths: Record<string, object> }
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
})
afterAll(() => province.stop())

/** Bodies of operations that look at them before they look at who asks. */
const bodies: Record<string, string> = {
  'PUT /v1/code-lists/{name}/mappings/{nodeId}': '{"version":"1","entries":[]}',
}

/** An operation on what is the origin's, or another id in the place of its own. */
async function use(operation: string, token: string | undefined, ids: Record<string, string> = {}): Promise<Heard> {
  const [method = '', template = ''] = operation.split(' ')
  const given: Record<string, string> = {
    caseId,
    otherId: reportId,
    nodeId: '440100',
    kid: askers.origin.key.kid,
    position: '0',
    queryCode: '0000-0000-0000-0000-0',
    name: 'category',
    year: '2026',
    tile: '0/000',
    purpose: 'receipt',
    supervisionId: 'none',
    id: 'none',
    code: 'none',
    digest: `sha-256:${'A'.repeat(43)}`,
    ...ids,
  }
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => given[name] ?? `unknown-${name}`)
  const query =
    template === '/v1/log/proof' ? '?position=0&size=1' : template.endsWith('/stream') ? '?after=99999999' : ''
  const credential = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const options = { headOnly: template.endsWith('/stream') }
  if (method === 'GET')
    return sendRequest(province.url, { method, path: `${path}${query}`, headers: credential }, options)
  const body = bodies[operation] ?? '{}'
  const headers = { ...credential, 'content-type': 'application/json', 'content-length': String(body.length) }
  return sendRequest(province.url, { method, path, headers, body })
}

const of = (...audiences: Audience[]): string[] =>
  Object.entries(accessTable).flatMap(([operation, audience]) => (audiences.includes(audience) ? [operation] : []))

describe('every operation of the OpenAPI document', () => {
  test('has been thought about, and nothing else stands in the table', () => {
    const served = operations.filter((operation) => !(operation in accessTable))
    expect(served).toEqual([])
    expect(Object.keys(accessTable).filter((operation) => !operations.includes(operation))).toEqual([])
  })

  test.each(of('each node', 'the node itself', 'parties', 'any credential', 'coordinators'))(
    '%s is for nobody without a credential',
    async (operation) => {
      expect((await use(operation, undefined)).status).toBe(401)
    },
  )

  test.each(of('everyone', 'signers'))('%s asks for no bearer', async (operation) => {
    expect([401, 403]).not.toContain((await use(operation, undefined)).status)
  })

  test.each(of('coordinators'))('%s is forbidden to every node', async (operation) => {
    for (const node of Object.values(askers)) expect((await use(operation, await node.token())).status).toBe(403)
  })

  test.each(of('each node'))('%s is for nodes, not for coordinators', async (operation) => {
    expect((await use(operation, province.hub.secrets.adminToken)).status).toBe(403)
    expect([401, 403]).not.toContain((await use(operation, await askers.stranger.token())).status)
  })

  test.each(of('the node itself'))('%s is refused to every other node', async (operation) => {
    for (const name of ['handler', 'stranger', 'subject'] as const)
      expect([403, 404]).toContain((await use(operation, await askers[name].token())).status)
  })

  test.each(of('parties'))('%s answers parties, and others as if there were no such case', async (operation) => {
    for (const name of ['origin', 'handler'] as const)
      expect((await use(operation, await askers[name].token())).status).toBe(200)
    const absent = '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e'
    for (const [name, id] of [
      ['stranger', caseId],
      ['subject', caseId],
      ['subject', reportId],
      ['stranger', reportId],
    ] as const) {
      const foreign = await use(operation, await askers[name].token(), { caseId: id })
      const none = await use(operation, await askers[name].token(), { caseId: absent })
      expect(foreign.status).toBe(404)
      expect(foreign.text.replaceAll(id, '')).toBe(none.text.replaceAll(absent, ''))
    }
  })
})

describe('whoever has no part in a case', () => {
  test.each(['stranger', 'subject'] as const)('finds no word of it by any read: the %s', async (name) => {
    const token = await askers[name].token()
    const reads = Object.keys(accessTable).filter((operation) => operation.startsWith('GET '))
    for (const operation of reads) {
      const { text } = await use(operation, token)
      const found = [...Object.values(secret), ...Object.values(reportSecret)].filter((word) => text.includes(word))
      expect([operation, found]).toEqual([operation, []])
    }
  })

  test('finds in the public log no more than the standard says: of a report not even its county', async () => {
    const { text } = await use('GET /v1/events', await askers.subject.token())
    const { events } = JSON.parse(text) as { events: { type: string; subject: string; division: string }[] }
    const ofReport = events.filter(({ subject }) => subject === reportId)
    expect(ofReport.length).toBeGreaterThan(0)
    expect(new Set(ofReport.map(({ division }) => division))).toEqual(new Set(['440600']))
    expect(JSON.stringify(ofReport)).not.toContain('440606')
  })
})

describe('the body that a report complains about', () => {
  test('receives nothing of it, neither in its inbox nor as a count, and cannot speak to it', async () => {
    const { subject } = askers
    expect(JSON.stringify(await subject.inbox())).not.toContain(reportId)
    expect((await subject.get<{ inboxHead: number }>('/v1/self')).body.inboxHead).toBeLessThan(10)
    const spoken = await subject.say(about(reportId, 'case.accepted'))
    const absent = await subject.say(about('019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e', 'case.accepted'))
    expect(spoken.problem?.['detail']).toBe(absent.problem?.['detail'])
    expect([spoken.status, spoken.problem?.status]).toEqual(['rejected', 404])
  })

  test.each([
    ['assignments', { nodeId: '440606', role: 'lead', reason: 'x' }],
    ['assignments', { nodeId: '440606', role: 'assist', reason: 'x' }],
    ['designation', { nodeId: '440606', reason: 'x' }],
    ['review', { nodeId: '440606', reason: 'x' }],
  ])('cannot be given it by a coordinator: %s %j', async (command, body) => {
    const answer = await province.coordinator.ask('POST', `/v1/cases/${reportId}/${command}`, body)
    expect(answer).toMatchObject({ status: 409 })
  })
})
