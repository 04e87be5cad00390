import { generateEncryptionKey, generateSigningKey } from '@inquiry/envelope'
import { mkdtempSync, rmSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createNode } from '../src/index.ts'
import type { ExchangeNode, NodeOptions, OutgoingMessage } from '../src/index.ts'
import { HubPeer } from './hub-peer.ts'
import type { Mishap } from './hub-peer.ts'

const quick = { firstDelayMs: 1, maxDelayMs: 5, giveUpAfterMs: 3000 }
const key = generateSigningKey()

let hub: HubPeer
let hubUrl: string
let folder: string
let node: ExchangeNode

const open = (options: Partial<NodeOptions> = {}) =>
  createNode({ hubUrl, nodeId: '440100', key, store: join(folder, 'node.sqlite'), patience: quick, ...options })

/** The node's process dies and starts again: nothing is left but the file. */
function restart(options: Partial<NodeOptions> = {}): void {
  node.close()
  node = open(options)
}

function message(id: string, reason = '办理中'): OutgoingMessage {
  const caseId = '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e'
  return { id, type: 'case.reopen-requested', time: '2026-11-22T10:00:00+08:00', case: { caseId }, data: { reason } }
}

const cutBefore: Mishap = () => Promise.resolve('cut')
const cutAfter: Mishap = async (_, answer) => {
  await answer()
  return 'cut'
}
const broken = (status: number, headers: Record<string, string> = {}): Mishap => {
  return () => Promise.resolve({ status, body: '<html>Bad gateway</html>', headers })
}
const changed = (change: (body: { results: object[]; receipt?: string }) => object): Mishap => {
  return async (_, answer) => {
    const reply = await answer()
    return { ...reply, body: change(reply.body as { results: object[]; receipt?: string }) }
  }
}
const sent = () => hub.arrived.filter(({ path }) => path === '/v1/messages').map(({ body }) => body)
const sequences = () => [...hub.envelopes.values()].map(({ opened }) => opened.sequence)

beforeEach(async () => {
  hub = new HubPeer()
  hub.register('440100', key)
  hubUrl = await hub.listen()
  folder = mkdtempSync(join(tmpdir(), 'node-'))
  node = open()
})

afterEach(() => {
  node.close()
  hub.close()
  rmSync(folder, { recursive: true })
})

describe('messages that are submitted', () => {
  test('are recorded in one envelope, and a receipt is held for each', async () => {
    const answer = await node.submit([message('m-1'), message('m-2')])
    expect(answer).toMatchObject({
      ok: true,
      value: [{ result: { id: 'm-1', status: 'recorded' } }, { result: { id: 'm-2', status: 'recorded' } }],
    })
    expect(answer.ok && answer.value.every(({ receipt }) => receipt.split('.').length === 3)).toBe(true)
    expect(sequences()).toEqual([1])
  })

  test.each<[string, Mishap]>([
    ['the line is cut before the hub heard', cutBefore],
    ['the line is cut after the hub recorded', cutAfter],
    ['the hub is busy', broken(503)],
    ['a proxy is broken', broken(502)],
    ['there are too many requests', broken(429, { 'retry-after': '0' })],
  ])('are sent again in the same bytes when %s', async (_, mishap) => {
    hub.mishaps.push(mishap, mishap, mishap)
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: true, value: [{ result: { status: 'recorded' } }] })
    expect(sent().length).toBe(4)
    expect(new Set(sent()).size).toBe(1)
    expect(hub.envelopes.size).toBe(1)
  })

  test('are not sent again before the time that the hub asks for', async () => {
    hub.mishaps.push(broken(429, { 'retry-after': '1' }))
    const start = performance.now()
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: true })
    expect(performance.now() - start).toBeGreaterThanOrEqual(1000)
  })

  test('do not follow the hub to another address', async () => {
    hub.mishaps.push(broken(307, { location: `${hubUrl}/elsewhere` }))
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: true })
    expect(hub.arrived.map(({ path }) => path)).toEqual(['/v1/messages', '/v1/messages'])
  })

  test('stay in the outbox over a crash, in the same bytes', async () => {
    hub.mishaps.push(...Array.from({ length: 1000 }, () => cutAfter))
    restart({ patience: { ...quick, giveUpAfterMs: 50 } })
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: false, failure: { kind: 'unreachable' } })
    hub.mishaps.length = 0
    restart()
    expect(await node.flush()).toEqual({ ok: true, value: undefined })
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: true, value: [{ result: { status: 'recorded' } }] })
    expect(new Set(sent()).size).toBe(1)
  })

  test('that were recorded are not sent again, whoever asks', async () => {
    await node.submit([message('m-1')])
    restart()
    expect(await node.submit([message('m-1'), message('m-2')])).toMatchObject({ ok: true })
    expect(hub.envelopes.size).toBe(2)
    expect([...hub.envelopes.values()].at(-1)?.opened.messages).toEqual([message('m-2')])
  })

  test('are answered each to its own sender when many ask at once', async () => {
    const ids = Array.from({ length: 20 }, (_, i) => `m-${i}`)
    const answers = await Promise.all(ids.map((id) => node.submit([message(id)])))
    expect(answers.map((answer) => answer.ok && answer.value[0]?.result.id)).toEqual(ids)
    const numbers = sequences()
    expect(numbers).toEqual(numbers.map((_, i) => i + 1))
  })

  test('of more than a thousand go in several envelopes, in order', async () => {
    const messages = Array.from({ length: 1500 }, (_, i) => message(`m-${i}`))
    expect(await node.submit(messages)).toMatchObject({ ok: true })
    expect([...hub.envelopes.values()].map(({ opened }) => opened.messages.length)).toEqual([1000, 500])
  })

  test('and were rejected may be mended under the same id', async () => {
    expect(await node.submit([message('m-1', 'reject me')])).toMatchObject({
      ok: true,
      value: [{ result: { status: 'rejected', problem: { status: 422 } } }],
    })
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: true, value: [{ result: { status: 'recorded' } }] })
  })

  const unsendable: [string, OutgoingMessage[]][] = [
    ['an id that is none', [message(' m')]],
    ['a lone surrogate', [message('m-9', '\ud800')]],
    ['U+0000', [message('m-9', '\0')]],
    ['one id for two contents', [message('m-9'), message('m-9', '另')]],
    ['an id that was recorded for another content', [message('m-1', '另')]],
  ]
  test.each(unsendable)('are not taken with %s, and hold up nobody', async (_, messages) => {
    await node.submit([message('m-1')])
    expect(await node.submit([message('m-8'), ...messages])).toMatchObject({
      ok: false,
      failure: { kind: 'unsendable' },
    })
    expect(hub.envelopes.size).toBe(1)
    expect(await node.submit([message('m-2')])).toMatchObject({ ok: true })
  })
})

describe('an answer that proves nothing is not believed:', () => {
  test.each<[string, Mishap]>([
    ['no receipt', changed(({ results }) => ({ results }))],
    ['a receipt that is none', changed((body) => ({ ...body, receipt: 'a.b.c' }))],
    ['other results', changed(({ receipt }) => ({ receipt, results: [{ id: 'm-1', status: 'rejected' }] }))],
    ['no results', changed(({ receipt }) => ({ receipt, results: [] }))],
    ['the results of others', changed(({ receipt }) => ({ receipt, results: [{ id: 'm-2', status: 'recorded' }] }))],
    ['an empty body', () => Promise.resolve({ status: 200, body: '' })],
    ['a page of a captive portal', () => Promise.resolve({ status: 200, body: '<html>登录</html>' })],
  ])('%s', async (_, mishap) => {
    hub.mishaps.push(mishap)
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: false, failure: { kind: 'untrusted' } })
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: true, value: [{ result: { status: 'recorded' } }] })
    expect(new Set(sent()).size).toBe(1)
  })

  test('a receipt by a key that the hub does not publish', async () => {
    const real = hub.signing
    await node.discover()
    hub.mishaps.push(async (_, answer) => {
      hub.signing = generateSigningKey()
      const reply = await answer()
      hub.signing = real
      return reply
    })
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: false, failure: { kind: 'untrusted' } })
  })

  test('but a receipt by a key that the hub began to publish since is', async () => {
    await node.discover()
    hub.signing = generateSigningKey('ES256')
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: true })
  })
})

describe('an envelope that grew old', () => {
  test('is answered as the first time where the hub had recorded it', async () => {
    hub.mishaps.push(cutAfter, async (_, answer) => {
      hub.clockOffset = 3600
      return answer()
    })
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: true, value: [{ result: { status: 'recorded' } }] })
    expect(new Set(sent()).size).toBe(1)
  })

  test('is sealed anew where it had not, with the same messages and without a hole in the numbers', async () => {
    hub.clockOffset = 3600
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: true, value: [{ result: { status: 'recorded' } }] })
    expect(sent().length).toBe(2)
    expect(await node.submit([message('m-2')])).toMatchObject({ ok: true })
    expect(sent().length).toBe(3)
    expect(sequences()).toEqual([1, 2])
  })

  test('is not sealed anew for ever', async () => {
    hub.mishaps.push(
      ...Array.from({ length: 20 }, (): Mishap => async (_, answer) => {
        hub.clockOffset += 3600
        return answer()
      }),
    )
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: false, failure: { kind: 'untrusted' } })
  })
})

describe('a node', () => {
  test('enrols with its code and keeps the receipt’s word for its number', async () => {
    const fresh = generateSigningKey()
    restart({ nodeId: '440300', key: fresh, encryptionKey: generateEncryptionKey() })
    const answer = await node.enrol(hub.code, { contact: '值班室' })
    expect(answer).toMatchObject({ ok: true, value: { nodeId: '440300', kid: fresh.kid, sequence: 0 } })
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: true })
  })

  test('enrols once, though the answer was lost and it crashed before asking again', async () => {
    restart({ nodeId: '440300', key: generateSigningKey(), patience: { ...quick, giveUpAfterMs: 0 } })
    const options = { nodeId: '440300', key: generateSigningKey() }
    restart({ ...options, patience: { ...quick, giveUpAfterMs: 0 } })
    hub.mishaps.push(cutAfter)
    expect(await node.enrol(hub.code)).toMatchObject({ ok: false, failure: { kind: 'unreachable' } })
    restart(options)
    expect(await node.enrol(hub.code)).toMatchObject({ ok: true })
    expect(new Set(hub.arrived.map(({ body }) => body)).size).toBe(1)
  })

  test('is told why its code is refused', async () => {
    restart({ nodeId: '440300', key: generateSigningKey() })
    expect(await node.enrol('X'.repeat(26))).toMatchObject({
      ok: false,
      failure: { kind: 'refused', problem: { status: 403, reason: 'unknown-code' } },
    })
  })

  test('believes no enrolment without a receipt', async () => {
    restart({ nodeId: '440300', key: generateSigningKey() })
    hub.mishaps.push(async (_, answer) => {
      const reply = await answer()
      return { ...reply, body: { ...(reply.body as object), receipt: 'a.b.c' } }
    })
    expect(await node.enrol(hub.code)).toMatchObject({ ok: false, failure: { kind: 'untrusted' } })
    expect(await node.enrol(hub.code)).toMatchObject({ ok: true })
  })

  test('that lost its count goes on from the hub’s', async () => {
    for (const id of ['m-1', 'm-2', 'm-3']) await node.submit([message(id)])
    restart({ store: join(folder, 'other.sqlite') })
    expect(await node.submit([message('m-4')])).toMatchObject({ ok: true, value: [{ result: { status: 'recorded' } }] })
    expect(sequences()).toEqual([1, 2, 3, 4])
  })

  test('rotates its key while an envelope is on its way, and loses nothing', async () => {
    restart({ patience: { ...quick, giveUpAfterMs: 0 } })
    hub.mishaps.push(cutBefore)
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: false })
    const successor = generateSigningKey('ES256')
    expect(await node.rotate(successor)).toMatchObject({ ok: true, value: { kid: successor.kid } })
    expect(hub.keys.get(key.kid)?.revokedAt).toBeDefined()
    expect(await node.submit([message('m-1')])).toMatchObject({ ok: true, value: [{ result: { status: 'recorded' } }] })
    expect([...hub.envelopes.values()].map(({ opened }) => [opened.kid, opened.sequence])).toEqual([[successor.kid, 1]])
  })

  test('whose key is revoked is told so and keeps its messages', async () => {
    hub.keys.set(key.kid, {
      kid: key.kid,
      nodeId: '440100',
      alg: 'EdDSA',
      publicKey: key.publicKey,
      revokedAt: new Date(),
    })
    expect(await node.submit([message('m-1')])).toMatchObject({
      ok: false,
      failure: { kind: 'refused', problem: { status: 401 } },
    })
    hub.register('440100', key)
    expect(await node.flush()).toMatchObject({ ok: true })
    expect(hub.envelopes.size).toBe(1)
  })

  test('whose clock is an hour wrong reads all the same', async () => {
    hub.clockOffset = -3600
    expect(await node.self()).toMatchObject({ ok: true, value: { nodeId: '440100', sequence: 0 } })
  })

  test('finds no hub where none is, and says so', async () => {
    hub.close()
    restart({ patience: { ...quick, giveUpAfterMs: 20 } })
    for (const answer of [await node.discover(), await node.self(), await node.submit([message('m-1')])])
      expect(answer).toMatchObject({ ok: false, failure: { kind: 'unreachable' } })
  })

  test('stops waiting when it is told to', async () => {
    hub.mishaps.push(...Array.from({ length: 100 }, () => broken(503, { 'retry-after': '2' })))
    const stop = AbortSignal.timeout(100)
    const start = performance.now()
    expect(await node.submit([message('m-1')], stop)).toEqual({ ok: false, failure: { kind: 'stopped' } })
    expect(performance.now() - start).toBeLessThan(1500)
  })

  test('holds its store alone', () => {
    expect(() => open()).toThrow('locked')
  })

  test('seals reporter data to the hub, and opens what is sealed to it', async () => {
    const own = generateEncryptionKey('X25519')
    restart({ encryptionKey: own })
    const sealed = await node.sealReporter({ name: '测试甲' })
    expect(sealed.ok && sealed.value.split('.').length).toBe(5)
    expect(sealed.ok && (await node.openReporter(sealed.value))).toBeUndefined()
  })
})

describe('the inbox', () => {
  /** Follow until so many calls of the handler were made. */
  async function follow(calls: number, onEvent: (position: number) => void = () => {}): Promise<number[]> {
    const stop = new AbortController()
    const seen: number[] = []
    await node.inbox.follow({
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(5000)]),
      wait: 0,
      onEvent: ({ position }) => {
        seen.push(position)
        if (seen.length === calls) stop.abort()
        onEvent(position)
      },
    })
    return seen
  }

  test('is read in order, and goes on after a crash where it was', async () => {
    hub.publish(0, 3, 4, 9)
    expect(await follow(2)).toEqual([0, 3])
    restart()
    hub.publish(12)
    expect(await follow(3)).toEqual([4, 9, 12])
  })

  test('repeats an event whose handler failed, and passes none over', async () => {
    hub.publish(0, 1, 2)
    let failures = 2
    const seen = await follow(5, (position) => {
      if (position === 1 && failures-- > 0) throw new Error('disk full')
    })
    expect(seen).toEqual([0, 1, 1, 1, 2])
  })

  test('applies an event once, though the hub gives it twice', async () => {
    hub.publish(0, 1)
    hub.mishaps.push(async (_, answer) => {
      const reply = await answer()
      const { events } = reply.body as { events: object[] }
      hub.publish(2)
      return { ...reply, body: { events: [...events, ...events], next: 1 } }
    })
    expect(await follow(3)).toEqual([0, 1, 2])
  })

  test('is read on after the line was cut, the hub was away, and a page was no page', async () => {
    hub.publish(0, 1)
    hub.mishaps.push(cutBefore, broken(503), () => Promise.resolve({ status: 200, body: { events: [{}], next: 5 } }))
    expect(await follow(2)).toEqual([0, 1])
  })

  test('is read page by page by who keeps the place', async () => {
    hub.publish(0, 3, 4)
    hub.mishaps.push(broken(503))
    const first = await node.inbox.read({ limit: 2, wait: 0 })
    expect(first.ok && first.value.events.map(({ position }) => position)).toEqual([0, 3])
    const second = await node.inbox.read({ after: 3, wait: 0 })
    expect(second.ok && second.value).toMatchObject({ events: [{ position: 4 }], next: 4 })
  })
})

describe('an attachment', () => {
  test('is brought under its digest, and again without harm', async () => {
    const bytes = Buffer.from('现场照片')
    hub.mishaps.push(cutAfter)
    const digest = `sha-256:${createHash('sha256').update(bytes).digest('base64url')}`
    expect(await node.attach(bytes)).toEqual({ ok: true, value: digest })
    expect(hub.attachments.get(digest)).toEqual(bytes)
  })
})

test('what was recorded is kept once: in the envelope that was signed', async () => {
  await node.submit([message('m-1', '只此一处')])
  node.close()
  const store = new DatabaseSync(join(folder, 'node.sqlite'))
  expect(store.prepare('select content from message').all()).toEqual([{ content: '' }])
  expect(store.prepare(`select count(*) as n from envelope where body <> ''`).get()).toEqual({ n: 1 })
  store.close()
  node = open()
  expect(await node.submit([message('m-1', '只此一处')])).toMatchObject({ ok: true })
  expect(sequences()).toEqual([1])
})
