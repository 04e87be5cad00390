import type { InboxEvent } from '@inquiry/schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

type Due = { step: string; dueAt: string; state: string; why: { provisional: boolean; text: { zh: string } } }
type View = { status: string; due: Due[]; supervision: { level: string; reason?: string }[] }

const reason = '经研究决定。'
let province: Province
let guangzhou: Node
let foshan: Node

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
  foshan = await province.join('440600')
})
afterAll(() => province.stop())

async function assignedCase(data: Record<string, unknown> = {}): Promise<string> {
  const { caseId } = await foshan.say(submission(data))
  await guangzhou.receive('case.assigned', String(caseId))
  return String(caseId)
}

function view(caseId: string): Promise<View> {
  return province.coordinator.ok<View>('GET', `/v1/cases/${caseId}`)
}

async function dueOf(caseId: string, step: string): Promise<Due> {
  const due = (await view(caseId)).due.find((clock) => clock.step === step)
  if (!due) throw new Error(`no clock for ${step}`)
  return due
}

/** Make the hub's clock stand a second after the instant, seen from now. */
async function reach(instant: string): Promise<void> {
  await province.coordinator.runAhead(Math.ceil((Date.parse(instant) - Date.now()) / 1000) + 2)
}

/** How often the types of events about the case have come to the handler. */
function counted(events: readonly InboxEvent[], caseId: string, type: string): number {
  return events.filter((event) => event.subject === caseId && event.type === `inquiry.${type}.v1`).length
}

describe('a due date', () => {
  test('can be asked for, with its reason, without anything being done', async () => {
    const ask = (body: object) => province.coordinator.ask('POST', '/v1/deadlines', body)
    const answer = await fetch(`${province.url}/v1/deadlines`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        profile: 'hotline-gd-2022',
        step: 'reply',
        nature: 'consultation',
        startAt: '2025-09-30T17:40:00+08:00',
      }),
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      dueAt: '2025-10-10T23:59:59+08:00',
      why: {
        counted: ['2025-10-09', '2025-10-10'],
        provisional: false,
        text: { zh: expect.stringContaining('2025-09-30 17:40') },
      },
    })
    const wrong: [object, string][] = [
      [{ profile: 'no-such', step: 'reply', startAt: '2025-09-30T17:40:00+08:00' }, '/profile'],
      [{ profile: 'xinfang-2022', version: '9', step: 'reply', startAt: '2025-09-30T17:40:00+08:00' }, '/version'],
      [{ profile: 'gov-info-2019', step: 'review', startAt: '2025-09-30T17:40:00+08:00' }, '/step'],
      [{ profile: 'hotline-gd-2022', step: 'reply', startAt: '2025-09-30T17:40:00+08:00' }, '/nature'],
      [
        { profile: 'hotline-gd-2022', step: 'reply', nature: 'praise', startAt: '2025-09-30T17:40:00+08:00' },
        '/nature',
      ],
    ]
    for (const [body, pointer] of wrong)
      expect(await ask(body)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } })
  })

  test('comes from profiles and calendars that anybody may read', async () => {
    const profiles = (await (await fetch(`${province.url}/v1/deadline-profiles`)).json()) as {
      profiles: { id: string; digest: string }[]
    }
    expect(profiles.profiles.map(({ id }) => id).toSorted()).toEqual([
      'gov-info-2019',
      'hotline-gd-2022',
      'xinfang-2022',
    ])
    expect(await (await fetch(`${province.url}/v1/calendars/2025`)).json()).toMatchObject({
      year: 2025,
      workdays: expect.arrayContaining(['2025-10-11']),
    })
    expect((await fetch(`${province.url}/v1/calendars/2031`)).status).toBe(404)
  })
})

describe('a case that nobody replies to', () => {
  test('is announced once as due soon, once as overdue, and then reminded of by rule', async () => {
    const caseId = await assignedCase({ nature: 'consultation' })
    const { dueAt, state } = await dueOf(caseId, 'reply')
    expect(state).toBe('running')
    await reach(`${dueAt.slice(0, 10)}T00:00:00+08:00`)
    await guangzhou.receive('case.due-soon', caseId)
    await reach(dueAt)
    const overdue = await guangzhou.receive('case.overdue', caseId)
    expect(overdue.data).toEqual({ step: 'reply', dueAt, node: '440100' })
    await foshan.receive('case.overdue', caseId)
    expect((await dueOf(caseId, 'reply')).state).toBe('missed')
    const late = await province.coordinator.ok<{ cases: { caseId: string }[] }>('GET', '/v1/cases?overdue=true')
    expect(late.cases.map((row) => row.caseId)).toContain(caseId)

    await reach(new Date(Date.parse(dueAt) + 3 * 86_400_000).toISOString())
    const order = await guangzhou.receive('supervision.issued', caseId)
    expect(order).toMatchObject({
      data: { level: 'reminder', by: 'rule', answerBy: expect.stringContaining('T23:59:59+08:00') },
      private: { reason: '超过办理期限 3 日' },
    })
    const inbox = await guangzhou.inbox()
    for (const type of ['case.due-soon', 'case.overdue', 'supervision.issued'])
      expect([type, counted(inbox, caseId, type)]).toEqual([type, 1])
    expect(counted(await foshan.inbox(), caseId, 'case.due-soon')).toBe(0)
    await guangzhou.say(about(caseId, 'case.accepted'))
    expect((await dueOf(caseId, 'reply')).state).toBe('missed')
  })

  test('that was replied to in time is never announced, and a pause holds the clock', async () => {
    const replied = await assignedCase({ nature: 'consultation' })
    const paused = await assignedCase({ nature: 'consultation' })
    const { dueAt } = await dueOf(replied, 'reply')
    const now = new Date(
      (
        await province.coordinator.ok<{ offsetSeconds: number }>('POST', '/v1/test/clock', {
          offsetSeconds: await offset(),
        })
      ).offsetSeconds *
        1000 +
        Date.now(),
    ).toISOString()
    for (const id of [replied, paused]) await guangzhou.say(about(id, 'case.accepted'))
    await guangzhou.say(
      about(replied, 'case.replied', { content: '答复如下。', public: true, unit: '咨询科', repliedAt: now }),
    )
    await guangzhou.say(about(paused, 'case.paused', { reason: 'hearing', explanation: '举行听证。' }))
    await reach(dueAt)
    const witness = await assignedCase({ nature: 'consultation' })
    await reach((await dueOf(witness, 'reply')).dueAt)
    await guangzhou.receive('case.overdue', witness)
    const inbox = await guangzhou.inbox()
    for (const id of [replied, paused]) expect(counted(inbox, id, 'case.overdue')).toBe(0)
    await guangzhou.say(about(paused, 'case.resumed', { reason: '听证结束。' }))
    const resumed = await dueOf(paused, 'reply')
    expect(Date.parse(resumed.dueAt)).toBeGreaterThan(Date.parse(dueAt))
    await reach(resumed.dueAt)
    await guangzhou.receive('case.overdue', paused)
  })
})

describe('a case that is returned twice, or twice rated worst', () => {
  test('is supervised by rule at once', async () => {
    const caseId = await assignedCase()
    const back = { reason: 'not-our-competence', explanation: '不属本单位职责。' }
    await guangzhou.say(about(caseId, 'case.returned', back))
    await province.coordinator.ok('POST', `/v1/cases/${caseId}/assignments`, { nodeId: '440600', role: 'lead', reason })
    await foshan.say(about(caseId, 'case.returned', back))
    expect(await foshan.receive('supervision.issued', caseId)).toMatchObject({
      data: { by: 'rule', node: '440600' },
      private: { reason: '已被退回 2 次' },
    })
    expect((await view(caseId)).supervision).toHaveLength(1)
  })
})

describe('a date in a year whose calendar has not come', () => {
  test('is provisional, and is computed again with both dates told when an administrator puts the calendar', async () => {
    await reach('2027-01-25T01:00:00+08:00')
    const caseId = await assignedCase({ nature: 'help' })
    const before = await dueOf(caseId, 'reply')
    expect(before.why.provisional).toBe(true)
    const calendar = {
      year: 2027,
      version: '1',
      source: '测试日历',
      holidays: ['2027-01-01', '2027-02-01', '2027-02-02', '2027-02-03', '2027-02-04', '2027-02-05'],
      workdays: ['2027-01-31'],
    }
    const put = (body: object, year = 2027) => province.coordinator.ask('PUT', `/v1/calendars/${year}`, body)
    expect(await put(calendar, 2028)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/year' }] } })
    expect(await put({ ...calendar, workdays: ['2027-02-01'] })).toMatchObject({ status: 422 })
    expect(await put(calendar)).toMatchObject({ status: 200, body: { year: 2027, version: '1' } })
    expect((await put(calendar)).status).toBe(200)
    expect(await put({ ...calendar, holidays: ['2027-01-01'] })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/version' }] },
    })
    await guangzhou.receive('case.due-changed', caseId)
    const after = await dueOf(caseId, 'reply')
    const changed = (await guangzhou.inbox()).filter(
      (event) => event.subject === caseId && event.type === 'inquiry.case.due-changed.v1',
    )
    expect(changed.map((event) => event.data['step'])).toEqual(['object', 'reply'])
    expect(changed[1]?.data).toMatchObject({ from: before.dueAt, to: after.dueAt })
    expect(after).toMatchObject({ state: 'running', why: { provisional: false } })
    expect(Date.parse(after.dueAt)).toBeGreaterThan(Date.parse(before.dueAt))
    expect(await dueOf(await assignedCase({ nature: 'help' }), 'reply')).toMatchObject({
      dueAt: after.dueAt,
      why: { provisional: false },
    })
    await reach(after.dueAt)
    await guangzhou.receive('case.overdue', caseId)
    expect(counted(await guangzhou.inbox(), caseId, 'case.overdue')).toBe(1)
  })
})

async function offset(): Promise<number> {
  const answer = await province.coordinator.ask<{ errors: { example: number }[] }>('POST', '/v1/test/clock', {
    offsetSeconds: 0,
  })
  return answer.status === 200 ? 0 : Number(answer.body.errors[0]?.example)
}
