import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook as Verifier } from 'standardwebhooks'
import type { Self, Webhook } from '@inquiry/schema'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { slugOf, type Answer } from '../province/answer.ts'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'
import { Sink, wellBehaved, type Behaviour } from './sink.ts'

let province: Province
let guangzhou: Node
let sinks: Sink[] = []

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
})
afterAll(() => province.stop())
afterEach(async () => {
  for (const { id } of await listed()) await guangzhou.ask('DELETE', `/v1/webhooks/${id}`)
  for (const sink of sinks) sink.close()
  sinks = []
})

async function listed(): Promise<Webhook[]> {
  return (await guangzhou.get<{ webhooks: Webhook[] }>('/v1/webhooks')).body.webhooks
}

async function open(behaviour?: Behaviour): Promise<Sink> {
  const sink = await Sink.open(behaviour)
  sinks.push(sink)
  return sink
}

function put(id: string, body: object): Promise<Answer<Webhook>> {
  return guangzhou.ask<Webhook>('PUT', `/v1/webhooks/${id}`, body)
}

async function until<T>(what: () => T | undefined | false | Promise<T | undefined | false>, seconds = 15): Promise<T> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    const found = await what()
    if (found) return found
    await sleep(50)
  }
  throw new Error(`it did not come about within ${seconds} s: ${what.toString()}`)
}

const withStatus = (id: string, status: Webhook['status']) =>
  until(async () => (await listed()).find((webhook) => webhook.id === id && webhook.status === status))

/** Case events that arrived for a case, in their order. */
const typesOf = (sink: Sink, caseId: string) => sink.events.filter((e) => e.subject === caseId).map((e) => e.type)

describe('a webhook', () => {
  test('answers its secret once, proves its address, and is sent what comes into the inbox from then on', async () => {
    const earlier = await guangzhou.say(submission())
    await guangzhou.receive('case.assigned', earlier.caseId ?? '')
    const sink = await open()
    const created = await put('main', { url: sink.url })
    expect(created).toMatchObject({ status: 200, body: { id: 'main', url: sink.url, types: null, status: 'pending' } })
    const secret = created.body.secret ?? ''
    expect(secret).toMatch(/^whsec_/)
    await withStatus('main', 'active')
    const filed = await guangzhou.say(submission())
    const own = () => typesOf(sink, filed.caseId ?? '')
    await until(() => own().includes('inquiry.case.assigned.v1'))
    expect(own()[0]).toBe('inquiry.case.submitted.v1')
    expect(typesOf(sink, earlier.caseId ?? '')).not.toContain('inquiry.case.submitted.v1')
    const verifier = new Verifier(secret)
    for (const { body, headers } of sink.arrivals) verifier.verify(body, headers as Record<string, string>)
    const pulled = await guangzhou.get<{ events: object[] }>(
      `/v1/inbox?after=${(sink.events[0]?.position ?? 0) - 1}&limit=1000`,
    )
    const event = sink.arrivals.find(({ body }) => body.includes('case.assigned'))
    expect(pulled.text).toContain(event?.body)
    expect(event?.headers['webhook-id']).toBe((JSON.parse(event?.body ?? '{}') as { id: string }).id)
    expect((await put('main', { url: sink.url })).body.secret).toBeUndefined()
  })

  test('is sent only the types it asked for', async () => {
    const sink = await open()
    await put('some', { url: sink.url, types: ['case.assigned'] })
    await withStatus('some', 'active')
    const { caseId = '' } = await guangzhou.say(submission())
    await until(() => typesOf(sink, caseId).length > 0)
    await sleep(300)
    expect(typesOf(sink, caseId)).toEqual(['inquiry.case.assigned.v1'])
  })

  test('that gives back another challenge stays pending and is sent nothing', async () => {
    const sink = await open(() => ({ status: 200, body: '{"challenge":"another"}' }))
    await put('wrong', { url: sink.url })
    await guangzhou.say(submission())
    const webhook = await until(async () => (await listed()).find(({ failure }) => failure))
    expect(webhook).toMatchObject({
      status: 'pending',
      failure: { attempts: 1, reason: 'the challenge was not given back' },
    })
    expect(sink.events).toEqual([])
  })

  test('gets an event again until it is taken, and nothing after it before', async () => {
    let failures = 2
    const sink = await open((arrival, count) =>
      arrival.body.includes('"specversion"') && failures-- > 0
        ? { status: 503, headers: { 'retry-after': '1' } }
        : wellBehaved(arrival, count),
    )
    await put('shaky', { url: sink.url })
    await withStatus('shaky', 'active')
    const { caseId = '' } = await guangzhou.say(submission())
    for (let i = 0; i < 2; i++) {
      await until(async () => (await listed())[0]?.failure?.attempts === i + 1)
      await sql`update webhook set next_attempt_at = now()`.execute(province.db)
    }
    await until(() => sink.events.length >= 4 && typesOf(sink, caseId).includes('inquiry.case.assigned.v1'))
    const positions = sink.events.map((event) => event.position)
    expect(new Set(positions.slice(0, 3)).size).toBe(1)
    expect(positions.slice(2)).toEqual([...new Set(positions)].toSorted((a, b) => a - b))
    expect((await listed())[0]).not.toHaveProperty('failure')
  })

  test('that answers 410 is disabled, and sent what it missed when it is resumed', async () => {
    const sink = await open()
    await put('gone', { url: sink.url })
    await withStatus('gone', 'active')
    sink.behaviour = () => ({ status: 410 })
    const { caseId = '' } = await guangzhou.say(submission())
    await withStatus('gone', 'disabled')
    const sent = sink.arrivals.length
    await sleep(700)
    expect(sink.arrivals.length).toBe(sent)
    sink.behaviour = wellBehaved
    expect((await guangzhou.ask('POST', '/v1/webhooks/gone/resume')).body).toMatchObject({ status: 'active' })
    await until(() => typesOf(sink, caseId).length >= 3)
  })

  test('that fails for three days is parked visibly, with the reason, and goes on from there when resumed', async () => {
    const sink = await open()
    await put('down', { url: sink.url })
    await withStatus('down', 'active')
    sink.behaviour = () => ({ status: 500 })
    const { caseId = '' } = await guangzhou.say(submission())
    await until(async () => (await listed())[0]?.failure)
    await sql`update webhook set failing_since = now() - interval '3 days', next_attempt_at = now()`.execute(
      province.db,
    )
    expect((await withStatus('down', 'parked')).failure).toMatchObject({ nextAttemptAt: null, reason: 'answered 500' })
    sink.behaviour = wellBehaved
    await guangzhou.ask('POST', '/v1/webhooks/down/resume')
    await until(() => typesOf(sink, caseId).length >= 3)
  })

  test('of another address must prove it anew and goes on where it stood', async () => {
    const first = await open()
    const second = await open()
    await put('moved', { url: first.url })
    await withStatus('moved', 'active')
    expect((await put('moved', { url: second.url })).body.status).toBe('pending')
    const { caseId = '' } = await guangzhou.say(submission())
    await until(() => typesOf(second, caseId).length >= 2)
    expect(first.events).toEqual([])
    expect(second.arrivals[0]?.body).toContain('challenge')
  })

  test('that hangs delays no other', async () => {
    const hanging = await Promise.all(
      Array.from({ length: 4 }, () => open((a, n) => (n > 1 ? undefined : wellBehaved(a, n)))),
    )
    const good = await open()
    for (const [i, sink] of hanging.entries()) await put(`hangs-${i}`, { url: sink.url })
    await put('good', { url: good.url })
    await until(async () => (await listed()).every(({ status }) => status === 'active'))
    const { caseId = '' } = await guangzhou.say(submission())
    await until(() => hanging.every((sink) => sink.events.length > 0))
    const started = Date.now()
    const next = await guangzhou.say(submission())
    await until(() => typesOf(good, next.caseId ?? '').length >= 2)
    expect(Date.now() - started).toBeLessThan(5_000)
    expect(typesOf(good, caseId).length).toBeGreaterThanOrEqual(2)
  })
})

describe('an endpoint', () => {
  test.each(['http://10.0.0.1/x', 'https://169.254.169.254/latest', 'http://example.com/x'])(
    'that no delivery may go to is refused: %s',
    async (url) => {
      const answer = await put('bad', { url })
      expect([answer.status, slugOf(answer as never)]).toEqual([422, 'endpoint-refused'])
      expect(await listed()).toEqual([])
    },
  )

  test('belongs to its node alone', async () => {
    const shenzhen = await province.join('440300')
    const sink = await open()
    await put('mine', { url: sink.url })
    expect((await shenzhen.get<{ webhooks: [] }>('/v1/webhooks')).body.webhooks).toEqual([])
    expect((await shenzhen.ask('DELETE', '/v1/webhooks/mine')).status).toBe(404)
    expect((await shenzhen.ask('POST', '/v1/webhooks/mine/resume')).status).toBe(404)
    expect((await province.coordinator.ask('GET', '/v1/webhooks')).status).toBe(403)
  })

  test('is registered ten times by a node at most', async () => {
    const sink = await open()
    for (let i = 0; i < 10; i++) expect((await put(`n${i}`, { url: sink.url })).status).toBe(200)
    expect((await put('n10', { url: sink.url })).status).toBe(422)
    expect((await put('n3', { url: sink.url })).status).toBe(200)
    expect(await listed()).toHaveLength(10)
    const { webhooks } = (await guangzhou.get<Self>('/v1/self')).body
    expect(webhooks.map(({ id }) => id)).toEqual((await listed()).map(({ id }) => id))
  })

  test('keeps its secret from whoever reads the database', async () => {
    const sink = await open()
    const { secret = '' } = (await put('kept', { url: sink.url })).body
    const bytes = Buffer.from(secret.slice('whsec_'.length), 'base64').toString('hex')
    const { rows } = await sql<{ row: string }>`select webhook::text as row from webhook`.execute(province.db)
    expect(rows.some(({ row }) => row.includes(bytes))).toBe(false)
    expect(rows).toHaveLength(1)
  })
})
