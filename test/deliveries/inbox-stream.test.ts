import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let node: Node

beforeAll(async () => {
  province = await startProvince()
  node = await province.join('440100')
})
afterAll(() => province.stop())

type Sent = { id: string; event: string; data: string }

/** The first so many events of a stream. */
async function read(path: string, count: number, headers: Record<string, string> = {}): Promise<Sent[]> {
  const ended = new AbortController()
  const response = await fetch(`${province.url}${path}`, {
    headers: { authorization: `Bearer ${await node.token()}`, ...headers },
    signal: ended.signal,
  })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const events: Sent[] = []
  let text = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks.filter((b) => !b.startsWith(':'))) {
      const fields = Object.fromEntries(
        block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      )
      events.push(fields as Sent)
    }
    if (events.length >= count) break
  }
  ended.abort()
  return events.slice(0, count)
}

describe('the inbox as server-sent events', () => {
  test('gives the same bytes as the pages do, from the beginning', async () => {
    for (let i = 0; i < 3; i++) await node.receive('case.assigned', (await node.say(submission())).caseId ?? '')
    const { text, body } = await node.get<{ events: { position: number; type: string }[] }>('/v1/inbox?limit=1000')
    const events = await read('/v1/inbox/stream', body.events.length)
    expect(`{"events":[${events.map(({ data }) => data).join(',')}]`).toBe(text.slice(0, text.lastIndexOf(',"next"')))
    expect(events.map(({ id, event }) => [Number(id), event])).toEqual(body.events.map((e) => [e.position, e.type]))
  })

  test('goes on after Last-Event-ID, and gives what comes later', async () => {
    const before = await node.inbox()
    const last = before.at(-1)?.position ?? 0
    const [, resumeAfter] = before
    const expected = before.filter((event) => event.position > (resumeAfter?.position ?? 0)).length
    const reading = read('/v1/inbox/stream', expected + 1, { 'last-event-id': String(resumeAfter?.position) })
    await node.say(submission())
    const events = await reading
    expect(Number(events[0]?.id)).toBeGreaterThan(resumeAfter?.position ?? 0)
    expect(Number(events.at(-1)?.id)).toBeGreaterThan(last)
  })

  test('refuses a Last-Event-ID that is no position, and whoever is no node', async () => {
    const ask = async (headers: Record<string, string>) =>
      (await fetch(`${province.url}/v1/inbox/stream`, { headers })).status
    expect(await ask({ authorization: `Bearer ${await node.token()}`, 'last-event-id': 'x' })).toBe(400)
    expect(await ask({ authorization: `Bearer ${province.hub.secrets.adminToken}` })).toBe(403)
    expect(await ask({})).toBe(401)
  })
})
