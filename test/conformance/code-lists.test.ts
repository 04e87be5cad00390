import { findCode, shortCodeLists, type MappingView, type Nodes } from '@inquiry/schema'
import { divisions } from '@inquiry/schema/division'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { request, slugOf } from '../province/answer.ts'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let guangzhou: Node
let shenzhen: Node

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
  shenzhen = await province.join('440300')
})
afterAll(() => province.stop())

const path = (list: string, nodeId: string): string => `/v1/code-lists/${list}/mappings/${nodeId}`

async function put(node: Node, list: string, entries: { local: string; standard: string }[], nodeId = node.nodeId) {
  return request<MappingView>(`${province.url}${path(list, nodeId)}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${await node.token()}`,
      'content-type': 'application/json',
      'accept-language': 'en',
    },
    body: JSON.stringify({ version: '2026-11', entries }),
  })
}

describe('the code lists', () => {
  test('are named to anyone, each with its version', async () => {
    const { body } = await request<{ codeLists: { name: string; version: string }[] }>(`${province.url}/v1/code-lists`)
    expect(body.codeLists.map(({ name }) => name)).toEqual(
      expect.arrayContaining([...shortCodeLists.map(({ name }) => name), 'division', 'category']),
    )
  })

  test('are given whole, and not again to who has them', async () => {
    const answer = await request<{ codes: unknown[]; version: string }>(`${province.url}/v1/code-lists/division`)
    expect(answer.body.codes.length).toBe(divisions.codes.length)
    const again = await request(`${province.url}/v1/code-lists/division`, {
      headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  test('are there in the version that is asked for, or not at all', async () => {
    expect((await request(`${province.url}/v1/code-lists/nature?version=1`)).status).toBe(200)
    expect(slugOf(await request(`${province.url}/v1/code-lists/nature?version=0`))).toBe('not-found')
    expect(slugOf(await request(`${province.url}/v1/code-lists/natures`))).toBe('not-found')
  })
})

describe('a node’s own codes', () => {
  test('are translated from the moment its mapping is put, in every member that holds a code', async () => {
    const local = {
      nature: '投诉',
      channel: '07',
      division: 'GZ-TH',
      category: { scheme: 'gz', version: '3', code: 'z9' },
    }
    const before = await guangzhou.say(submission(local))
    expect(before.problem?.['errors']).toContainEqual(expect.objectContaining({ pointer: '/messages/0/data/nature' }))
    await put(guangzhou, 'nature', [{ local: '投诉', standard: 'complaint' }])
    await put(guangzhou, 'channel', [{ local: '07', standard: 'wechat' }])
    await put(guangzhou, 'division', [{ local: 'GZ-TH', standard: '440106' }])
    await put(guangzhou, 'category', [{ local: 'z9', standard: '0201' }])
    const message = submission(local)
    const recorded = await guangzhou.say(message)
    expect(recorded.status).toBe('recorded')
    const { body } = await guangzhou.get(`/v1/cases/${recorded.caseId}`)
    expect(body).toMatchObject({
      nature: 'complaint',
      channel: 'wechat',
      division: '440106',
      category: { scheme: 'inquiry-category', version: '1', code: '0201' },
    })
    const event = await guangzhou.receive('case.submitted', recorded.caseId ?? '')
    expect(event.private?.['message']).toMatchObject({ nature: 'complaint', channel: 'wechat' })
    expect((await guangzhou.say(message)).status).toBe('already-recorded')
    const translated = { ...(message['data'] as object), nature: 'complaint' }
    expect((await guangzhou.say({ ...message, data: translated })).problem?.type).toMatch(/message-conflict$/)
  })

  test('are translated where a handler declines, returns, pauses or closes', async () => {
    await put(shenzhen, 'return-reason', [{ local: 'R1', standard: 'not-our-competence' }])
    const recorded = await shenzhen.say(submission({ division: '440305' }))
    await shenzhen.receive('case.assigned', recorded.caseId ?? '')
    const returned = await shenzhen.say({
      id: 'return-1',
      type: 'case.returned',
      time: new Date().toISOString(),
      case: { caseId: recorded.caseId },
      data: { reason: 'R1', explanation: '不属于本单位职责' },
    })
    expect(returned).toMatchObject({ status: 'recorded' })
    const event = await shenzhen.receive('case.returned', recorded.caseId ?? '')
    expect(event.data['reason']).toBe('not-our-competence')
  })

  test('are no part of what is recorded: sent again after its mapping has gone, a message is still known', async () => {
    await put(shenzhen, 'nature', [{ local: 'TS', standard: 'complaint' }])
    const message = submission({ nature: 'TS' })
    const { caseId, position, queryCode } = await shenzhen.say(message)
    await put(shenzhen, 'nature', [])
    expect((await shenzhen.say(submission({ nature: 'TS' }))).problem?.type).toMatch(/invalid-message$/)
    const again = await shenzhen.say(message)
    expect(again).toMatchObject({ status: 'already-recorded', caseId, position, queryCode })
    const other = { ...message, data: { ...(message['data'] as object), title: '' } }
    expect((await shenzhen.say(other)).problem?.type).toMatch(/message-conflict$/)
  })

  test('of one node mean nothing for another', async () => {
    const { problem } = await shenzhen.say(submission({ nature: '投诉' }))
    expect(problem?.type).toMatch(/invalid-message$/)
  })

  test('are counted: the answer tells how many are translated, and which are not, most frequent first', async () => {
    const messages = ['x', 'x', 'y', 'w1'].map((channel) => submission({ channel }))
    await shenzhen.push(...messages)
    const { body } = await put(shenzhen, 'channel', [{ local: 'w1', standard: 'web' }])
    expect(body.coverage).toEqual({
      total: 4,
      mapped: 1,
      share: 0.25,
      unmapped: [
        { local: 'x', count: 2 },
        { local: 'y', count: 1 },
      ],
    })
    const { nodes } = await province.coordinator.ok<Nodes>('GET', '/v1/nodes')
    expect(nodes.find(({ nodeId }) => nodeId === '440300')?.health.mappingCoverage).toBeGreaterThan(0)
    expect(nodes.find(({ nodeId }) => nodeId === '440300')?.health.mappingCoverage).toBeLessThan(1)
  })

  test('are not counted again when an envelope or message is sent again', async () => {
    const total = async (): Promise<number> =>
      (await guangzhou.get<MappingView>(path('nature', '440100'))).body.coverage.total
    const before = await total()
    const message = submission({ nature: '投诉' })
    const envelope = await guangzhou.seal([message])
    await guangzhou.post('/v1/messages', envelope)
    await guangzhou.post('/v1/messages', envelope)
    await guangzhou.say(message)
    expect(await total()).toBe(before + 1)
  })
})

describe('a mapping', () => {
  test('must lead to codes that are in force', async () => {
    const answer = await put(guangzhou, 'channel', [
      { local: 'a', standard: 'web' },
      { local: 'b', standard: 'pigeon' },
    ])
    expect(slugOf(answer as never)).toBe('invalid-body')
    expect((answer.body as unknown as { errors: unknown[] }).errors).toEqual([
      expect.objectContaining({ pointer: '/entries/1/standard', rule: 'code' }),
    ])
    expect((await guangzhou.get<MappingView>(path('channel', '440100'))).body.entries).toEqual([
      { local: '07', standard: 'wechat' },
    ])
  })

  test('names each local code once', async () => {
    const twice = await put(guangzhou, 'channel', [
      { local: 'a', standard: 'web' },
      { local: 'a', standard: 'app' },
    ])
    expect(slugOf(twice as never)).toBe('invalid-body')
  })

  test('is its node’s alone, and any coordinator’s', async () => {
    expect(slugOf((await put(guangzhou, 'channel', [], '440300')) as never)).toBe('forbidden')
    expect(slugOf((await guangzhou.get(path('channel', '440300'))) as never)).toBe('forbidden')
    const entries = [{ local: 'w1', standard: 'app' }]
    const body = await province.coordinator.ok<MappingView>('PUT', path('channel', '440300'), { version: 'c', entries })
    expect(body).toMatchObject({ nodeId: '440300', list: 'channel', version: 'c', entries })
    expect((await province.coordinator.ask('GET', path('channel', '449999'))).status).toBe(404)
  })

  test('may have twenty thousand entries', async () => {
    const codes = divisions.codes.filter(({ code }) => findCode(divisions, code, '2026-11-01'))
    const entries = Array.from({ length: 20_000 }, (_, i) => ({
      local: `街道代码-${i}`,
      standard: codes[i % codes.length]?.code ?? '',
    }))
    const answer = await put(guangzhou, 'division', entries)
    expect(answer.body.entries?.length).toBe(20_000)
  })
})
