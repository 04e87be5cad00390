import { isGapFree, logSize } from '@inquiry/case-log'
import type { Stats } from '@inquiry/schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { slugOf } from '../province/answer.ts'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let guangzhou: Node
let foshan: Node

beforeAll(async () => {
  province = await startProvince()
  guangzhou = await province.join('440100')
  foshan = await province.join('440600')
})
afterAll(() => province.stop())

describe('a case filed on a city platform', () => {
  test('is recorded with a receipt, assigned to the city of its division, and comes to the handler with its text', async () => {
    const result = await foshan.say(
      submission({
        division: '440106',
        title: '珠江新城路灯不亮',
        content: '花城大道北侧路灯已坏一周，夜间行走不安全。',
      }),
    )
    expect(result).toMatchObject({
      status: 'recorded',
      caseId: expect.any(String),
      queryCode: expect.stringMatching(/^.{4}-.{4}-.{4}-.{4}-.$/),
    })
    const caseId = String(result.caseId)
    const assigned = await guangzhou.receive('case.assigned', caseId)
    expect(assigned).toMatchObject({
      data: { node: '440100', role: 'lead', rule: null },
      private: {
        role: 'lead',
        case: { title: '珠江新城路灯不亮', content: '花城大道北侧路灯已坏一周，夜间行走不安全。' },
      },
    })
    expect((await foshan.receive('case.submitted', caseId)).private.role).toBe('origin')
    const seen = await foshan.get(`/v1/cases/${caseId}`)
    expect(seen.body).toMatchObject({
      status: 'assigned',
      handler: '440100',
      sourceId: expect.any(String),
      queryCode: result.queryCode,
    })
  })

  test('is seen by nobody who has no part in it, word for word like a case that does not exist', async () => {
    const shenzhen = await province.join('440300')
    const { caseId } = await foshan.say(submission())
    const foreign = await shenzhen.get(`/v1/cases/${caseId}`)
    const missing = await shenzhen.get('/v1/cases/019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e')
    expect(foreign.status).toBe(404)
    expect({ ...foreign.body, instance: '' }).toEqual({ ...missing.body, instance: '' })
  })

  test('is counted at once and exactly, and its citizen can follow it by the query code', async () => {
    const before = await counted()
    const { queryCode } = await foshan.say(submission())
    await expect.poll(counted, { timeout: 5_000 }).toBe(before + 1)
    const timeline = await fetch(
      `${province.url}/v1/public/cases/${String(queryCode).toLowerCase().replaceAll('-', '')}`,
    )
    expect(timeline.status).toBe(200)
    expect(await timeline.text()).not.toContain('体育东路')
  })

  test('sent twice is recorded once: the same envelope gets the same receipt, the same message its first place', async () => {
    const message = submission()
    const bytes = await guangzhou.seal([message])
    const first = await guangzhou.post('/v1/messages', bytes)
    const second = await guangzhou.post('/v1/messages', bytes)
    expect(second.text).toBe(first.text)
    const again = await guangzhou.push(message)
    expect(again.body.results[0]).toMatchObject({ status: 'already-recorded' })
    expect(again.body.results[0]?.caseId).toBe((first.body['results'] as { caseId: string }[])[0]?.caseId)
  })

  test('filed in other words on two platforms is linked with score and evidence', async () => {
    const one = await guangzhou.say(
      submission({
        title: '棠下棠德南路垃圾站臭味扰民',
        content: '棠下棠德南路旁的垃圾压缩站每天凌晨四点开始作业，臭味很大，污水流到马路上，请环卫部门整改。',
        division: '440106',
      }),
    )
    const other = await foshan.say(
      submission({
        title: '棠德南路垃圾压缩站凌晨作业臭气熏天',
        content: '住在棠下棠德南路，旁边垃圾压缩站凌晨四点就作业，污水横流，臭味扰民，希望尽快整改。',
        division: '440106',
      }),
    )
    await expect
      .poll(
        async () =>
          (
            await province.coordinator.ok<{ matter: { size: number } | null }>(
              'GET',
              `/v1/cases/${String(other.caseId)}`,
            )
          ).matter?.size,
        { timeout: 10_000 },
      )
      .toBe(2)
    const events = await province.coordinator.ok<{
      events: { type: string; subject: string; data: { score: number; evidence: object } }[]
    }>('GET', '/v1/events?limit=1000')
    const linked = events.events.filter(
      (event) => event.type === 'inquiry.case.linked.v1' && event.subject === one.caseId,
    )
    expect(linked[0]?.data.score).toBeGreaterThan(0.5)
    expect(linked[0]?.data.evidence).toHaveProperty('modelVersion')
  })
})

/** The cases of Foshan as counted, once the counts have come as far as the log. */
async function counted(): Promise<number> {
  for (;;) {
    const size = await logSize(province.db)
    const stats = await province.coordinator.ok<Stats>('GET', '/v1/stats/cases?node=440600')
    if (stats.asOf.position >= size - 1) return stats.totals.count
  }
}

describe('an envelope that does not belong', () => {
  const refusals: [string, () => Promise<{ status: number; slug: string }>, number, string][] = [
    [
      'with a wrong signature',
      async () => post(spoiled(await guangzhou.seal([submission()]))),
      401,
      'invalid-signature',
    ],
    [
      'for another hub',
      async () => post(await guangzhou.seal([submission()], { aud: '450000-hub' })),
      401,
      'wrong-audience',
    ],
    [
      'sealed six minutes ago',
      async () => post(await guangzhou.seal([submission()], { iat: Math.floor(Date.now() / 1000) - 360 })),
      401,
      'stale-envelope',
    ],
    ['that is no JWS', async () => post('{"messages":[]}'), 400, 'malformed-envelope'],
    ['with no message', async () => post(await guangzhou.seal([])), 400, 'malformed-envelope'],
    ['of nine mebibytes', async () => post('a'.repeat(9 * 1024 * 1024)), 413, 'envelope-too-large'],
    [
      'with a used jti and other messages',
      async () => (
        await guangzhou.post('/v1/messages', await guangzhou.seal([submission()], { jti: 'twice' })),
        post(await guangzhou.seal([submission()], { jti: 'twice' }))
      ),
      409,
      'envelope-conflict',
    ],
  ]
  for (const [what, send, status, slug] of refusals) {
    test(`${what} is refused as ${slug}, and nothing of it is recorded`, async () => {
      const before = await count()
      const answer = await send()
      expect(answer).toEqual({ status, slug })
      expect((await count()) - before).toBe(what.startsWith('with a used jti') ? 1 : 0)
    })
  }

  test('is no reason to lose its neighbours: one invalid message leaves the others recorded', async () => {
    const answer = await guangzhou.push(submission(), submission({ nature: 'grumble' }), submission())
    expect(answer.body.results.map((r) => r.status)).toEqual(['recorded', 'rejected', 'recorded'])
    expect(answer.body.results[1]?.problem?.errors[0]).toMatchObject({
      pointer: '/messages/1/data/nature',
      rule: 'enum',
      example: 'complaint',
    })
    const { body } = await guangzhou.get<{ rejections: { problem: { type: string } }[] }>('/v1/rejections')
    expect(body.rejections.at(-1)?.problem.type).toContain('invalid-message')
  })

  async function post(bytes: string): Promise<{ status: number; slug: string }> {
    const answer = await guangzhou.post('/v1/messages', bytes)
    return { status: answer.status, slug: slugOf(answer) }
  }

  function spoiled(bytes: string): string {
    const at = bytes.lastIndexOf('.') + 5
    return `${bytes.slice(0, at)}${bytes[at] === 'A' ? 'B' : 'A'}${bytes.slice(at + 1)}`
  }

  async function count(): Promise<number> {
    const row = await province.db
      .selectFrom('envelope')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    return Number(row.n)
  }
})

test('after all of it the log has no gap', async () => {
  expect(await isGapFree(province.db)).toBe(true)
})
