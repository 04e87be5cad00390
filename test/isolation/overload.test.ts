import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { slugOf, type Answer } from '../province/answer.ts'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let nodes: Node[]

beforeAll(async () => {
  province = await startProvince()
  nodes = [await province.join('440100'), await province.join('440300'), await province.join('440600')]
})
afterAll(() => province.stop())

const ready = () => province.coordinator.ask('GET', '/readyz')
const metrics = async () => await (await fetch(`${province.url}/metrics`)).text()

const underWay = async (): Promise<number> => Number(/inquiry_intake_under_way (\d+)\n/.exec(await metrics())?.[1])

/** Do something while nothing can be recorded: the head of the log is held, as by a database that hangs. */
async function whileNothingIsRecorded<T>(work: (letGo: () => void) => Promise<T>): Promise<T> {
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: holds, resolve: isHeld } = Promise.withResolvers<void>()
  const holding = province.db.transaction().execute(async (tx) => {
    await tx.selectFrom('log_head').select('size').forUpdate().executeTakeFirstOrThrow()
    isHeld()
    await held
  })
  await holds
  try {
    return await work(letGo)
  } finally {
    letGo()
    await holding
  }
}

type Timed = { answer: Answer; ms: number }

async function timed(asked: Promise<Answer>): Promise<Timed> {
  const began = performance.now()
  return { answer: await asked, ms: performance.now() - began }
}

describe('a hub with more to do than it can', () => {
  test('sends a node that fills half of it away with 429, and takes the others', async () => {
    const [noisy, calm] = nodes as [Node, Node, Node]
    const sealed = await Promise.all(Array.from({ length: 300 }, () => noisy.seal([submission()])))
    const calmly = await calm.seal([submission()])
    await whileNothingIsRecorded(async (letGo) => {
      const answers = sealed.map((body) => noisy.post('/v1/messages', body))
      await expect.poll(metrics, { timeout: 10_000 }).toMatch(/inquiry_intake_under_way 256\n/)
      const other = calm.post('/v1/messages', calmly)
      letGo()
      expect((await other).status).toBe(200)
      const settled = await Promise.all(answers)
      expect(settled.filter(({ status }) => status === 200)).toHaveLength(256)
      expect(new Set(settled.filter(({ status }) => status !== 200).map(slugOf))).toEqual(
        new Set(['too-many-requests']),
      )
    })
    expect((await calm.push(submission())).status).toBe(200)
  })

  test('answers 503 with Retry-After within 100 ms, says that it is not ready, and takes all that waited afterwards', async () => {
    const [first, second, third] = nodes as [Node, Node, Node]
    const seal = (node: Node, count: number) =>
      Promise.all(Array.from({ length: count }, () => node.seal([submission()])))
    const filling = [...(await seal(first, 300)), ...(await seal(second, 300))]
    const beyond = await seal(third, 40)
    await whileNothingIsRecorded(async (letGo) => {
      let sentAway = 0
      const answers = filling.map(async (body) => {
        const answer = await first.post('/v1/messages', body)
        if (answer.status !== 200) sentAway += 1
        return answer.status
      })
      await expect.poll(async () => (await underWay()) + sentAway, { timeout: 10_000 }).toBe(600)
      const waiting = await underWay()
      expect(waiting).toBeGreaterThanOrEqual(128)
      expect(waiting).toBeLessThanOrEqual(512)
      const refused: Timed[] = []
      for (const body of beyond) refused.push(await timed(third.post('/v1/messages', body)))
      expect(new Set(refused.map(({ answer }) => slugOf(answer)))).toEqual(new Set(['unavailable']))
      for (const { answer } of refused) expect(answer.headers.get('retry-after')).toBe('1')
      expect(Math.max(...refused.map(({ ms }) => ms))).toBeLessThan(100)
      expect((await fetch(`${province.url}/healthz`)).status).toBe(200)
      await sleep(5_000)
      expect((await ready()).status).toBe(503)
      letGo()
      expect((await Promise.all(answers)).filter((status) => status === 200)).toHaveLength(waiting)
      expect((await ready()).status).toBe(200)
      expect((await third.post('/v1/messages', beyond[0] ?? '')).status).toBe(200)
    })
  }, 60_000)

  test('holds sixteen large bodies at a time, and small ones find room beside them', async () => {
    const [first, , third] = nodes as [Node, Node, Node]
    const many = Array.from({ length: 300 }, () => submission({ content: '夜'.repeat(400) }))
    const large = await Promise.all(
      Array.from({ length: 24 }, () => first.seal(many.map((message) => ({ ...message, id: crypto.randomUUID() })))),
    )
    expect(large[0]?.length).toBeGreaterThan(256 * 1024)
    await whileNothingIsRecorded(async (letGo) => {
      const answers = large.map((body) => first.post('/v1/messages', body))
      await expect.poll(metrics, { timeout: 20_000 }).toMatch(/inquiry_intake_under_way 16\n/)
      const small = third.push(submission())
      letGo()
      expect((await small).status).toBe(200)
      const refused = (await Promise.all(answers)).filter(({ status }) => status !== 200)
      expect(refused).toHaveLength(8)
      expect(new Set(refused.map(slugOf))).toEqual(new Set(['unavailable']))
    })
  }, 60_000)
})
