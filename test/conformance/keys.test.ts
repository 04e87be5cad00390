import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { generateSigningKey, sealAccessToken, sealEnvelope, sealKeyAddition, type SigningKey } from '@inquiry/envelope'
import type { Keys } from '@inquiry/schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { request, slugOf } from '../province/answer.ts'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province

beforeAll(async () => {
  province = await startProvince()
})
afterAll(() => province.stop())

const seconds = (): number => Math.floor(Date.now() / 1000)

async function addKey(node: Node, added: SigningKey, rest: { notAfter?: string; by?: SigningKey } = {}) {
  const { by = node.key, ...claims } = rest
  const issued = { iss: node.nodeId, aud: node.hubId, iat: seconds(), jti: `k-${randomUUID()}` }
  return node.post('/v1/keys', await sealKeyAddition({ ...issued, ...claims }, by.signer, added.signer, added.jwk))
}

async function pushWith(node: Node, key: SigningKey) {
  node.sequence += 1
  const claims = { iss: node.nodeId, aud: node.hubId, iat: seconds(), jti: randomUUID(), sequence: node.sequence }
  const answer = await node.post(
    '/v1/messages',
    await sealEnvelope({ ...claims, messages: [submission()] }, key.signer),
  )
  if (answer.status !== 200) node.sequence -= 1
  return answer
}

async function remove(node: Node, kid: string, by: SigningKey = node.key) {
  const iat = seconds()
  const claims = { iss: node.nodeId, aud: node.hubId, iat, exp: iat + 60, jti: randomUUID() }
  const token = await sealAccessToken(claims, by.signer)
  return request(`${province.url}/v1/keys/${kid}`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } })
}

describe('a node that changes its key', () => {
  test('signs with the old and the new one until it removes the old one, which then fails at once', async () => {
    const node = await province.join('440100')
    const next = generateSigningKey('ES256')
    expect(await addKey(node, next)).toMatchObject({
      status: 201,
      body: { kid: next.kid, notBefore: expect.any(String) },
    })
    expect((await pushWith(node, node.key)).status).toBe(200)
    expect((await pushWith(node, next)).status).toBe(200)
    expect((await remove(node, node.key.kid, next)).status).toBe(204)
    const refused = await pushWith(node, node.key)
    expect([refused.status, slugOf(refused)]).toEqual([401, 'key-revoked'])
    expect((await pushWith(node, next)).status).toBe(200)
    expect(slugOf(await node.get('/v1/self'))).toBe('key-revoked')
  })

  test('cannot remove its last key, add another’s, or add one by a key that is gone', async () => {
    const node = await province.join('440200')
    const other = await province.join('440300')
    expect(slugOf(await remove(node, node.key.kid))).toBe('last-key')
    expect(slugOf(await remove(node, other.key.kid))).toBe('not-found')
    expect(slugOf(await addKey(node, other.key))).toBe('key-in-use')
    const second = generateSigningKey()
    await addKey(node, second)
    await remove(node, second.kid)
    expect(slugOf(await addKey(node, second))).toBe('key-in-use')
    expect(slugOf(await addKey(node, generateSigningKey(), { by: second }))).toBe('key-revoked')
  })

  test('may have ten that are active, and no more', async () => {
    const node = await province.join('440400')
    for (let count = 1; count < 10; count += 1) expect((await addKey(node, generateSigningKey())).status).toBe(201)
    const eleventh = await addKey(node, generateSigningKey())
    expect([eleventh.status, slugOf(eleventh), eleventh.headers.get('retry-after')]).toEqual([
      429,
      'too-many-requests',
      '60',
    ])
    expect((await node.get<Keys>('/v1/keys')).body.keys.filter(({ status }) => status === 'active')).toHaveLength(10)
  })
})

describe('a key that is no longer to be trusted', () => {
  test('is revoked by an administrator with a reason; what it signed for since is in doubt, and who acts on it is told', async () => {
    const origin = await province.join('440500')
    const handler = await province.join('440600')
    const early = await origin.say(submission({ division: '440604' }))
    const invalidSince = new Date().toISOString()
    const late = await origin.say(submission({ division: '440604' }))
    await handler.receive('case.assigned', String(late.caseId))
    const { kid } = origin.key
    const answer = await province.coordinator.ask('DELETE', `/v1/keys/${kid}`, { reason: '私钥外泄', invalidSince })
    expect(answer.status).toBe(204)
    expect(slugOf(await pushWith(origin, origin.key))).toBe('key-revoked')
    const { body } = await province.coordinator.ask<{ events: { position: number; caseId: string }[] }>(
      'GET',
      `/v1/keys/${kid}/disputed-events`,
    )
    expect(body.events).toEqual([{ position: late.position, caseId: late.caseId, type: 'case.submitted' }])
    expect(body.events.map(({ caseId }) => caseId)).not.toContain(early.caseId)
    const told = await handler.receive('node.key-revoked', '440500')
    expect(told.data).toEqual({ node: '440500', kid })
    expect(told.private).toMatchObject({ reason: '私钥外泄' })
  })

  test('cannot be revoked by another node, nor be asked about by one', async () => {
    const node = await province.join('440700')
    const stranger = await province.join('440800')
    expect(slugOf(await remove(stranger, node.key.kid))).toBe('not-found')
    expect(slugOf(await stranger.get(`/v1/keys/${node.key.kid}/disputed-events`))).toBe('forbidden')
  })
})

describe('a key that ends', () => {
  test('is announced to its node 60, 30, 7 and 1 days before, once each, and then fails', async () => {
    const node = await province.join('440900')
    const ending = generateSigningKey()
    const day = 24 * 3600
    let ahead = 0
    const endsAt = Date.now() + 61 * day * 1000
    await addKey(node, ending, { notAfter: new Date(endsAt).toISOString() })
    const warned = async () =>
      (await node.inbox())
        .filter(({ type }) => type === 'inquiry.node.key-expiring.v1')
        .map(({ data }) => (data as { days: number }).days)
    expect(await warned()).toEqual([])
    for (const days of [60, 30, 7, 1]) {
      ahead = (61 - days) * day + 60
      await province.coordinator.runAhead(ahead)
      await node.receive('node.key-expiring', '440900')
      await expect.poll(warned, { timeout: 5_000 }).toContain(days)
    }
    expect(await warned()).toEqual([60, 30, 7, 1])
    expect((await pushWith(node, ending)).status).toBe(200)
    await province.coordinator.runAhead(61 * day + 60)
    expect(slugOf(await pushWith(node, ending))).toBe('key-revoked')
    expect(await warned()).toEqual([60, 30, 7, 1])
  })
})

describe('a suspended node', () => {
  test('is refused with the reason until it is resumed, and may ask for itself meanwhile', async () => {
    const node = await province.join('441200')
    await province.coordinator.ok('POST', '/v1/nodes/441200/suspension', { reason: '整改' })
    expect(await pushWith(node, node.key)).toMatchObject({ status: 403, body: { reason: '整改' } })
    expect(slugOf(await node.get('/v1/inbox'))).toBe('node-suspended')
    expect(await node.get('/v1/self')).toMatchObject({ status: 200, body: { status: 'suspended' } })
    await province.coordinator.ok('DELETE', '/v1/nodes/441200/suspension')
    expect((await pushWith(node, node.key)).status).toBe(200)
  })
})

describe('the hub’s own keys', () => {
  const jwks = async (): Promise<string[]> =>
    (await request<{ keys: { kid: string }[] }>(`${province.url}/.well-known/jwks.json`)).body.keys.map(
      ({ kid }) => kid,
    )
  const kidOf = (jws: string): string =>
    (JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid

  test('are changed while it runs: receipts bear the new key, and the old one stays published', async () => {
    const node = await province.join('441300')
    const before = kidOf((await node.push(submission())).body.receipt)
    await province.coordinator.ok('POST', '/v1/hub-keys/receipt/rotation')
    const after = kidOf((await node.push(submission())).body.receipt)
    expect(after).not.toBe(before)
    expect(await jwks()).toEqual(expect.arrayContaining([before, after]))
    const [event] = await province.db
      .selectFrom('event')
      .select(['leaf', 'private'])
      .where('type', '=', 'hub.key-rotated')
      .execute()
    expect(JSON.parse(event?.leaf ?? '{}')).toMatchObject({
      type: 'inquiry.hub.key-rotated.v1',
      subject: '440000-hub',
      division: '440000',
      data: { purpose: 'receipt', kid: after, replaces: before },
    })
    expect(event?.private).toEqual({ by: 'administrator' })
  })

  test('are changed for personal data too: what was sealed to the old one can still be opened', async () => {
    const { sealReporter } = await import('@inquiry/envelope')
    const node = await province.join('441400')
    const discovered = async () =>
      (await request<{ encryptionKey: { kid: string } }>(`${province.url}/.well-known/inquiry-hub`)).body.encryptionKey
    const old = await discovered()
    await province.coordinator.ok('POST', '/v1/hub-keys/encryption/rotation')
    expect((await discovered()).kid).not.toBe(old.kid)
    const sealed = await sealReporter({ name: '张三', phone: '13800000000' }, { kid: old.kid, jwk: old } as never)
    expect(await node.say(submission({ reporter: { kind: 'person', sealed } }))).toMatchObject({ status: 'recorded' })
  })

  test('are listed and changed from the command line', async () => {
    const run = async (...args: string[]): Promise<string> => {
      const main = join(import.meta.dirname, '../../services/hub/src/main.ts')
      const env = { ...process.env, HUB_ADMIN_TOKEN: province.hub.secrets.adminToken }
      const { stdout } = await promisify(execFile)(process.execPath, [main, ...args, '--hub', province.url], { env })
      return stdout
    }
    const before = (await run('keys', 'list')).match(/receipt/g)?.length ?? 0
    expect((await run('keys', 'rotate', 'receipt')).match(/receipt/g)?.length).toBe(before + 1)
    await expect(run('keys', 'rotate', 'session')).rejects.toThrow('Allowed choices are receipt, log, encryption')
    expect(await run('retention', 'show')).toContain('个人信息保护法第十九条')
  })

  test('are changed by administrators only', async () => {
    const node = await province.join('441500')
    const answer = await request(`${province.url}/v1/hub-keys/receipt/rotation`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await node.token()}` },
    })
    expect([answer.status, slugOf(answer)]).toEqual([403, 'forbidden'])
  })

  test('are changed for the log: its checkpoint bears both keys for a while', async () => {
    const lines = async (): Promise<number> =>
      (await request(`${province.url}/v1/log/checkpoint`)).text.split('\n\n')[1]?.trim().split('\n').length ?? 0
    expect(await lines()).toBe(1)
    await province.coordinator.ok('POST', '/v1/hub-keys/log/rotation')
    await expect.poll(lines, { timeout: 5_000 }).toBe(2)
  })
})

describe('an enrolment code', () => {
  test('is good for its seven days, also where the clock was once far ahead and the log still is', async () => {
    const { last_at } = await province.db.selectFrom('log_head').select('last_at').executeTakeFirstOrThrow()
    const ahead = new Date(last_at.getTime() + 20 * 86_400_000)
    await province.db.updateTable('log_head').set({ last_at: ahead }).execute()
    const node = await province.join('441600')
    expect((await node.get('/v1/self')).status).toBe(200)
  })
})
