import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { slugOf } from '../province/answer.ts'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let guangzhou: Node
let foshan: Node
let ecology: Node
const reason = '经协调研究决定。'

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
  foshan = await province.join('440600')
  ecology = await province.join('440000-ecology', 'department')
})
afterAll(() => province.stop())

/** A case of Foshan's that lies in Guangzhou and has come to Guangzhou. */
async function assignedCase(data: Record<string, unknown> = {}): Promise<string> {
  const { caseId } = await foshan.say(submission(data))
  await guangzhou.receive('case.assigned', String(caseId))
  return String(caseId)
}

function command(caseId: string, path: string, body: object, headers: Record<string, string> = {}) {
  return province.coordinator.ask('POST', `/v1/cases/${caseId}/${path}`, body, headers)
}

describe('a case that its handler returns', () => {
  test('waits for a coordinator, whose designation is binding and relieves who had it', async () => {
    const caseId = await assignedCase()
    const returned = about(caseId, 'case.returned', {
      reason: 'not-our-competence',
      explanation: '属生态环境部门职责。',
      suggestedNode: '440000-ecology',
    })
    expect(await guangzhou.say(returned)).toMatchObject({ status: 'recorded' })
    const waiting = await province.coordinator.ok<{ cases: { caseId: string }[] }>(
      'GET',
      '/v1/cases?attention=returned',
    )
    expect(waiting.cases.map((row) => row.caseId)).toContain(caseId)

    const designated = await command(caseId, 'designation', { nodeId: '440000-ecology', reason })
    expect(designated).toMatchObject({ status: 201, body: { position: expect.any(Number) } })
    const received = await ecology.receive('case.designated', caseId)
    expect(received).toMatchObject({ position: designated.body['position'], private: { reason, case: { caseId } } })
    expect((await guangzhou.get(`/v1/cases/${caseId}`)).status).toBe(404)

    const again = await ecology.say(
      about(caseId, 'case.returned', { reason: 'not-our-competence', explanation: '不属我厅。' }),
    )
    expect(again).toMatchObject({ status: 'rejected', problem: { reason: 'designated', current: 'assigned' } })
    const advised = await province.coordinator.ok<{ cases: { caseId: string }[] }>(
      'GET',
      '/v1/cases?attention=returned',
    )
    expect(advised.cases.map((row) => row.caseId)).not.toContain(caseId)
  })
})

describe('a command', () => {
  test('under the same key is done once and gets the same answer; under another command the key is refused', async () => {
    const caseId = await assignedCase()
    const order = { level: 'reminder', reason }
    const [one, two] = await Promise.all([
      command(caseId, 'supervision', order, { 'idempotency-key': 'k-1' }),
      command(caseId, 'supervision', order, { 'idempotency-key': 'k-1' }),
    ])
    expect(one.status).toBe(201)
    expect(two.text).toBe(one.text)
    const view = await province.coordinator.ok<{ supervision: object[] }>('GET', `/v1/cases/${caseId}`)
    expect(view.supervision).toHaveLength(1)
    const other = await command(caseId, 'supervision', { ...order, level: 'order' }, { 'idempotency-key': 'k-1' })
    expect([other.status, slugOf(other)]).toEqual([422, 'invalid-body'])
  })

  test('that was refused is refused in the same words under the same key', async () => {
    const caseId = await assignedCase()
    const ask = () => command(caseId, 'extension', { decision: 'granted', reason }, { 'idempotency-key': 'k-2' })
    const first = await ask()
    expect([first.status, slugOf(first)]).toEqual([409, 'invalid-transition'])
    expect(first.body).toMatchObject({ current: 'assigned', allowed: expect.arrayContaining(['case.designated']) })
    expect((await ask()).text).toBe(first.text)
  })

  test('on a case that does not exist is 404, with a bad body 422, by a node 403, without a credential 401', async () => {
    const missing = '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e'
    const designation = { nodeId: '440100', reason }
    expect(await command(missing, 'designation', designation)).toMatchObject({ status: 404 })
    expect(await command('not-a-case', 'designation', designation)).toMatchObject({ status: 404 })
    const caseId = await assignedCase()
    const bad = await command(caseId, 'designation', { nodeId: '440100' })
    expect(bad).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reason', rule: 'required' }] } })
    const unknown = await command(caseId, 'designation', { nodeId: '999999', reason })
    expect(unknown).toMatchObject({ status: 422, body: { errors: [{ pointer: '/nodeId' }] } })
    const byNode = await fetch(`${province.url}/v1/cases/${caseId}/designation`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await foshan.token()}`, 'content-type': 'application/json' },
      body: JSON.stringify(designation),
    })
    expect(byNode.status).toBe(403)
    expect((await fetch(`${province.url}/v1/cases/${caseId}/designation`, { method: 'POST' })).status).toBe(401)
    expect((await foshan.get('/v1/cases')).status).toBe(403)
  })
})

describe('an assistant', () => {
  test('joins by a coordinator’s decision, contributes, and leaves by another', async () => {
    const caseId = await assignedCase()
    expect(await command(caseId, 'assignments', { nodeId: '440000-ecology', role: 'assist', reason })).toMatchObject({
      status: 201,
    })
    const received = await ecology.receive('case.assigned', caseId)
    expect(received.private).toMatchObject({ role: 'assist', case: { title: expect.any(String) } })
    expect(received.data).not.toHaveProperty('due')
    expect(await ecology.say(about(caseId, 'case.contributed', { content: '噪声监测结果超标。' }))).toMatchObject({
      status: 'recorded',
    })
    const path = `/v1/cases/${caseId}/assignments/440000-ecology`
    expect(await province.coordinator.ask('DELETE', path)).toMatchObject({
      status: 200,
      body: { position: expect.any(Number) },
    })
    await ecology.receive('case.relieved', caseId)
    expect(await province.coordinator.ask('DELETE', path)).toMatchObject({ status: 404 })
    expect((await ecology.get(`/v1/cases/${caseId}`)).status).toBe(404)
  })
})

describe('supervision', () => {
  test('rises while an order is open, is answered by the handler, and is hidden from the origin', async () => {
    const caseId = await assignedCase()
    const answerBy = new Date(Date.now() + 3 * 86_400_000).toISOString()
    const issued = await command(caseId, 'supervision', { level: 'order', reason, answerBy })
    expect(issued).toMatchObject({
      status: 201,
      body: { supervisionId: expect.any(String), position: expect.any(Number) },
    })
    const { supervisionId } = issued.body as { supervisionId: string }
    expect(await guangzhou.receive('supervision.issued', caseId)).toMatchObject({
      data: { supervisionId, level: 'order', answerBy },
      private: { role: 'lead', reason },
    })
    expect(await command(caseId, 'supervision', { level: 'reminder', reason })).toMatchObject({
      status: 409,
      body: { reason: 'higher-level-open' },
    })
    expect(
      await guangzhou.say(about(caseId, 'supervision.answered', { supervisionId, content: '已限期整改。' })),
    ).toMatchObject({ status: 'recorded' })
    const lifted = await province.coordinator.ask('DELETE', `/v1/cases/${caseId}/supervision/${supervisionId}`, {
      reason,
    })
    expect(lifted).toMatchObject({ status: 200 })
    expect(
      (await foshan.inbox()).filter((event) => event.subject === caseId && event.type.includes('supervision')),
    ).toEqual([])
    const view = await province.coordinator.ok('GET', `/v1/cases/${caseId}`)
    expect(view['supervision']).toMatchObject([
      { id: supervisionId, answeredAt: expect.any(String), liftedAt: expect.any(String) },
    ])
  })
})

describe('an extension', () => {
  test('is granted at most to the profile’s limit, or refused, and moves the due date', async () => {
    const caseId = await assignedCase({ nature: 'report' })
    await guangzhou.say(about(caseId, 'case.accepted'))
    const before = await province.coordinator.ok<{ due: { step: string; dueAt: string }[] }>(
      'GET',
      `/v1/cases/${caseId}`,
    )
    const replyDue = before.due.find((due) => due.step === 'reply')?.dueAt ?? ''
    const until = (days: number) => new Date(Date.parse(replyDue) + days * 86_400_000).toISOString().slice(0, 10)
    expect(await command(caseId, 'extension', { decision: 'granted', reason })).toMatchObject({
      status: 409,
      body: { reason: 'no-open-extension' },
    })
    await guangzhou.say(about(caseId, 'case.extension-requested', { until: until(20), reason: '需委托检测。' }))
    expect(await command(caseId, 'extension', { decision: 'granted', until: until(90), reason })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/until' }] },
    })
    expect(await command(caseId, 'extension', { decision: 'granted', reason })).toMatchObject({ status: 201 })
    const after = await province.coordinator.ok<{ due: { step: string; dueAt: string }[] }>(
      'GET',
      `/v1/cases/${caseId}`,
    )
    expect(after.due.find((due) => due.step === 'reply')?.dueAt).toBe(`${until(20)}T23:59:59+08:00`)
    await guangzhou.say(about(caseId, 'case.extension-requested', { until: until(29), reason: '仍需检测。' }))
    expect(await command(caseId, 'extension', { decision: 'refused', reason })).toMatchObject({ status: 201 })
  })
})

describe('a reply that does not satisfy', () => {
  test('is rated, reopened once asked for, and reviewed by another than the handler', async () => {
    const caseId = await assignedCase()
    const reply = { content: '已责令停工。', public: true, unit: '城管局', repliedAt: new Date().toISOString() }
    const replyNow = async () => {
      await guangzhou.say(about(caseId, 'case.accepted'))
      expect(await guangzhou.say(about(caseId, 'case.replied', reply))).toMatchObject({ status: 'recorded' })
    }
    await replyNow()
    await foshan.say(about(caseId, 'case.rated', { rating: 2 }))
    await foshan.say(about(caseId, 'case.reopen-requested', { reason: '噪声依旧。' }))
    expect(await command(caseId, 'reopening', { decision: 'granted', reason })).toMatchObject({ status: 201 })
    expect(await guangzhou.receive('case.reopened', caseId)).toMatchObject({
      private: { case: { status: 'assigned' } },
    })
    await replyNow()
    await foshan.say(about(caseId, 'case.review-requested', { reason: '不服答复。' }))
    expect(await command(caseId, 'review', { nodeId: '440100', reason })).toMatchObject({ status: 409 })
    expect(await command(caseId, 'review', { nodeId: '440000-ecology', reason })).toMatchObject({ status: 201 })
    await ecology.receive('case.review-assigned', caseId)
    expect(
      await ecology.say(about(caseId, 'case.reviewed', { outcome: 'amended', content: '应当增加夜间巡查。' })),
    ).toMatchObject({ status: 'recorded' })
    expect((await foshan.get(`/v1/cases/${caseId}`)).body).toMatchObject({
      status: 'closed',
      reviewer: '440000-ecology',
      rating: 2,
    })
  })
})

describe('two cases about one matter', () => {
  test('are linked and parted by a coordinator; an origin learns of no other origin’s case', async () => {
    const one = await assignedCase({ title: '芳村大道内涝', content: '下雨必淹，排水不畅。' })
    const other = String((await guangzhou.say(submission({ title: '下雨积水严重', content: '路口水深过膝。' }))).caseId)
    const linked = await command(one, 'links', { caseId: other, reason })
    expect(linked).toMatchObject({ status: 201, body: { matterId: expect.any(String), position: expect.any(Number) } })
    expect((await province.coordinator.ok('GET', `/v1/cases/${one}`))['links']).toEqual([other])
    expect((await foshan.get(`/v1/cases/${one}`)).body).toMatchObject({ links: [], matter: { size: 2 } })
    expect(await province.coordinator.ask('DELETE', `/v1/cases/${one}/links/${other}`)).toMatchObject({ status: 200 })
    expect(await province.coordinator.ask('DELETE', `/v1/cases/${one}/links/${other}`)).toMatchObject({
      status: 409,
      body: { reason: 'not-linked' },
    })
    expect(await command(one, 'links', { caseId: one, reason })).toMatchObject({ status: 404 })
  })
})

describe('a report', () => {
  test('is refused to the body complained about by every command, and is not found by it in any way', async () => {
    const { caseId } = await foshan.say(
      submission({ nature: 'report', subjectNode: '440100', title: '举报吃拿卡要', content: '窗口人员索要好处。' }),
    )
    const id = String(caseId)
    for (const [path, body] of [
      ['designation', { nodeId: '440100', reason }],
      ['assignments', { nodeId: '440100', role: 'assist', reason }],
    ] as const) {
      const refused = await command(id, path, body)
      expect([path, refused.status, slugOf(refused)]).toEqual([path, 409, 'subject-of-report'])
    }
    expect((await guangzhou.get(`/v1/cases/${id}`)).status).toBe(404)
    expect((await guangzhou.get(`/v1/cases/${id}/events`)).status).toBe(404)
    const neighbour = String((await guangzhou.say(submission())).caseId)
    expect(await command(id, 'links', { caseId: neighbour, reason })).toMatchObject({ status: 409 })
    expect((await guangzhou.inbox()).some((event) => event.subject === id)).toBe(false)
  })
})

describe('a report with nowhere to go', () => {
  test('waits for a coordinator, unknown to the body complained about, and gets its clocks when it is designated', async () => {
    const { caseId } = await guangzhou.say(
      submission({
        nature: 'report',
        subjectNode: '440100',
        division: '440105',
        title: '举报本市平台',
        content: '平台压件不办。',
      }),
    )
    const id = String(caseId)
    const waiting = async () =>
      (await province.coordinator.ok<{ cases: { caseId: string }[] }>('GET', '/v1/cases?attention=unroutable')).cases
    for (let tries = 0; tries < 100 && (await waiting()).length === 0; tries += 1) await sleep(50)
    expect((await waiting()).map((row) => row.caseId)).toEqual([id])
    expect((await guangzhou.get(`/v1/cases/${id}`)).status).toBe(404)
    expect((await guangzhou.inbox()).filter((event) => event.subject === id)).toEqual([])
    expect(await command(id, 'designation', { nodeId: '440600', reason })).toMatchObject({ status: 201 })
    const designated = await foshan.receive('case.designated', id)
    expect(designated.data).toMatchObject({
      profile: { id: 'xinfang-2022' },
      due: expect.arrayContaining([expect.objectContaining({ step: 'accept' })]),
    })
    expect(JSON.stringify(designated)).not.toContain('subjectNode')
    expect(await waiting()).toEqual([])
  })

  test('may be given to the hub’s own node, which is there from the start', async () => {
    const { caseId } = await guangzhou.say(submission({ nature: 'report', subjectNode: '440100', division: '440105' }))
    const id = String(caseId)
    expect(await command(id, 'designation', { nodeId: '440000-hub', reason })).toMatchObject({ status: 201 })
    expect(await province.coordinator.ok('GET', `/v1/cases/${id}`)).toMatchObject({ handler: '440000-hub' })
    const code = await province.coordinator.ask('POST', '/v1/nodes/440000-hub/enrolments')
    expect(code).toMatchObject({ status: 201, body: { nodeId: '440000-hub' } })
  })
})

describe('the list of cases', () => {
  test('is narrowed by every filter, searched by any part of a text, and paged to its end', async () => {
    const marked = {
      title: '榕树被移栽引争议',
      content: '越秀区六榕路的老榕树被连夜移走。',
      category: { scheme: 'inquiry-category', version: '1', code: '0203' },
    }
    const ids = [await assignedCase(marked), await assignedCase(marked), await assignedCase(marked)]
    const list = async (query: string) =>
      await province.coordinator.ok<{ cases: { caseId: string }[]; next: string | null }>('GET', `/v1/cases?${query}`)
    const search = (q: string, more = '') => list(`q=${encodeURIComponent(q)}${more}`)
    expect((await search('六榕路')).cases.map((row) => row.caseId)).toEqual(ids.toReversed())
    expect((await search('老榕树 移栽')).cases).toHaveLength(3)
    expect((await search('榕树连夜')).cases).toEqual([])
    expect(
      (
        await search(
          '六榕路',
          '&division=4401&category=02&nature=complaint&channel=web&handler=440100&node=440600&open=true&overdue=false&status=assigned&city=440100&urgency=normal',
        )
      ).cases,
    ).toHaveLength(3)
    for (const other of [
      'division=4406',
      'category=03',
      'nature=praise',
      'channel=letter',
      'handler=440600',
      'node=440100',
      'open=false',
      'overdue=true',
      'status=replied',
      'attention=returned',
      'to=2020-01-01',
    ])
      expect([other, (await search('六榕路', `&${other}`)).cases]).toEqual([other, []])
    const first = await search('六榕路', '&limit=2')
    const rest = await search('六榕路', `&limit=2&after=${first.next}`)
    expect([...first.cases, ...rest.cases].map((row) => row.caseId)).toEqual(ids.toReversed())
    expect(rest.next).toBeNull()
    const all = await list('limit=200')
    const paged: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const page: { cases: { caseId: string }[]; next: string | null } = await list(
        `limit=3${after === '' ? '' : `&after=${after}`}`,
      )
      paged.push(...page.cases.map((row) => row.caseId))
      after = page.next
    }
    expect(paged).toEqual(all.cases.map((row) => row.caseId))
  })

  test('follows an amended text: the new one is found, the old one no longer', async () => {
    const caseId = await assignedCase({ title: '桥洞漏水', content: '滨江路桥洞长期渗水结冰。' })
    await foshan.say(about(caseId, 'case.amended', { content: '沿江路隧道长期渗水。' }))
    const find = async (q: string) =>
      (
        await province.coordinator.ok<{ cases: { caseId: string }[] }>('GET', `/v1/cases?q=${encodeURIComponent(q)}`)
      ).cases.map((row) => row.caseId)
    expect(await find('沿江路隧道')).toEqual([caseId])
    expect(await find('滨江路桥洞')).toEqual([])
  })

  test('refuses what it cannot search by', async () => {
    for (const query of ['q=路', 'status=done', 'after=x', 'limit=0', 'sort=title', 'overdue=yes'])
      expect([query, (await province.coordinator.ask('GET', `/v1/cases?${query}`)).status]).toEqual([query, 400])
  })
})
