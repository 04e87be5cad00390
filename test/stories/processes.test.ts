import type { InboxEvent } from '@inquiry/schema'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

type Due = { step: string; dueAt: string; state: string }
type View = { status: string; handler: string; paused: boolean; due: Due[]; rating: number | null }
type Timeline = {
  status: string
  timeline: { type: string; label: string; node?: string }[]
  awaited?: { step: string; node?: string; dueAt: string }
  reply?: { content: string; unit: string }
}

const reason = '经研究决定。'
let province: Province
let foshan: Node
let guangzhou: Node
let ecology: Node

beforeAll(async () => {
  province = await startProvince()
  foshan = await province.join('440600')
  guangzhou = await province.join('440100')
  ecology = await province.join('440000-ecology', 'department')
})
afterAll(() => province.stop())

/** A case that Foshan files about Guangzhou, come to Guangzhou. */
async function filed(data: Record<string, unknown> = {}): Promise<{ caseId: string; queryCode: string }> {
  const { caseId, queryCode } = await foshan.say(submission(data))
  await guangzhou.receive('case.assigned', String(caseId))
  return { caseId: String(caseId), queryCode: String(queryCode) }
}

async function recorded(node: Node, caseId: string, type: string, data: Record<string, unknown> = {}): Promise<void> {
  expect([type, await node.say(about(caseId, type, data))]).toMatchObject([type, { status: 'recorded' }])
}

function reply(content: string) {
  return { content, public: true, unit: '综合科', repliedAt: new Date().toISOString() }
}

function view(caseId: string): Promise<View> {
  return province.coordinator.ok<View>('GET', `/v1/cases/${caseId}`)
}

function decide(caseId: string, path: string, body: object): Promise<{ supervisionId?: string }> {
  return province.coordinator.ok('POST', `/v1/cases/${caseId}/${path}`, body)
}

async function dueOf(caseId: string, step: string): Promise<Due> {
  const due = (await view(caseId)).due.find((clock) => clock.step === step)
  if (!due) throw new Error(`no clock for ${step}`)
  return due
}

async function reach(instant: string): Promise<void> {
  await province.coordinator.runAhead(Math.ceil((Date.parse(instant) - Date.now()) / 1000) + 2)
}

async function asCitizen(queryCode: string): Promise<Timeline> {
  return (await (await fetch(`${province.url}/v1/public/cases/${encodeURIComponent(queryCode)}`)).json()) as Timeline
}

function typesOf(events: readonly InboxEvent[], caseId: string): string[] {
  return events
    .filter((event) => event.subject === caseId)
    .map(({ type }) => type.slice('inquiry.'.length, -'.v1'.length))
}

describe('受理 acceptance', () => {
  test('the node that a case comes to accepts it, or declines it with a reason of the list', async () => {
    const accepted = await filed()
    await recorded(guangzhou, accepted.caseId, 'case.accepted', { unit: '城管局' })
    expect((await foshan.receive('case.accepted', accepted.caseId)).data).toMatchObject({ node: '440100' })
    const { caseId } = await filed()
    expect(
      await guangzhou.say(about(caseId, 'case.declined', { reason: 'no-such-code', explanation: '不予受理。' })),
    ).toMatchObject({
      status: 'rejected',
      problem: { status: 422, type: expect.stringContaining('unknown-code') },
    })
    await recorded(guangzhou, caseId, 'case.declined', {
      reason: 'already-in-litigation',
      explanation: '已进入诉讼程序。',
    })
    expect((await view(caseId)).status).toBe('declined')
    expect(await guangzhou.say(about(caseId, 'case.accepted'))).toMatchObject({ problem: { current: 'declined' } })
  })
})

describe('办理 handling', () => {
  test('goes on in steps that the origin sees, stands still for a correction, and takes a helper', async () => {
    const { caseId } = await filed({ nature: 'complaint' })
    await recorded(guangzhou, caseId, 'case.accepted')
    await recorded(guangzhou, caseId, 'case.progressed', { note: '已派员现场核查。' })
    await decide(caseId, 'assignments', { nodeId: '440000-ecology', role: 'assist', reason })
    await ecology.receive('case.assigned', caseId)
    await recorded(ecology, caseId, 'case.contributed', { content: '监测数据已提供。' })
    await recorded(guangzhou, caseId, 'case.paused', { reason: 'correction', explanation: '请补充具体地址。' })
    expect(await guangzhou.say(about(caseId, 'case.replied', reply('先行答复')))).toMatchObject({
      problem: { reason: 'paused' },
    })
    await recorded(foshan, caseId, 'case.amended', { content: '体育东路12号工地。' })
    await recorded(guangzhou, caseId, 'case.resumed', { reason: '材料已补齐。' })
    await guangzhou.receive('case.resumed', caseId)
    const atOrigin = typesOf(await foshan.inbox(), caseId)
    expect(atOrigin).toEqual(
      expect.arrayContaining(['case.accepted', 'case.progressed', 'case.paused', 'case.resumed']),
    )
    expect(atOrigin).not.toContain('case.contributed')
    expect((await ecology.inbox()).find((event) => event.type.includes('amended'))?.private.case?.content).toContain(
      '12号',
    )
  })
})

describe('查询 following up', () => {
  test('the citizen sees by query code where the case stands and what is awaited from whom until when, and nothing personal', async () => {
    const { caseId, queryCode } = await filed({
      nature: 'help',
      title: '申请低保补助',
      content: '本人王五，身患重病。',
    })
    const waiting = await asCitizen(queryCode)
    const { dueAt } = await dueOf(caseId, 'reply')
    expect(waiting).toMatchObject({ status: 'assigned', awaited: { step: 'reply', node: '440100', dueAt } })
    await recorded(guangzhou, caseId, 'case.accepted')
    await recorded(guangzhou, caseId, 'case.replied', { ...reply('已为您办理低保。'), public: false })
    const answered = await asCitizen(queryCode.toLowerCase().replaceAll('-', ''))
    expect(answered).toMatchObject({ status: 'replied', reply: { content: '已为您办理低保。' } })
    expect(answered.timeline.map(({ type }) => type)).toEqual([
      'case.submitted',
      'case.assigned',
      'case.accepted',
      'case.replied',
    ])
    expect(JSON.stringify(answered)).not.toMatch(/王五|低保补助|身患/)
  })

  test('guessing codes is answered 404, and soon 429', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 40; n += 1)
      statuses.push((await fetch(`${province.url}/v1/public/cases/AAAA-BBBB-CCCC-${1000 + n}-0`)).status)
    expect(new Set(statuses)).toEqual(new Set([404, 429]))
    expect(statuses.slice(0, 25)).toEqual(Array.from({ length: 25 }, () => 404))
  })
})

describe('回复 reply', () => {
  test('comes to the origin with its text, is closed by the handler and rated by the citizen', async () => {
    const { caseId } = await filed()
    expect(await guangzhou.say(about(caseId, 'case.replied', reply('未受理先答复')))).toMatchObject({
      problem: { current: 'assigned', allowed: expect.arrayContaining(['case.accepted']) },
    })
    await recorded(guangzhou, caseId, 'case.accepted')
    await recorded(guangzhou, caseId, 'case.replied', reply('已责令停止夜间施工。'))
    const received = await foshan.receive('case.replied', caseId)
    expect(received).toMatchObject({
      data: { node: '440100', public: true, contentDigest: expect.stringMatching(/^sha-256:/) },
      private: { message: { content: '已责令停止夜间施工。' }, salt: expect.any(String) },
    })
    await recorded(guangzhou, caseId, 'case.closed', { outcome: 'resolved' })
    await recorded(foshan, caseId, 'case.rated', { rating: 5 })
    await recorded(foshan, caseId, 'case.rated', { rating: 4 })
    expect(await view(caseId)).toMatchObject({ status: 'closed', rating: 4 })
  })
})

describe('复查 review', () => {
  test('has a clock of its own, is concluded by another node, and comes once', async () => {
    const { caseId } = await filed()
    await recorded(guangzhou, caseId, 'case.accepted')
    await recorded(guangzhou, caseId, 'case.replied', reply('维持原处理。'))
    await recorded(foshan, caseId, 'case.review-requested', { reason: '不服答复。' })
    expect(await dueOf(caseId, 'review')).toMatchObject({ state: 'running' })
    expect(
      await ecology.say(about(caseId, 'case.reviewed', { outcome: 'upheld', content: '尚未指定。' })),
    ).toMatchObject({ problem: { status: 404 } })
    await decide(caseId, 'review', { nodeId: '440000-ecology', reason })
    await ecology.receive('case.review-assigned', caseId)
    await recorded(ecology, caseId, 'case.reviewed', { outcome: 'revoked', content: '撤销原答复，重新办理。' })
    expect(await dueOf(caseId, 'review')).toMatchObject({ state: 'met' })
    expect(await foshan.say(about(caseId, 'case.review-requested', { reason: '再次申请。' }))).toMatchObject({
      problem: { reason: 'already-reviewed' },
    })
    await decide(caseId, 'reopening', { decision: 'granted', reason: '复查撤销原答复。' })
    expect(await view(caseId)).toMatchObject({ status: 'assigned', handler: '440100' })
  })
})

describe('督办 supervision', () => {
  test('is shown to the citizen where it is public, has a time for its answer, and is late without one', async () => {
    const { caseId, queryCode } = await filed()
    const answerBy = new Date(Date.now() + 2 * 86_400_000).toISOString()
    await decide(caseId, 'supervision', { level: 'listed', reason, answerBy, public: true })
    await guangzhou.receive('supervision.issued', caseId)
    expect((await asCitizen(queryCode)).timeline.at(-1)).toMatchObject({ type: 'supervision.issued' })
    await reach(answerBy)
    expect((await guangzhou.receive('case.overdue', caseId)).data).toMatchObject({
      step: 'supervise',
      dueAt: answerBy,
      node: '440100',
    })
  })
})

type Counted = { rows: { status: string; count: number }[]; totals: { count: number }; asOf: { position: number } }

describe('统计 statistics', () => {
  test('count what the stories above did, from the same record', async () => {
    const { size } = await province.db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()
    const count = () => province.coordinator.ok<Counted>('GET', '/v1/stats/cases?groupBy=status&node=440600')
    let stats = await count()
    for (let tries = 0; stats.asOf.position < size - 1 && tries < 100; tries += 1) {
      await sleep(50)
      stats = await count()
    }
    const list = await province.coordinator.ok<{ cases: { status: string }[] }>(
      'GET',
      '/v1/cases?origin=440600&limit=200',
    )
    const listed = Object.entries(Object.groupBy(list.cases, ({ status }) => status)).map(([status, rows]) => ({
      status,
      count: rows?.length ?? 0,
    }))
    expect(stats.rows.toSorted(byStatus)).toEqual(listed.toSorted(byStatus))
    expect(stats.totals.count).toBe(list.cases.length)
    expect((await foshan.get('/v1/stats/cases')).status).toBe(403)
  })
})

function byStatus(one: { status: string }, other: { status: string }): number {
  return one.status < other.status ? -1 : 1
}

describe('one case through all seven processes', () => {
  test('is disputed, designated, extended, late, supervised, answered, rated low, and reviewed', async () => {
    const { caseId, queryCode } = await filed({
      nature: 'report',
      title: '举报企业偷排',
      content: '夜间向河涌排放污水。',
      division: '440106',
    })
    await recorded(guangzhou, caseId, 'case.returned', {
      reason: 'not-our-competence',
      explanation: '属省级管理企业。',
      suggestedNode: '440000-ecology',
    })
    expect((await foshan.receive('case.returned', caseId)).private.message).toEqual({ reason: 'not-our-competence' })
    await decide(caseId, 'designation', { nodeId: '440000-ecology', reason })
    await ecology.receive('case.designated', caseId)
    expect(
      await ecology.say(about(caseId, 'case.returned', { reason: 'not-our-competence', explanation: '不服。' })),
    ).toMatchObject({ problem: { reason: 'designated' } })

    await recorded(ecology, caseId, 'case.accepted')
    const first = await dueOf(caseId, 'reply')
    const until = new Date(Date.parse(first.dueAt) + 10 * 86_400_000).toISOString().slice(0, 10)
    await recorded(ecology, caseId, 'case.extension-requested', { until, reason: '需采样检测。' })
    await decide(caseId, 'extension', { decision: 'granted', reason })
    const extended = await dueOf(caseId, 'reply')
    expect(extended.dueAt).toBe(`${until}T23:59:59+08:00`)

    await reach(extended.dueAt)
    expect((await ecology.receive('case.overdue', caseId)).data).toMatchObject({ step: 'reply', dueAt: extended.dueAt })
    const { supervisionId } = await decide(caseId, 'supervision', { level: 'order', reason: '超期未复。' })
    await ecology.receive('supervision.issued', caseId)
    await recorded(ecology, caseId, 'supervision.answered', { supervisionId, content: '两日内答复。' })
    await recorded(ecology, caseId, 'case.replied', reply('已立案查处。'))
    await recorded(ecology, caseId, 'case.closed', { outcome: 'resolved' })
    await recorded(foshan, caseId, 'case.rated', { rating: 1, comment: '太慢。' })
    await recorded(foshan, caseId, 'case.review-requested', { reason: '处罚过轻。' })
    await decide(caseId, 'review', { nodeId: '440100', reason })
    await guangzhou.receive('case.review-assigned', caseId)
    await recorded(guangzhou, caseId, 'case.reviewed', { outcome: 'amended', content: '责令补正处罚决定。' })

    expect(await view(caseId)).toMatchObject({
      status: 'closed',
      handler: '440000-ecology',
      reviewer: '440100',
      designated: true,
      rating: 1,
    })
    expect(await dueOf(caseId, 'reply')).toMatchObject({ state: 'missed' })
    const whole = (
      await province.coordinator.ok<{ events: InboxEvent[] }>('GET', `/v1/cases/${caseId}/events?limit=1000`)
    ).events
    expect(typesOf(whole, caseId)).toEqual([
      'case.submitted',
      'case.assigned',
      'case.returned',
      'case.designated',
      'case.accepted',
      'case.extension-requested',
      'case.extended',
      'case.overdue',
      'supervision.issued',
      'supervision.answered',
      'case.replied',
      'case.closed',
      'case.rated',
      'case.review-requested',
      'case.review-assigned',
      'case.reviewed',
    ])
    const citizen = await asCitizen(queryCode)
    expect(citizen.status).toBe('closed')
    expect(citizen.timeline.map(({ type }) => type)).not.toContain('supervision.issued')
    const origin = (await foshan.get<{ events: InboxEvent[] }>(`/v1/cases/${caseId}/events?limit=1000`)).body.events
    const delivered = async () => (await foshan.inbox()).filter(({ subject }) => subject === caseId)
    for (let tries = 0; tries < 100 && (await delivered()).length < origin.length; tries += 1) await sleep(50)
    expect((await delivered()).map(({ position }) => position)).toEqual(origin.map(({ position }) => position))
    const passes = async () =>
      (await province.coordinator.ok<{ pairs: { from: string; to: string }[] }>('GET', '/v1/stats/passing')).pairs
    const isThere = (pairs: { to: string }[]) => pairs.some(({ to }) => to === '440000-ecology')
    for (let tries = 0; tries < 100 && !isThere(await passes()); tries += 1) await sleep(50)
    expect(await passes()).toContainEqual(expect.objectContaining({ from: '440100', to: '440000-ecology', passes: 1 }))
  })
})
