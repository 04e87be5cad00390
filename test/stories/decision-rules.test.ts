import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let guangzhou: Node
let foshan: Node
let bureau: Node

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
  foshan = await province.join('440600')
  bureau = await province.join('440000-letters', 'department')
})
afterAll(() => province.stop())

const none = { answerWithin: { amount: 2, unit: 'working-day' }, supervision: [], reopening: [], review: [] }

function put(rules: object) {
  return province.coordinator.ask('PUT', '/v1/decision-rules', { ...none, ...rules })
}

async function repliedCase(): Promise<string> {
  const caseId = String((await foshan.say(submission())).caseId)
  await guangzhou.receive('case.assigned', caseId)
  await reply(caseId)
  return caseId
}

async function reply(caseId: string): Promise<void> {
  const said = { content: '已处理。', public: true, unit: '城管局', repliedAt: new Date().toISOString() }
  await guangzhou.say(about(caseId, 'case.accepted'))
  expect(await guangzhou.say(about(caseId, 'case.replied', said))).toMatchObject({ status: 'recorded' })
}

describe('the rules by which the hub itself acts', () => {
  test('are shipped, are put by an administrator, and are refused where they name what is not there', async () => {
    expect(await province.coordinator.ok('GET', '/v1/decision-rules')).toMatchObject({
      version: 0,
      rules: { reopening: [], review: [] },
    })
    expect(await put({ review: [{ id: 'r', when: {}, node: '999999' }] })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/review/0/node' }] },
    })
    const twice = [
      { id: 'same', level: 'order', when: { kind: 'returned', times: 2 } },
      { id: 'same', level: 'order', when: { kind: 'returned', times: 3 } },
    ]
    expect((await put({ supervision: twice })).status).toBe(422)
    expect(await put({})).toMatchObject({ status: 200, body: { version: 1 } })
  })

  test('grant a reopening that fits, and leave the others to a coordinator', async () => {
    expect(
      (
        await put({
          reopening: [{ id: 'first-low', when: { ratingAtMost: 2, reopenedFewerThan: 1 }, decision: 'granted' }],
        })
      ).status,
    ).toBe(200)
    const caseId = await repliedCase()
    await foshan.say(about(caseId, 'case.rated', { rating: 1 }))
    await foshan.say(about(caseId, 'case.reopen-requested', { reason: '问题未解决。' }))
    await guangzhou.receive('case.reopened', caseId)
    await reply(caseId)
    await foshan.say(about(caseId, 'case.reopen-requested', { reason: '仍未解决。' }))
    const waiting = await province.coordinator.ok<{ cases: { caseId: string }[] }>(
      'GET',
      '/v1/cases?attention=reopen-requested',
    )
    expect(waiting.cases.map((row) => row.caseId)).toContain(caseId)
    expect((await foshan.get(`/v1/cases/${caseId}`)).body['status']).toBe('replied')
  })

  test('name the reviewing node, which is never the handler', async () => {
    const review = [
      { id: 'itself', when: {}, node: '440100' },
      { id: 'next-level', when: { handler: '4401' }, node: '440000-letters' },
    ]
    expect((await put({ review })).status).toBe(200)
    const caseId = await repliedCase()
    await foshan.say(about(caseId, 'case.review-requested', { reason: '不服答复。' }))
    expect((await bureau.receive('case.review-assigned', caseId)).data).toEqual({ node: '440000-letters' })
    expect(
      await bureau.say(about(caseId, 'case.reviewed', { outcome: 'upheld', content: '维持原答复。' })),
    ).toMatchObject({ status: 'recorded' })
  })

  test('hold at once for cases that were there before them', async () => {
    expect((await put({})).status).toBe(200)
    const caseId = String((await foshan.say(submission({ nature: 'consultation' }))).caseId)
    await guangzhou.receive('case.assigned', caseId)
    const { due } = await province.coordinator.ok<{ due: { step: string; dueAt: string }[] }>(
      'GET',
      `/v1/cases/${caseId}`,
    )
    const dueAt = Date.parse(due.find(({ step }) => step === 'reply')?.dueAt ?? '')
    await province.coordinator.runAhead(Math.ceil((dueAt - Date.now()) / 1000) + 7 * 86_400)
    await guangzhou.receive('case.overdue', caseId)
    expect((await guangzhou.inbox()).filter(({ type }) => type.includes('supervision'))).toEqual([])
    expect(
      (await put({ supervision: [{ id: 'a-week-late', level: 'order', when: { kind: 'overdue', days: 6 } }] })).status,
    ).toBe(200)
    expect(await guangzhou.receive('supervision.issued', caseId)).toMatchObject({
      data: { level: 'order', by: 'rule' },
    })
  })
})

describe('cases that are passed around', () => {
  test('are counted by pair of nodes, with how long the first held them', async () => {
    for (let n = 0; n < 2; n += 1) {
      const caseId = String((await foshan.say(submission())).caseId)
      await guangzhou.receive('case.assigned', caseId)
      await guangzhou.say(
        about(caseId, 'case.returned', { reason: 'not-our-competence', explanation: '不属本单位职责。' }),
      )
      if (n === 0)
        await province.coordinator.ok('POST', `/v1/cases/${caseId}/designation`, {
          nodeId: '440600',
          reason: '指定承办。',
        })
    }
    const pairs = async () => (await province.coordinator.ok<{ pairs: object[] }>('GET', '/v1/stats/passing')).pairs
    for (let tries = 0; tries < 100 && (await pairs()).length < 2; tries += 1) await sleep(50)
    expect(await pairs()).toEqual([
      { from: '440100', to: '440600', passes: 1, cases: 1, medianHoursHeld: expect.any(Number) },
      { from: '440100', to: null, passes: 1, cases: 1, medianHoursHeld: expect.any(Number) },
    ])
    expect(
      (await province.coordinator.ok<{ pairs: object[] }>('GET', '/v1/stats/passing?to=2020-01-01')).pairs,
    ).toEqual([])
  })
})
