import { atLogHead } from '@inquiry/case-log'
import type { AnyEvent, EventsPage } from '@inquiry/schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submission } from '../province/filing.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let noisy: string
let quiet: string
let all: AnyEvent[]

const category = (code: string) => ({ category: { scheme: 'inquiry-category', version: '1', code } })

beforeAll(async () => {
  province = await startProvince()
  const node = await province.join('440100')
  await province.join('440300')
  noisy = (await node.say(submission({ ...category('0203'), division: '440106' }))).caseId ?? ''
  quiet = (await node.say(submission({ ...category('0101'), division: '440303' }))).caseId ?? ''
  for (const caseId of [noisy, quiet]) await node.receive('case.assigned', caseId)
  all = (await page('limit=1000')).events
})
afterAll(() => province.stop())

const page = (query: string) => province.coordinator.ok<EventsPage>('GET', `/v1/events?${query}`)

const wanted: [string, string, (event: AnyEvent) => boolean][] = [
  ['by the beginning of a division', 'division=4403', ({ division }) => division.startsWith('4403')],
  ['by several divisions', 'division=440106&division=4403', ({ division }) => /^(440106|4403)/.test(division)],
  ['by type', 'type=case.assigned', ({ type }) => type === 'inquiry.case.assigned.v1'],
  ['by category, for every event of such a case', 'category=02', ({ subject }) => subject === noisy],
  [
    'by all of them at once',
    'category=01&type=case.submitted&division=44',
    ({ subject, type }) => subject === quiet && type === 'inquiry.case.submitted.v1',
  ],
  ['by what there is not', 'category=99', () => false],
]

describe('a coordinator subscribes to what concerns it', () => {
  test.each(wanted)('%s, page by page, and misses nothing', async (_, query, fits) => {
    const expected = all.filter(fits)
    const seen: AnyEvent[] = []
    const last = all.at(-1)?.position ?? -1
    for (let after = -1; after < last;) {
      const { events, next } = await page(`${query}&limit=1&after=${after}`)
      expect(next).toBeGreaterThan(after)
      seen.push(...events)
      after = next
    }
    expect(seen).toEqual(expected)
  })

  test.each(wanted.slice(0, 5))('%s, as a stream', async (_, query, fits) => {
    const ending = new AbortController()
    const answer = await fetch(`${province.url}/v1/events/stream?${query}&after=-1`, {
      headers: { authorization: `Bearer ${province.hub.secrets.adminToken}` },
      signal: ending.signal,
    })
    const expected = all.filter(fits).map(({ position }) => position)
    const seen: number[] = []
    for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      for (const [, id] of chunk.matchAll(/^id: (\d+)$/gm)) seen.push(Number(id))
      if (seen.length >= expected.length) break
    }
    ending.abort()
    expect(seen).toEqual(expected)
  })

  test('waits for the first that fits, and is not woken by what does not', async () => {
    const after = all.at(-1)?.position ?? -1
    const waiting = page(`division=4403&type=case.submitted&wait=20&after=${after}`)
    const node = await province.join('440400')
    await node.say(submission({ division: '440106' }))
    const { caseId } = await node.say(submission({ division: '440303' }))
    expect((await waiting).events.map(({ subject }) => subject)).toEqual([caseId])
  })

  test.each(['division=44x', 'division=', 'type=case.unheard-of', 'category=%25'])(
    'is told that %s is none',
    async (query) => {
      expect((await province.coordinator.ask('GET', `/v1/events?${query}`)).status).toBe(400)
      expect((await province.coordinator.ask('GET', `/v1/events/stream?${query}`)).status).toBe(400)
    },
  )

  test('finds the rare event in a long log, a stretch at a time', async () => {
    const [first, last] = await atLogHead(province.db, { hubId: '440000-hub', now: () => new Date() }, (_, head) => {
      const data = { node: '440100', lastSeenAt: null, expected: 60 }
      for (let i = 0; i <= 11_000; i++) {
        const division = i < 11_000 ? '440000' : '654321'
        head.append({ type: 'node.quiet', caseId: null, subject: '440100', division, audience: [], data })
      }
      const positions = head.appended.map(({ position }) => position)
      return Promise.resolve([positions[0] ?? 0, positions.at(-1) ?? 0] as const)
    })
    const found: number[] = []
    let questions = 0
    for (let after = first - 1; after < last; questions++) {
      const { events, next } = await page(`division=6543&limit=10&after=${after}`)
      found.push(...events.map(({ position }) => position))
      after = next
    }
    expect(found).toEqual([last])
    expect(questions).toBe(3)
  })
})
