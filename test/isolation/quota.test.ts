import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { slugOf } from '../province/answer.ts'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let noisy: Node
let calm: Node

beforeAll(async () => {
  province = await startProvince({ environment: { HUB_READS_PER_SECOND: '5', HUB_ENVELOPES_PER_SECOND: '5' } })
  noisy = await province.join('440100')
  calm = await province.join('440600')
})
afterAll(() => province.stop())

describe('a node that asks more than its share', () => {
  test('is told when to come again, by reads and by envelopes each for themselves', async () => {
    const reads = await Promise.all(Array.from({ length: 60 }, () => noisy.get('/v1/self')))
    const refused = reads.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(20)
    expect(new Set(refused.map(slugOf))).toEqual(new Set(['too-many-requests']))
    for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect((await noisy.push(submission())).status).toBe(200)
  })

  test('has its envelopes refused too, of which nothing is recorded, and the same bytes are taken later', async () => {
    const sealed = await Promise.all(Array.from({ length: 60 }, () => noisy.seal([submission()])))
    const answers = await Promise.all(sealed.map((body) => noisy.post('/v1/messages', body)))
    const refused = answers.flatMap(({ status }, at) => (status === 429 ? [at] : []))
    expect(refused.length).toBeGreaterThan(20)
    const envelopes = await province.db.selectFrom('envelope').select('jti').where('node_id', '=', '440100').execute()
    expect(envelopes).toHaveLength(1 + 60 - refused.length)
    const again = (): Promise<number> =>
      noisy.post('/v1/messages', sealed[refused[0] ?? 0] ?? '').then(({ status }) => status)
    await expect.poll(again, { timeout: 5_000 }).toBe(200)
  })

  test('takes nothing from the share of another', async () => {
    const flood = Array.from({ length: 200 }, () => noisy.get('/v1/self'))
    const answers = await Promise.all([calm.get('/v1/self'), calm.push(submission()), calm.get('/v1/inbox')])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    await Promise.all(flood)
  })
})
