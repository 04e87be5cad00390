import { Catalogue, ResourceRequests, type ResourceRequestView } from '@inquiry/schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { request, slugOf, type Answer } from '../province/answer.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let guangzhou: Node
let shenzhen: Node
let zhuhai: Node

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
  shenzhen = await province.join('440300')
  zhuhai = await province.join('440400')
})
afterAll(() => province.stop())

const parking = {
  classification: { class: '主题信息资源', item: '交通运输', category: '停车', detail: '公共停车场' },
  name: '公共停车场',
  code: '440100/parking',
  provider: { name: '广州市', code: '440100' },
  abstract: '公共停车场的位置和泊位数。',
  format: 'JSON',
  items: [{ name: '名称', type: 'string' }],
  sharing: { type: 'conditional', condition: '仅用于办理停车类诉求', way: 'HTTPS' },
  openness: { type: 'none' },
  updateCycle: 'daily',
  publishedAt: '2026-11-22',
  related: [],
}

async function ask<T = Record<string, unknown>>(
  node: Node,
  method: string,
  path: string,
  body?: object,
): Promise<Answer<T>> {
  return request<T>(`${province.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await node.token()}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
}

const offer = (node: Node, resource: { code: string }): Promise<Answer> =>
  ask(node, 'PUT', `/v1/catalogue/offers/${encodeURIComponent(resource.code)}`, resource)

async function catalogue(): Promise<Catalogue> {
  return Catalogue.parse((await request(`${province.url}/v1/catalogue`)).body)
}

describe('the catalogue', () => {
  test('describes to anyone what the hub exchanges, by thirteen items each', async () => {
    const { resources } = await catalogue()
    const codes = resources.map(({ code }) => code)
    for (const name of ['cases', 'replies', 'assignments', 'supervision', 'tallies', 'code-lists', 'checkpoints'])
      expect(codes).toContain(`440000-hub/${name}`)
  })

  test('is DCAT for those who ask for JSON-LD, and says that it depends on what is asked for', async () => {
    const answer = await request(`${province.url}/v1/catalogue`, { headers: { accept: 'application/ld+json' } })
    expect(answer.headers.get('content-type')).toBe('application/ld+json')
    expect(answer.headers.get('vary')).toContain('Accept')
    expect(answer.body).toMatchObject({ '@type': 'dcat:Catalog', '@id': '/v1/catalogue' })
    const json = await request(`${province.url}/v1/catalogue`, {
      headers: { accept: 'application/ld+json;q=0.1, application/json' },
    })
    expect(json.headers.get('content-type')).toContain('application/json')
  })
})

describe('what a node offers', () => {
  test('stands in the catalogue, is described anew, and is withdrawn by its node alone', async () => {
    expect((await offer(guangzhou, parking)).status).toBe(201)
    expect((await offer(guangzhou, { ...parking, name: '停车场和泊位' } as never)).status).toBe(200)
    expect((await catalogue()).resources.at(-1)).toMatchObject({ code: '440100/parking', name: '停车场和泊位' })
    const path = `/v1/catalogue/offers/${encodeURIComponent(parking.code)}`
    expect(slugOf(await ask(shenzhen, 'DELETE', path))).toBe('not-found')
    expect((await ask(guangzhou, 'DELETE', path)).status).toBe(204)
    expect((await catalogue()).resources.map(({ code }) => code)).not.toContain('440100/parking')
  })

  test('carries its node’s id and the code of its address', async () => {
    expect(slugOf(await offer(shenzhen, parking))).toBe('forbidden')
    const elsewhere = await ask(guangzhou, 'PUT', '/v1/catalogue/offers/440100%2Fother', parking)
    expect(slugOf(elsewhere)).toBe('invalid-body')
  })

  test('names the condition on which it is shared', async () => {
    const answer = await offer(guangzhou, { ...parking, sharing: { type: 'conditional' } } as never)
    expect(answer.body['errors']).toEqual([
      expect.objectContaining({ pointer: '/sharing/condition', rule: 'required' }),
    ])
  })
})

describe('a conditional resource', () => {
  const purpose = '办理停车类诉求'
  const askFor = async (node: Node, resource: string) =>
    ask<ResourceRequestView>(node, 'POST', '/v1/catalogue/requests', { resource, purpose, until: '2027-12-31' })
  const decide = (node: Node, id: string, decision: string) =>
    ask<ResourceRequestView>(node, 'POST', `/v1/catalogue/requests/${id}/decision`, { decision, reason: '用途相符' })
  const requests = async (node: Node) =>
    ResourceRequests.parse((await ask(node, 'GET', '/v1/catalogue/requests')).body).requests

  test('is asked for, and granted with a reason by its provider, who may end the grant', async () => {
    await offer(guangzhou, parking)
    const { status, body } = await askFor(shenzhen, parking.code)
    expect([status, body.state]).toEqual([201, 'open'])
    expect(slugOf((await decide(shenzhen, body.id, 'granted')) as never)).toBe('forbidden')
    expect(slugOf((await decide(zhuhai, body.id, 'granted')) as never)).toBe('not-found')
    expect((await decide(guangzhou, body.id, 'granted')).body).toMatchObject({ state: 'granted', reason: '用途相符' })
    expect(slugOf((await decide(guangzhou, body.id, 'granted')) as never)).toBe('invalid-transition')
    expect((await requests(shenzhen))[0]).toMatchObject({ id: body.id, state: 'granted', until: '2027-12-31' })
    expect((await decide(guangzhou, body.id, 'refused')).body.state).toBe('refused')
  })

  test('of the hub is granted or refused by a coordinator', async () => {
    const { body } = await askFor(shenzhen, '440000-hub/cases')
    const answer = await province.coordinator.ok<ResourceRequestView>(
      'POST',
      `/v1/catalogue/requests/${body.id}/decision`,
      { decision: 'refused', reason: '仅限案件当事各方' },
    )
    expect(answer).toMatchObject({ state: 'refused', reason: '仅限案件当事各方' })
    const all = await province.coordinator.ok<ResourceRequests>('GET', '/v1/catalogue/requests')
    expect(all.requests.map(({ id }) => id)).toContain(body.id)
  })

  test('is no other node’s business', async () => {
    expect(await requests(zhuhai)).toEqual([])
  })

  test('is what may be asked for: not what is shared with all, nor what does not exist', async () => {
    expect(slugOf((await askFor(shenzhen, '440000-hub/code-lists')) as never)).toBe('invalid-body')
    expect(slugOf((await askFor(shenzhen, '440100/nothing')) as never)).toBe('invalid-body')
  })
})
