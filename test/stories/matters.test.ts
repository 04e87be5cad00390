import { setTimeout as sleep } from 'node:timers/promises'
import { sealReporter, type EncryptionKey } from '@inquiry/envelope'
import type { Hotspot, Matter } from '@inquiry/schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let guangzhou: Node
let foshan: Node
let hotline: Node
const reason = '经核实为同一事项。'

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
  foshan = await province.join('440600')
  hotline = await province.join('440000-hotline', 'department')
})
afterAll(() => province.stop())

const smell = {
  title: '丽江花园旁搅拌站粉尘扰民',
  content: '丽江花园旁的搅拌站昼夜生产，粉尘和噪声严重影响居民，请环保部门查处。',
}

/** A neighbour tells it to each platform; Guangzhou, where it lies, is to handle each case. */
async function fileEverywhere(text: { title: string; content: string }): Promise<[string, string, string]> {
  const filed = []
  for (const platform of [guangzhou, foshan, hotline]) {
    const { caseId } = await platform.say(submission(text))
    await guangzhou.receive('case.assigned', String(caseId))
    filed.push(String(caseId))
  }
  return filed as [string, string, string]
}

/** One citizen files the same text twice on one platform. */
async function fileTwice(text: { title: string; content: string }): Promise<[string, string]> {
  const { encryptionKey } = (await (await fetch(`${province.url}/.well-known/inquiry-hub`)).json()) as {
    encryptionKey: { kid: string }
  }
  const hub = { kid: encryptionKey.kid, jwk: encryptionKey } as EncryptionKey
  const filed = []
  for (let n = 0; n < 2; n++) {
    const sealed = await sealReporter({ name: '陈测试', idNumber: '440106199001010011' }, hub)
    const { caseId } = await guangzhou.say(submission({ ...text, reporter: { kind: 'person', sealed } }))
    await guangzhou.receive('case.assigned', String(caseId))
    filed.push(String(caseId))
  }
  return filed as [string, string]
}

async function primaryOf(caseId: string): Promise<string | undefined> {
  const { matter } = await province.coordinator.ok<{ matter: { primary?: string } | null }>(
    'GET',
    `/v1/cases/${caseId}`,
  )
  return matter?.primary
}

async function link(one: string, other: string): Promise<string> {
  const answer = await province.coordinator.ok<{ matterId: string }>('POST', `/v1/cases/${one}/links`, {
    caseId: other,
    reason,
  })
  return answer.matterId
}

async function statusOf(caseId: string): Promise<unknown> {
  return (await province.coordinator.ok('GET', `/v1/cases/${caseId}`))['status']
}

/** Wait until a case has come to the status. */
async function reaches(caseId: string, status: string): Promise<void> {
  for (let tries = 0; (await statusOf(caseId)) !== status && tries < 200; tries++) await sleep(50)
  expect(await statusOf(caseId)).toBe(status)
}

async function threeDaysAfterDue(caseId: string): Promise<string> {
  const { due } = await province.coordinator.ok<{ due: { step: string; dueAt: string }[] }>(
    'GET',
    `/v1/cases/${caseId}`,
  )
  const dueAt = due.find(({ step }) => step === 'reply')?.dueAt ?? ''
  return new Date(Date.parse(dueAt.slice(0, 10)) + 3 * 86_400_000).toISOString().slice(0, 10)
}

describe('one matter that three citizens bring to three platforms', () => {
  test('is found, merged, answered once for all three, and taken apart again', async () => {
    const [own, neighbours, callers] = await fileEverywhere(smell)
    const matterId = await link(own, callers)
    await link(own, neighbours)
    const matter = await province.coordinator.ok<Matter>('GET', `/v1/matters/${matterId}`)
    expect(matter).toMatchObject({ size: 3, primary: null })
    expect(matter.links.length).toBeGreaterThanOrEqual(2)
    const listed = await province.coordinator.ok<{ matters: Matter[] }>('GET', '/v1/matters')
    expect(listed.matters.map((one) => one.matterId)).toContain(matterId)

    const merged = await province.coordinator.ok('POST', `/v1/matters/${matterId}/merge`, { primary: own, reason })
    expect(merged).toMatchObject({ primary: own, merged: [neighbours, callers].toSorted(), left: [] })
    const served = await guangzhou.say(about(neighbours, 'case.accepted'))
    expect(served).toMatchObject({ status: 'rejected', problem: { reason: 'merged' } })

    await guangzhou.say(about(own, 'case.accepted'))
    await guangzhou.say(about(own, 'case.progressed', { note: '已约谈企业。' }))
    await reaches(neighbours, 'in-progress')
    await reaches(callers, 'in-progress')
    const until = await threeDaysAfterDue(own)
    await guangzhou.say(about(own, 'case.extension-requested', { until, reason: '需要监测。' }))
    const extended = { decision: 'granted', reason: '同意。' }
    expect((await province.coordinator.ask('POST', `/v1/cases/${own}/extension`, extended)).status).toBe(201)
    const moved = await foshan.receive('case.due-changed', neighbours)
    expect(moved.data).toMatchObject({ step: 'reply', to: expect.stringContaining(until) })

    const reply = {
      content: '搅拌站已停产整改，夜间不再生产。',
      public: true,
      unit: '生态环境局',
      repliedAt: new Date().toISOString(),
    }
    await guangzhou.say(about(own, 'case.replied', reply))
    for (const [platform, caseId] of [
      [foshan, neighbours],
      [hotline, callers],
    ] as const) {
      const answered = await platform.receive('case.replied', caseId)
      expect(answered.data).toMatchObject({ node: '440100', derivedFrom: expect.stringMatching(/^440000-hub:\d+$/) })
      expect(answered.private).toMatchObject({ message: { content: reply.content } })
      expect(JSON.stringify(await platform.inbox())).not.toContain(own)
    }

    expect(await province.coordinator.ok('POST', `/v1/matters/${matterId}/split`, { reason })).toMatchObject({
      split: [own, neighbours, callers].toSorted(),
    })
    await guangzhou.say(about(own, 'case.closed', { outcome: 'resolved' }))
    await guangzhou.say(about(neighbours, 'case.closed', { outcome: 'explained' }))
    await reaches(neighbours, 'closed')
    expect(await statusOf(callers)).toBe('replied')
    const parted = await province.coordinator.ask('DELETE', `/v1/cases/${own}/links/${callers}`, {
      reason: '其实不同。',
    })
    expect(parted.status).toBe(200)
    const left = await province.coordinator.ok<Matter>('GET', `/v1/matters/${matterId}`)
    expect(left.links.some(({ from, to }) => [from, to].includes(callers) && [from, to].includes(own))).toBe(false)
  })

  test('is merged without a coordinator where the province says so for the kind of link', async () => {
    const { rules } = await province.coordinator.ok<{ rules: object }>('GET', '/v1/decision-rules')
    const merging = [{ id: 'repeats', kinds: ['repeat'] }]
    await province.coordinator.ok('PUT', '/v1/decision-rules', { ...rules, merging })
    const text = { title: '学府路路灯三盏不亮', content: '学府路东段三盏路灯不亮一周，夜里行人摔倒，请路灯所维修。' }
    const [own, again] = await fileTwice(text)
    for (let tries = 0; (await primaryOf(again)) === undefined && tries < 200; tries++) await sleep(50)
    expect(await primaryOf(again)).toBe(own)
    await guangzhou.say(about(own, 'case.accepted'))
    await reaches(again, 'accepted')
  })
})

describe('hot spots', () => {
  test('are told to coordinators with their places, citizens, examples and how long they wait', async () => {
    const category = { scheme: 'inquiry-category', version: '1', code: '020301' }
    for (let n = 0; n < 12; n++) {
      const other = { scheme: 'inquiry-category', version: '1', code: `0${1 + (n % 6)}${n < 6 ? '01' : '02'}01` }
      await foshan.say(
        submission({ title: `其他问题${n}`, content: `其他第${n}个问题。`, category: other, division: '440606' }),
      )
    }
    for (let n = 0; n < 40; n++) {
      await foshan.say(
        submission({ title: `河涌发黑发臭${n}`, content: `第${n}段河涌发黑发臭。`, category, division: '440606' }),
      )
    }
    const topic = 'topic-440606-0203'
    let found: Hotspot | undefined
    for (let tries = 0; !found && tries < 200; tries++) {
      await sleep(50)
      const { hotspots } = await province.coordinator.ok<{ hotspots: Hotspot[] }>('GET', '/v1/hotspots')
      found = hotspots.find(({ matterId }) => matterId === topic)
    }
    expect(found).toMatchObject({ division: '440606', platforms: 1, citizens: expect.any(Number) })
    expect(found?.examples.length).toBeGreaterThan(0)
    expect(found?.unansweredHours).toBeGreaterThanOrEqual(0)
    const { events } = await province.coordinator.ok<{ events: { type: string; subject: string }[] }>(
      'GET',
      '/v1/events?limit=1000',
    )
    expect(
      events.filter(({ type, subject }) => type === 'inquiry.hotspot.raised.v1' && subject === topic),
    ).toHaveLength(1)
  })
})

describe('a case that comes without a category', () => {
  test('gets suggestions, and is routed by a likely one with the reason saying so; a given category is never overridden', async () => {
    const rules = ['01', '02', '03', '04', '05', '06', '07'].map((category) => ({
      id: `rule-${category}`,
      when: { category },
      assign: category === '02' ? '440000-hotline' : '440600',
    }))
    await province.coordinator.ok('PUT', '/v1/routes', { effectiveFrom: '2026-01-01T00:00:00+08:00', rules })
    const text = {
      title: '公司拖欠员工工资三个月',
      content: '公司拖欠工资三个月，也没有签订劳动合同、没有缴纳社保，请劳动监察部门处理。',
    }
    const { caseId } = await guangzhou.say(submission(text))
    const assigned = await guangzhou.receive('case.assigned', String(caseId))
    const { suggestions } = await province.coordinator.ok<{ suggestions: { code: string; probability: number }[] }>(
      'GET',
      `/v1/cases/${caseId}/category-suggestions`,
    )
    expect(suggestions).toHaveLength(3)
    expect(suggestions[0]?.probability).toBeGreaterThan(0.8)
    expect(assigned.data).toMatchObject({
      node: suggestions[0]?.code === '02' ? '440000-hotline' : '440600',
      why: { zh: expect.stringContaining(`按建议类别 ${suggestions[0]?.code} 匹配`) },
    })

    const category = { scheme: 'inquiry-category', version: '1', code: '020301' }
    const given = await guangzhou.say(submission({ ...text, category }))
    const routed = await guangzhou.receive('case.assigned', String(given.caseId))
    expect(routed.data).toMatchObject({ node: '440000-hotline', rule: 'rule-02' })
    expect(JSON.stringify(routed.data)).not.toContain('建议类别')
    expect(
      (
        await province.coordinator.ok<{ suggestions: object[] }>(
          'GET',
          `/v1/cases/${given.caseId}/category-suggestions`,
        )
      ).suggestions,
    ).toEqual([])
  })
})
