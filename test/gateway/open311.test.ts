import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'
import { configure, joinedCity, recordedCases } from './city.ts'
import { Open311Server, type ServiceRequest, type Variant } from './open311-server.ts'

let province: Province
let guangzhou: Node

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
})
afterAll(() => province.stop())

const count = 120
const begin = Date.parse('2026-06-01T00:00:00Z')

/** Requests over half a year; ten of them in one minute. */
function requestAt(i: number, more: Partial<ServiceRequest> = {}): ServiceRequest {
  const time = new Date(begin + (i < 10 ? i * 5000 : i * 86_400_000)).toISOString().replace('.000', '')
  return {
    service_request_id: `R-${i}`,
    service_name: '路灯',
    service_code: '001',
    description: `路灯不亮 ${i}`,
    requested_datetime: time,
    updated_datetime: time,
    address: `某路${i}号`,
    lat: 23.12 + i / 10_000,
    long: '113.3245',
    status: 'open',
    ...more,
  }
}

const variants: [name: string, nodeId: string, variant: Variant, settings: object][] = [
  [
    'knows the standard alone and gives 8 at most',
    '440200',
    { limit: 8, pages: false, updated: false },
    { pageSize: 8 },
  ],
  [
    'gives pages of 7 whatever it is asked for',
    '440300',
    { limit: 7, pages: true, updated: false },
    { paging: 'page' },
  ],
  [
    'is asked by the time of the last change, and wraps its list',
    '440400',
    { limit: 50, pages: true, updated: true, wrapped: true },
    { paging: 'page', windowBy: 'updated', pageSize: 50 },
  ],
]

describe('a city that has an Open311 endpoint', () => {
  test.each(variants)(
    'which %s sends every request once',
    async (_, nodeId, variant, settings) => {
      const server = new Open311Server(variant)
      const endpoint = await server.listen()
      const half = count / 2
      for (let i = 0; i < half; i++) server.requests.push(requestAt(i))
      const city = await joinedCity(province, nodeId, {})
      const source = {
        name: 'platform',
        kind: 'open311',
        sends: 'cases',
        endpoint,
        from: '2026-06-01 00:00:00',
        fields: {
          sourceId: 'service_request_id',
          title: { template: '{service_name} {address}' },
          content: 'description',
          nature: { constant: 'complaint' },
          division: { constant: '440106' },
          channel: { constant: 'app' },
          submittedAt: 'requested_datetime',
          address: 'address',
          longitude: 'long',
          latitude: 'lat',
          crs: { constant: 'WGS84' },
        },
        ...settings,
      }
      configure(city, { hub: province.url, node: nodeId, sources: [source] })
      const titles = (n: number): string[] =>
        Array.from({ length: n }, (__, i) => `路灯 某路${i}号`).toSorted((a, b) => (a < b ? -1 : 1))
      expect((await city.run('run', '--once')).output).toContain(`新 ${half}，`)
      expect(await recordedCases(province, nodeId)).toEqual(titles(half))
      for (let i = half; i < count; i++) server.requests.push(requestAt(i))
      server.mishaps.push({ status: 503, body: '<html>busy</html>' })
      expect((await city.run('run', '--once')).output).toContain(`新 ${half}，`)
      expect((await city.run('run', '--once')).output).not.toContain('新 ')
      expect(await recordedCases(province, nodeId)).toEqual(titles(count))
      server.close()
      expect((await city.run('run', '--once')).output).toContain('来源不能读取，稍后再试')
      city.remove()
    },
    120_000,
  )

  test('has its places with their coordinates at the hub', async () => {
    const event = (await guangzhou.inbox()).find(({ private: { case: file } }) => file?.title === '路灯 某路3号')
    expect(event?.private.case?.place).toEqual({
      address: '某路3号',
      longitude: 113.3245,
      latitude: 23.1203,
      crs: 'WGS84',
    })
  })

  test('whose server knows no pages is told so, and nothing is taken for all there is', async () => {
    const server = new Open311Server({ limit: 5, pages: false, updated: false })
    const endpoint = await server.listen()
    for (let i = 0; i < 10; i++) server.requests.push(requestAt(i, { requested_datetime: '2026-06-01T00:00:00Z' }))
    const city = await joinedCity(province, '440500', {})
    const fields = { sourceId: 'service_request_id', title: 'description', content: 'description' }
    const constants = {
      nature: { constant: 'complaint' },
      division: { constant: '440106' },
      channel: { constant: 'app' },
    }
    const source = { name: 'p', kind: 'open311', sends: 'cases', endpoint, from: '2026-06-01 00:00:00' }
    const told = async (more: object): Promise<string> => {
      const whole = { ...source, fields: { ...fields, ...constants, submittedAt: 'requested_datetime' }, ...more }
      configure(city, { hub: province.url, node: '440500', sources: [whole] })
      return (await city.run('run', '--once')).output
    }
    expect(await told({ paging: 'page' })).toContain('set paging: none')
    expect(await told({ pageSize: 5 })).toContain('5 requests or more at 2026-05-31T')
    expect(await told({ endpoint: endpoint.replace('/v2', '/v3') })).toContain('HTTP 404: not found')
    server.close()
    city.remove()
  }, 60_000)
})
