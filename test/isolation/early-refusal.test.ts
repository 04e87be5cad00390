import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { slugOf } from '../province/answer.ts'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let noisy: Node
let calm: Node

beforeAll(async () => {
  province = await startProvince({ environment: { HUB_ENVELOPES_PER_SECOND: '1' } })
  noisy = await province.join('440100')
  calm = await province.join('440600')
})
afterAll(() => province.stop())

/** Use up a node's quota: for almost a second from then on it is over it. */
async function useUp(node: Node): Promise<void> {
  let taken = false
  for (;;) {
    const { status } = await node.push(submission())
    if (status === 200) taken = true
    else if (taken) return
  }
}

type Heard = { status: number; headers: Record<string, string>; body: string }

/** A connection of our own, over which bytes go as they are given. */
function openConnection() {
  const { hostname, port, host } = new URL(province.url)
  const socket = connect(Number(port), hostname)
  let bytes = Buffer.alloc(0)
  socket.on('data', (part) => (bytes = Buffer.concat([bytes, part])))
  const answer = async (): Promise<Heard> => {
    for (;;) {
      const end = bytes.indexOf('\r\n\r\n')
      const [first = '', ...lines] = bytes.subarray(0, Math.max(0, end)).toString().split('\r\n')
      const headers = Object.fromEntries(lines.map((line) => line.toLowerCase().split(': ', 2)))
      const length = end + 4 + Number(headers['content-length'] ?? 0)
      if (end >= 0 && bytes.length >= length) {
        const body = bytes.subarray(end + 4, length).toString()
        bytes = bytes.subarray(length)
        return { status: Number(first.slice(9, 12)), headers, body }
      }
      if (socket.destroyed) throw new Error('the connection is closed')
      await sleep(1)
    }
  }
  const head = (more: string): string =>
    `POST /v1/messages HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/jose\r\nAccept-Language: en\r\n${more}\r\n\r\n`
  const whole = (body: string): string => head(`Content-Length: ${body.length}`) + body
  return { write: (text: string) => socket.write(text), answer, head, whole, host, close: () => socket.destroy() }
}

const slug = ({ body }: Heard): string => (JSON.parse(body) as { type: string }).type.split('/').at(-1) ?? ''

describe('an envelope of a node that is over its quota', () => {
  test('is answered early as it would be late', async () => {
    const sealed = await noisy.seal([submission()])
    await useUp(noisy)
    const early = await noisy.post('/v1/messages', sealed)
    // Written in another way, so that it goes through all that stands behind the door.
    const late = await fetch(`${province.url}/v1/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/jose; charset=utf-8', 'accept-language': 'en' },
      body: sealed,
    })
    expect([early.status, late.status]).toEqual([429, 429])
    expect(early.text).toBe(await late.text())
    const stated = (headers: Headers) =>
      Object.fromEntries([...headers].filter(([name]) => name !== 'date' && name !== 'content-length'))
    expect(stated(early.headers)).toEqual(stated(late.headers))
  })

  test('is answered in Chinese to whoever does not ask for English', async () => {
    const sealed = await noisy.seal([submission()])
    await useUp(noisy)
    const answer = await fetch(`${province.url}/v1/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/jose' },
      body: sealed,
    })
    expect(answer.headers.get('content-language')).toBe('zh-CN')
    expect(((await answer.json()) as { detail: string }).detail).toContain('发送过于频繁')
  })

  test('is refused when the end of its header comes, in whatever pieces, and the connection serves on', async () => {
    const sealed = await noisy.seal([submission()])
    const dot = sealed.indexOf('.')
    await useUp(noisy)
    const connection = openConnection()
    connection.write(connection.head(`Content-Length: ${sealed.length}`))
    for (const piece of [sealed.slice(0, 1), sealed.slice(1, dot), sealed.slice(dot, dot + 3)]) {
      await sleep(20)
      connection.write(piece)
    }
    expect(slug(await connection.answer())).toBe('too-many-requests')
    connection.write(sealed.slice(dot + 3))
    connection.write(connection.whole(await calm.seal([submission()])))
    expect((await connection.answer()).status).toBe(200)
    connection.close()
  })

  test('keeps its place among requests that are sent without waiting for answers', async () => {
    const sealed = await noisy.seal([submission()])
    const calmly = await calm.seal([submission()])
    await useUp(noisy)
    const { whole, write, answer, host, close } = openConnection()
    write(
      `${whole(sealed)}GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n${whole(calmly)}${whole(sealed)}GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    )
    const statuses: number[] = []
    for (let i = 0; i < 5; i++) statuses.push((await answer()).status)
    expect(statuses).toEqual([429, 200, 200, 429, 200])
    close()
  })

  test('is refused in chunks too, and after 100 Continue', async () => {
    const sealed = await noisy.seal([submission()])
    await useUp(noisy)
    const chunked = openConnection()
    const half = Math.floor(sealed.length / 2)
    const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`
    chunked.write(chunked.head('Transfer-Encoding: chunked') + chunk(sealed.slice(0, half)))
    expect(slug(await chunked.answer())).toBe('too-many-requests')
    chunked.write(`${chunk(sealed.slice(half))}0\r\n\r\n${chunked.whole(sealed)}`)
    expect(slug(await chunked.answer())).toBe('too-many-requests')
    chunked.close()
    const careful = openConnection()
    careful.write(careful.head(`Content-Length: ${sealed.length}\r\nExpect: 100-continue`))
    expect((await careful.answer()).status).toBe(100)
    careful.write(sealed)
    expect(slug(await careful.answer())).toBe('too-many-requests')
    careful.close()
  })

  test('may be large: what it still brings is thrown away', async () => {
    const many = Array.from({ length: 900 }, () => submission({ content: '夜'.repeat(900) }))
    const large = await noisy.seal(many)
    expect(large.length).toBeGreaterThan(3_000_000)
    await useUp(noisy)
    const connection = openConnection()
    connection.write(connection.whole(large))
    expect((await connection.answer()).status).toBe(429)
    connection.write(connection.whole(await noisy.seal([submission()])))
    expect((await connection.answer()).status).toBe(429)
    connection.close()
  })
})

describe('a stranger', () => {
  test('who names an unknown key, or none, is told so, whoever is over a quota', async () => {
    await useUp(noisy)
    const sealed = await noisy.seal([submission()])
    const [, payload, signature] = sealed.split('.')
    const header = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const unknown = { alg: 'EdDSA', kid: 'A'.repeat(43), typ: 'inquiry-envelope+jwt' }
    const bodies = [header(unknown), header({ alg: 'EdDSA' }), '', 'x'.repeat(2_000)]
    const answers = await Promise.all(bodies.map((of) => noisy.post('/v1/messages', `${of}.${payload}.${signature}`)))
    expect(answers.map(({ status }) => status)).toEqual([401, 400, 400, 400])
    expect((await noisy.post('/v1/messages', '')).status).toBe(400)
    expect((await noisy.post('/v1/messages', 'nothing-but-letters')).status).toBe(400)
  })

  test('who names the key of a node uses up nothing of its quota, and does not shut it out', async () => {
    await expect.poll(async () => (await calm.push(submission())).status, { timeout: 10_000 }).toBe(200)
    await sleep(4_000)
    const sealed = await calm.seal([submission()])
    const forged = `${sealed.slice(0, -86)}${'A'.repeat(86)}`
    const flood = Array.from({ length: 300 }, () => calm.post('/v1/messages', forged))
    const own = await Promise.all(Array.from({ length: 3 }, () => calm.push(submission())))
    const slugs = new Set((await Promise.all(flood)).map(slugOf))
    expect(slugs.has('invalid-signature')).toBe(true)
    for (const found of slugs) expect(['invalid-signature', 'too-many-requests']).toContain(found)
    // Shut out for a moment at most: nothing of the quota is gone.
    const takenAtOnce = own.filter(({ status }) => status === 200).length
    for (let more = takenAtOnce; more < 3; more++) expect((await calm.push(submission())).status).toBe(200)
  }, 30_000)
})
