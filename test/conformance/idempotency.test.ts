import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { submission } from '../province/filing.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let caseId: string
let count = 0

beforeAll(async () => {
  province = await startProvince()
  const guangzhou = await province.join('440100')
  caseId = String((await guangzhou.say(submission({ division: '440106' }))).caseId)
  await guangzhou.receive('case.assigned', caseId)
})
afterAll(() => province.stop())

const newKey = (): string => `key-${++count}`
const send = (key: string, method: string, path: string, body?: object) =>
  province.coordinator.ask(method, path, body, { 'idempotency-key': key })
const logSize = async (): Promise<number> =>
  Number((await province.db.selectFrom('log_head').select('size').executeTakeFirstOrThrow()).size)

describe('a coordinator’s command under an Idempotency-Key', () => {
  test('gets the same answer again, whatever it made or put', async () => {
    const rules = {
      effectiveFrom: '2026-01-01T00:00:00+08:00',
      rules: [{ id: 'r1', when: { division: '44' }, assign: '440100' }],
    }
    const commands: [string, string, object?][] = [
      ['POST', '/v1/nodes', { nodeId: '440300', name: '深圳', kind: 'city' }],
      ['POST', '/v1/nodes/440300/enrolments'],
      ['POST', '/v1/nodes/440300/suspension', { reason: '核查' }],
      ['DELETE', '/v1/nodes/440300/suspension', { reason: '核查完毕' }],
      ['PUT', '/v1/routes', rules],
      ['PUT', '/v1/calendars/2027', { year: 2027, version: '1', source: 's', holidays: [], workdays: [] }],
      ['POST', '/v1/hub-keys/encryption/rotation'],
      ['POST', '/v1/retention/runs'],
      ['POST', '/v1/deliveries/redrive', {}],
      ['POST', `/v1/cases/${caseId}/supervision`, { level: 'reminder', reason: '请抓紧' }],
    ]
    for (const [method, path, body] of commands) {
      const key = newKey()
      const first = await send(key, method, path, body)
      const size = await logSize()
      const again = await send(key, method, path, body)
      expect([path, first.status < 300, first.status]).toEqual([path, true, again.status])
      expect([path, again.text]).toEqual([path, first.text])
      expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'))
      expect([path, await logSize()]).toEqual([path, size])
    }
    const { versions } = await versionsOfRoutes()
    expect(versions).toBe(1)
    const { keys } = await province.coordinator.ok<{ keys: { purpose: string }[] }>('GET', '/v1/hub-keys')
    expect(keys.filter(({ purpose }) => purpose === 'encryption')).toHaveLength(2)
  })

  test('is refused for another command, body or path, and its refusals are answered again too', async () => {
    const key = newKey()
    const exists = { nodeId: '440100', name: '广州', kind: 'city' }
    const refused = await send(key, 'POST', '/v1/nodes', exists)
    expect([refused.status, (await send(key, 'POST', '/v1/nodes', exists)).text]).toEqual([409, refused.text])
    for (const [path, body] of [
      ['/v1/nodes', { ...exists, name: '别处' }],
      ['/v1/nodes/440100/enrolments', exists],
    ] as const)
      expect(await send(key, 'POST', path, body)).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/header/idempotency-key', rule: 'unique' }] },
      })
    expect(await send('two words', 'POST', '/v1/nodes', exists)).toMatchObject({ status: 400 })
  })

  test('is done once though it comes ten times at the same instant', async () => {
    const key = newKey()
    const ask = () => send(key, 'POST', '/v1/nodes', { nodeId: '440400', name: '珠海', kind: 'city' })
    const answers = await Promise.all(Array.from({ length: 10 }, ask))
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0)
    const waiting = answers.filter(({ status }) => status !== 201)
    expect(waiting.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual(
      waiting.map(() => [503, '1']),
    )
    const made = answers.filter(({ status }) => status === 201).map(({ text }) => text)
    expect(new Set([...made, (await ask()).text]).size).toBe(1)
  })

  test('is kept without its secrets in the clear, and for 24 hours', async () => {
    const key = newKey()
    const body = { nodeId: '440500', name: '汕头', kind: 'city' }
    const { enrolment } = (await send(key, 'POST', '/v1/nodes', body)).body as { enrolment: { code: string } }
    const kept = await province.db
      .selectFrom('coordinator_answer')
      .selectAll()
      .where('idempotency_key', '=', key)
      .execute()
    expect(kept).toHaveLength(1)
    expect(kept[0]?.wrapped_answer?.includes(enrolment.code)).toBe(false)
    await province.coordinator.runAhead(24 * 3600 - 60)
    expect((await send(key, 'POST', '/v1/nodes', body)).status).toBe(201)
    await province.coordinator.runAhead(24 * 3600 + 60)
    expect((await send(key, 'POST', '/v1/nodes', body)).status).toBe(409)
  })
})

async function versionsOfRoutes(): Promise<{ versions: number }> {
  const { history } = await province.coordinator.ok<{ history: object[] }>('GET', '/v1/routes')
  return { versions: history.length }
}
