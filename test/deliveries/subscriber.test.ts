import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSubscriber, type Subscriber } from '@inquiry/client'
import type { AnyEvent } from '@inquiry/schema'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let node: Node
let folder: string
let subscriber: Subscriber

const noise = { category: { scheme: 'inquiry-category', version: '1', code: '0203' } }
const other = { category: { scheme: 'inquiry-category', version: '1', code: '0101' } }
let noisy: string
let quiet: string

beforeAll(async () => {
  province = await startProvince()
  node = await province.join('440100')
  await province.join('440300')
  noisy = (await node.say(submission({ ...noise, division: '440106' }))).caseId ?? ''
  quiet = (await node.say(submission({ ...other, division: '440303' }))).caseId ?? ''
  await node.receive('case.assigned', noisy)
  await node.receive('case.assigned', quiet)
})
afterAll(() => province.stop())

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'subscriber-'))
  subscriber = open()
})
afterEach(() => {
  subscriber.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(): Subscriber {
  return createSubscriber({
    hubUrl: province.url,
    credential: () => node.token(),
    store: join(folder, 'place.sqlite'),
    patience: { firstDelayMs: 1, maxDelayMs: 5 },
  })
}

/** Follow until everything that is in the log has been seen, or so many events were applied. */
async function applied(
  options: Omit<Parameters<Subscriber['follow']>[0], 'signal' | 'onEvent'> & {
    onEvent?: (event: AnyEvent) => void
  } = {},
): Promise<AnyEvent[]> {
  const ending = new AbortController()
  const events: AnyEvent[] = []
  const { size } = await province.db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()
  let reached = -1
  const cursor = options.cursor ?? { read: () => reached, save: (position: number) => void (reached = position) }
  const following = subscriber.follow({
    wait: 0,
    limit: 3,
    ...options,
    signal: ending.signal,
    onEvent: (event) => {
      options.onEvent?.(event)
      events.push(event)
    },
    cursor: {
      read: () => cursor.read(),
      async save(position) {
        await cursor.save(position)
        if (position >= size - 1) ending.abort()
      },
    },
  })
  await following
  return events
}

describe('a subscriber', () => {
  test('applies every event of the log once, in order', async () => {
    const events = await applied()
    expect(events.map((event) => event.position)).toEqual(events.map((_, i) => i))
    expect(events.length).toBeGreaterThanOrEqual(6)
  })

  test('is given only what concerns it: divisions by their beginning', async () => {
    const events = await applied({ filter: { divisions: ['4403'] } })
    expect(
      new Set(events.filter((event) => event.type.startsWith('inquiry.case.')).map((event) => event.subject)),
    ).toEqual(new Set([quiet]))
  })

  test('types by their name', async () => {
    const events = await applied({ filter: { types: ['case.assigned'] } })
    expect(new Set(events.map((event) => event.type))).toEqual(new Set(['inquiry.case.assigned.v1']))
  })

  test('and categories by the case that an event is about, also where the event does not say its category', async () => {
    const events = await applied({ filter: { categories: ['02'] } })
    expect(new Set(events.map((event) => event.subject))).toEqual(new Set([noisy]))
    expect(events.map((event) => event.type)).toContain('inquiry.case.assigned.v1')
  })

  test('gets an event whose handling fails again, and nothing after it before', async () => {
    let failures = 3
    const seen: number[] = []
    const events = await applied({
      onEvent(event) {
        seen.push(event.position)
        if (event.position === 2 && failures-- > 0) throw new Error('not just now')
      },
    })
    expect(events.map((event) => event.position)).toEqual(events.map((_, i) => i))
    expect(seen.slice(0, 7)).toEqual([0, 1, 2, 2, 2, 2, 3])
  })

  test('goes on after a restart where it stopped, and still knows which cases it follows', async () => {
    const ending = new AbortController()
    await subscriber.follow({
      filter: { categories: ['02'] },
      wait: 0,
      limit: 1,
      signal: ending.signal,
      onEvent: () => ending.abort(),
    })
    subscriber.close()
    subscriber = open()
    const seen: AnyEvent[] = []
    const again = new AbortController()
    const following = subscriber.follow({
      filter: { categories: ['02'] },
      wait: 1,
      signal: again.signal,
      onEvent: (event) => {
        seen.push(event)
        if (event.type === 'inquiry.case.assigned.v1') again.abort()
      },
    })
    await following
    expect(seen.map((event) => event.type)).not.toContain('inquiry.case.submitted.v1')
    expect(seen.every((event) => event.subject === noisy)).toBe(true)
  })

  test('says why it cannot read, and goes on when it can', async () => {
    const troubles: string[] = []
    let token = 'wrong'
    const strange = createSubscriber({
      hubUrl: province.url,
      credential: async () => (token === 'wrong' ? token : await node.token()),
      store: join(folder, 'strange.sqlite'),
      patience: { firstDelayMs: 1, maxDelayMs: 5 },
    })
    const ending = new AbortController()
    await strange.follow({
      wait: 0,
      signal: ending.signal,
      onEvent: () => ending.abort(),
      onTrouble(trouble) {
        troubles.push(trouble.kind)
        token = 'right'
      },
    })
    strange.close()
    expect(troubles[0]).toBe('refused')
  })
})
