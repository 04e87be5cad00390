import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submission } from '../province/filing.ts'
import { startProvince, type Province } from '../province/province.ts'
import { sendBytes } from './bad-input/send.ts'

let province: Province

beforeAll(async () => {
  province = await startProvince()
})
afterAll(() => province.stop())

type Fault = { pointer: string; rule: string; message: string; example?: unknown }

const faults = async (method: string, path: string, body?: object, language = 'zh'): Promise<Fault[]> => {
  const answer = await province.coordinator.ask<{ errors: Fault[] }>(method, path, body, {
    'accept-language': language,
  })
  return answer.body.errors
}

/** The body with each member that is named in a fault replaced by what the fault gives as an example. */
const mended = (body: Record<string, unknown>, told: Fault[]): Record<string, unknown> => {
  const members = told.map(({ pointer, example }) => [pointer.slice(1), example] as const)
  return { ...body, ...Object.fromEntries(members) }
}

describe('whoever sent what is not right', () => {
  test('in a body is told what would be, member by member, and it is taken', async () => {
    const body = { nodeId: '44-A', name: ' ', kind: 'province' }
    const told = await faults('POST', '/v1/nodes', body)
    expect(told.map(({ pointer }) => pointer)).toEqual(['/nodeId', '/name', '/kind'])
    expect((await province.coordinator.ask('POST', '/v1/nodes', mended(body, told))).status).toBe(201)
    const deadline = { profile: 'xinfang-2022', step: 'accept', startAt: '2026' }
    const answer = await province.coordinator.ask(
      'POST',
      '/v1/deadlines',
      mended(deadline, await faults('POST', '/v1/deadlines', deadline)),
    )
    expect(answer.status).toBe(200)
  })

  test('in a body that is no object is told what a whole one looks like', async () => {
    const [told] = await faults('POST', '/v1/nodes', [])
    expect(told).toMatchObject({ pointer: '', rule: 'type' })
    const other = { ...(told?.example as object), nodeId: '440900' }
    expect((await province.coordinator.ask('POST', '/v1/nodes', other)).status).toBe(201)
  })

  test('in a parameter is told what would be, and it is taken', async () => {
    const told = await faults('GET', '/v1/events?limit=0&wait=x&after=-2')
    expect(told.map(({ pointer }) => pointer)).toEqual(['?after', '?limit', '?wait'])
    const query = told.map(({ pointer, example }) => `${pointer.slice(1)}=${String(example)}`).join('&')
    expect((await province.coordinator.ask('GET', `/v1/events?${query.replace('wait=30', 'wait=0')}`)).status).toBe(200)
  })

  test('in a time is told one that is taken', async () => {
    const node = await province.join('441300')
    const said = { time: '2026-01-02T08:00:00+08:00', data: { submittedAt: '2026-01-03T08:00:00+08:00' } }
    const message = submission(said.data)
    const { problem } = await node.say({ ...message, time: said.time })
    const [told] = (problem?.['errors'] ?? []) as Fault[]
    expect(told).toMatchObject({ pointer: '/messages/0/data/submittedAt', rule: 'order', example: said.time })
    const data = { ...(message['data'] as object), submittedAt: told?.example }
    expect((await node.say({ ...message, time: said.time, data })).status).toBe('recorded')
  })

  test('is not sent to extensions where there are none', async () => {
    for (const [language, parameter, member] of [
      ['zh', '此地址没有这个参数', '此请求没有这一项'],
      ['en', 'is not a parameter of this address', 'is not a member of this request'],
    ] as const) {
      for (const path of ['/v1/nodes?x=1', '/openapi.json?x=1', '/v1/log/tile/0/000?x=1'])
        expect(await faults('GET', path, undefined, language)).toMatchObject([{ pointer: '?x', message: parameter }])
      expect(
        await faults('PUT', '/v1/routes', { effectiveFrom: '2026-01-01T00:00:00Z', rules: [], x: 1 }, language),
      ).toEqual([{ pointer: '/x', rule: 'unknown-member', message: member }])
    }
  })
})

test('a request of HTTP/1.0, as load balancers send it, needs no Host', async () => {
  const answer = await sendBytes(province.url, ['GET /healthz HTTP/1.0\r\n\r\n'])
  expect(answer.status).toBe(200)
})
