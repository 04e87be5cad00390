import { createHash, randomBytes } from 'node:crypto'
import type { Transaction } from '@inquiry/database'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { request, slugOf, type Answer } from '../province/answer.ts'
import { about, submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let origin: Node
let handler: Node
let stranger: Node

beforeAll(async () => {
  province = await startProvince()
  ;[origin, handler, stranger] = [
    await province.join('440100'),
    await province.join('440600'),
    await province.join('440300'),
  ]
})
afterAll(() => province.stop())

const digestOf = (bytes: Uint8Array): string => `sha-256:${createHash('sha256').update(bytes).digest('base64url')}`

async function put(
  node: Node,
  digest: string,
  body: Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = { 'content-type': 'image/jpeg' },
): Promise<Answer> {
  const authorization = `Bearer ${await node.token()}`
  return request(`${province.url}/v1/attachments/${digest}`, {
    method: 'PUT',
    headers: { authorization, ...headers },
    body,
  })
}

/** The reader that links attachments stands still meanwhile: another holds its cursor. */
const whileReaderStands = (work: (tx: Transaction) => Promise<void>): Promise<void> =>
  province.db.transaction().execute(async (tx) => {
    await tx.selectFrom('reader_cursor').select('position').where('name', '=', 'attachments').forUpdate().execute()
    await work(tx)
  })

const named = (digest: string) => [{ digest, size: 1000, mediaType: 'image/jpeg', name: '现场.jpg' }]
const get = (node: Node, digest: string): Promise<Answer> => node.get(`/v1/attachments/${digest}`)

describe('an attachment', () => {
  test('is brought before or after the message, and read by origin and handler of the case that names it, at once', async () => {
    const bytes = randomBytes(1000)
    const digest = digestOf(bytes)
    expect((await put(origin, digest, bytes)).status).toBe(201)
    expect((await put(origin, digest, bytes)).status).toBe(200)
    expect(slugOf(await get(origin, digest))).toBe('not-found')
    const { caseId } = await origin.say(submission({ division: '440604', attachments: named(digest) }))
    const answer = await get(origin, digest)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    await handler.receive('case.assigned', String(caseId))
    expect((await get(handler, digest)).status).toBe(200)
    expect(slugOf(await get(stranger, digest))).toBe('not-found')
    expect((await get(stranger, digest)).text.replace(digest, '')).toBe(
      (await get(stranger, digestOf(randomBytes(9)))).text.replace(/sha-256:[\w-]{43}/, ''),
    )
  })

  test('is read by origin and handler, and by no other, while the reader that links attachments stands still', async () => {
    const bytes = randomBytes(60)
    const digest = digestOf(bytes)
    await put(origin, digest, bytes)
    await whileReaderStands(async (tx) => {
      const { caseId } = await origin.say(submission({ division: '440604', attachments: named(digest) }))
      await handler.receive('case.assigned', String(caseId))
      expect(await tx.selectFrom('case_attachment').select('case_id').where('digest', '=', digest).execute()).toEqual(
        [],
      )
      expect((await get(origin, digest)).status).toBe(200)
      expect((await get(handler, digest)).status).toBe(200)
      expect(slugOf(await get(stranger, digest))).toBe('not-found')
    })
  })

  test('that comes later by an amendment is read as well, also long after', async () => {
    const bytes = randomBytes(50)
    const digest = digestOf(bytes)
    const { caseId } = await origin.say(submission({ division: '440604' }))
    await handler.receive('case.assigned', String(caseId))
    await origin.say(about(String(caseId), 'case.amended', { attachments: named(digest) }))
    expect(slugOf(await get(handler, digest))).toBe('not-found')
    await put(origin, digest, bytes)
    expect((await get(handler, digest)).status).toBe(200)
    const linked = () => province.db.selectFrom('case_attachment').selectAll().where('digest', '=', digest).execute()
    await expect.poll(linked, { timeout: 5_000 }).toEqual([{ digest, case_id: caseId }])
    expect((await get(handler, digest)).status).toBe(200)
  })

  test('tells a node nothing of what another has brought: the same bytes are new to each', async () => {
    const bytes = randomBytes(20)
    expect((await put(origin, digestOf(bytes), bytes)).status).toBe(201)
    expect((await put(stranger, digestOf(bytes), bytes)).status).toBe(201)
  })

  test('of a report never reaches the body complained about', async () => {
    const bytes = randomBytes(30)
    const digest = digestOf(bytes)
    await put(origin, digest, bytes)
    await whileReaderStands(async () => {
      await origin.say(
        submission({ division: '440606', nature: 'report', subjectNode: '440600', attachments: named(digest) }),
      )
      expect(slugOf(await get(handler, digest))).toBe('not-found')
      expect((await get(origin, digest)).status).toBe(200)
    })
    const linked = () => province.db.selectFrom('case_attachment').selectAll().where('digest', '=', digest).execute()
    await expect.poll(linked, { timeout: 5_000 }).toHaveLength(1)
    expect(slugOf(await get(handler, digest))).toBe('not-found')
    expect((await get(origin, digest)).status).toBe(200)
  })
})

describe('bytes that are no attachment', () => {
  test.each([
    ['under another digest', () => put(origin, digestOf(randomBytes(3)), randomBytes(4)), 400, 'digest-mismatch'],
    [
      'of more than 20 MiB',
      () => put(origin, digestOf(randomBytes(3)), randomBytes(20 * 1024 * 1024 + 1)),
      413,
      'envelope-too-large',
    ],
    [
      'under no media type',
      () => put(origin, digestOf(randomBytes(3)), randomBytes(4), { 'content-type': 'jpeg' }),
      415,
      'unsupported-media-type',
    ],
    [
      'compressed on the way',
      () =>
        put(origin, digestOf(randomBytes(3)), randomBytes(4), {
          'content-type': 'image/png',
          'content-encoding': 'gzip',
        }),
      415,
      'unsupported-media-type',
    ],
    ['under what is no digest', () => put(origin, 'sha-256:abc', randomBytes(4)), 404, 'not-found'],
    ['under a digest in hexadecimal', () => put(origin, `sha-256:${'a'.repeat(64)}`, randomBytes(4)), 404, 'not-found'],
  ])('%s are refused', async (_name, send, status, slug) => {
    const answer = await send()
    expect([answer.status, slugOf(answer)]).toEqual([status, slug])
  })
})
