import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

type Health = {
  state: string
  gaps: { from: number; to: number }[]
  rejectionRate: number | null
  deliveryLag: number | null
  submissionLag: number | null
}

let province: Province
let offset = 0

beforeAll(async () => {
  province = await startProvince()
})
afterAll(() => province.stop())

async function healthOf(node: Node): Promise<Health> {
  const { nodes } = await province.coordinator.ok<{ nodes: { nodeId: string; health: Health }[] }>('GET', '/v1/nodes')
  const found = nodes.find(({ nodeId }) => nodeId === node.nodeId)
  if (!found) throw new Error(`${node.nodeId} is not listed`)
  return found.health
}

async function pass(seconds: number): Promise<void> {
  offset += seconds
  await province.coordinator.runAhead(offset)
}

/** What the node was told of itself. */
async function told(node: Node, type: string): Promise<object[]> {
  return (await node.inbox()).filter((event) => event.type === `inquiry.${type}.v1`).map((event) => event.data)
}

async function eventually<T>(ask: () => Promise<T>, holds: (found: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const found = await ask()
    if (holds(found) || tries > 100) return found
    await sleep(50)
  }
}

describe('a node whose envelope has not come', () => {
  test('is told once after five minutes, is shown with its gap, and is well again when the envelope comes', async () => {
    const node = await province.join('440500')
    await node.push(submission())
    const late = await node.seal([submission()])
    await node.push(submission())
    expect(await healthOf(node)).toMatchObject({ state: 'ok', gaps: [{ from: 2, to: 2 }] })
    await pass(301)
    const gaps = await eventually(
      () => told(node, 'node.gap'),
      (found) => found.length > 0,
    )
    expect(gaps).toMatchObject([{ node: '440500', from: 2, to: 2 }])
    expect(await healthOf(node)).toMatchObject({ state: 'gap' })
    await pass(3600)
    expect(await told(node, 'node.gap')).toHaveLength(1)
    await node.post('/v1/messages', late)
    expect(await healthOf(node)).toMatchObject({ state: 'ok', gaps: [] })
  })
})

describe('a node that sends something every morning', () => {
  test('is not missed at night, but is told once when it stays away for days', async () => {
    const node = await province.join('440700')
    const hours = 3_600
    for (let day = 0; day < 16; day += 1) {
      for (let hour = 0; hour < 3; hour += 1) {
        await node.push(submission())
        await pass(hours)
      }
      await pass(21 * hours)
    }
    expect(await told(node, 'node.quiet')).toEqual([])
    expect((await healthOf(node)).state).toBe('ok')
    for (let day = 0; day < 4; day += 1) await pass(24 * hours)
    const quiet = await eventually(
      () => told(node, 'node.quiet'),
      (found) => found.length > 0,
    )
    expect(quiet).toMatchObject([{ node: '440700', expected: expect.any(Number) }])
    expect((quiet[0] as { expected: number }).expected).toBeGreaterThan(6)
    expect((await healthOf(node)).state).toBe('quiet')
    await pass(48 * hours)
    expect(await told(node, 'node.quiet')).toHaveLength(1)
    await node.push(submission())
    expect(
      await eventually(
        () => healthOf(node),
        ({ state }) => state === 'ok',
      ),
    ).toMatchObject({ state: 'ok' })
  })
})

describe('how a node does', () => {
  test('is seen in the share of its rejected messages and in the lag of both ways', async () => {
    const sender = await province.join('440800')
    const handler = await province.join('440900')
    expect(await healthOf(sender)).toMatchObject({ rejectionRate: null, submissionLag: null })
    await sender.push(
      submission({ division: '440902' }),
      submission({ title: '' }),
      submission({ title: '' }),
      submission({ title: '' }),
    )
    const events = await eventually(
      () => handler.inbox(),
      (found) => found.length > 1,
    )
    const seen = await eventually(
      () => healthOf(sender),
      ({ rejectionRate, submissionLag }) => rejectionRate !== null && rejectionRate < 1 && submissionLag !== null,
    )
    expect(seen.rejectionRate).toBeCloseTo(0.75, 2)
    expect(seen.submissionLag).toBeGreaterThan(0)
    const handling = await healthOf(handler)
    expect(handling.deliveryLag).toBeGreaterThanOrEqual(0)
    await pass(600)
    expect((await healthOf(handler)).deliveryLag).toBeGreaterThan(590)
    await handler.inbox(events.at(-1)?.position)
    expect(
      (
        await eventually(
          () => healthOf(handler),
          ({ deliveryLag }) => deliveryLag === null,
        )
      ).deliveryLag,
    ).toBeNull()
  })
})

describe('a probe', () => {
  test('goes the whole way and back to who sent it, and is counted, clocked, linked and listed nowhere', async () => {
    const node = await province.join('441200')
    const text = { title: '探测案件', content: '探测枢纽全程是否畅通。', division: '440902' }
    const marked = { ...text, extensions: { '441200': { probe: true } } }
    const { caseId, queryCode } = await node.say(submission(marked))
    const assigned = await node.receive('case.assigned', String(caseId))
    expect(assigned.data).toMatchObject({ node: '441200', rule: null })
    expect(assigned.data).not.toHaveProperty('due')
    expect((await node.receive('case.submitted', String(caseId))).data).toMatchObject({ probe: true })
    expect((await fetch(`${province.url}/v1/public/cases/${queryCode}`)).status).toBe(200)
    await node.say(submission(marked))
    const real = await node.say(submission(text))
    const handler = String((await node.receive('case.assigned', String(real.caseId))).data['node'])
    expect(handler).toBe('440900')
    expect((await node.get(`/v1/cases/${real.caseId}`)).body).toMatchObject({ links: [] })
    const list = await province.coordinator.ok<{ cases: { caseId: string }[] }>('GET', '/v1/cases?origin=441200')
    expect(list.cases.map((row) => row.caseId)).toEqual([real.caseId])
    const found = await province.coordinator.ok<{ cases: object[] }>(
      'GET',
      `/v1/cases?q=${encodeURIComponent('探测枢纽全程')}`,
    )
    expect(found.cases).toHaveLength(1)
    const stats = await eventually(
      () => province.coordinator.ok<{ totals: { count: number } }>('GET', '/v1/stats/cases?node=441200'),
      ({ totals }) => totals.count > 0,
    )
    expect(stats.totals.count).toBe(1)
    const another = await node.say(submission({ ...text, extensions: { '440900': { probe: true } } }))
    expect(another.problem?.['errors']).toMatchObject([{ pointer: '/messages/0/data/extensions/440900' }])
  })
})
