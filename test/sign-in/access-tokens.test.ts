import { createHmac, createPublicKey } from 'node:crypto'
import type { AccessRecord } from '@inquiry/access'
import { SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { request } from '../province/answer.ts'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { type Province, startProvince } from '../province/province.ts'
import { audience, type IdentityProvider, newKey, startProvider } from './provider.ts'

const everything = { roles: ['coordinator', 'auditor', 'admin'] }

let provider: IdentityProvider
let province: Province
let guangzhou: Node

beforeAll(async () => {
  provider = await startProvider({}, { hubOrigin: 'http://127.0.0.1:1' })
  const exp = Math.floor(Date.now() / 1000) + 3600
  const token = await provider.token({ ...everything, exp })
  province = await startProvince({
    environment: { HUB_OIDC_ISSUER: provider.issuer, HUB_TEST_MODE: '', HUB_ADMIN_TOKEN: 'the-former-administrator' },
    token,
  })
  guangzhou = await province.join('440100')
  await guangzhou.say(submission({ division: '440106' }))
})
afterAll(async () => {
  await province.stop()
  await provider.stop()
})

const ask = (token: string, path = '/v1/cases') =>
  request(`${province.url}${path}`, { headers: { authorization: `Bearer ${token}`, 'accept-language': 'en' } })
const seconds = () => Math.floor(Date.now() / 1000)
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('an access token of the identity provider', () => {
  test('opens the hub for whoever has a role, as far as the role goes', async () => {
    expect((await ask(await provider.token({ roles: ['coordinator'] }))).status).toBe(200)
    expect((await ask(await provider.token({ roles: 'auditor other' }), '/v1/access-records')).status).toBe(200)
    const refused = await ask(await provider.token({ roles: ['coordinator'] }), '/v1/access-records')
    expect([refused.status, refused.body['detail']]).toEqual([403, 'This needs the role auditor or admin.'])
  })

  test.each([
    ['GET', '/v1/nodes', 'coordinator', 200],
    ['GET', '/v1/nodes', 'auditor', 200],
    ['POST', '/v1/nodes', 'coordinator', 403],
    ['POST', '/v1/nodes/440100/enrolments', 'auditor', 403],
    ['DELETE', '/v1/nodes/440100/suspension', 'coordinator', 403],
    ['GET', '/v1/hub-keys', 'auditor', 200],
    ['POST', '/v1/hub-keys/receipt/rotation', 'auditor', 403],
    ['GET', '/v1/sessions', 'auditor', 403],
    ['GET', '/v1/sessions', 'admin', 200],
    ['GET', '/v1/retention', 'auditor', 200],
    ['POST', '/v1/retention/runs', 'auditor', 403],
    ['GET', '/v1/routes', 'auditor', 200],
    ['PUT', '/v1/routes', 'auditor', 403],
    ['GET', '/v1/decision-rules', 'auditor', 200],
    ['PUT', '/v1/decision-rules', 'coordinator', 403],
    ['GET', '/v1/deliveries', 'coordinator', 200],
    ['POST', '/v1/deliveries/redrive', 'coordinator', 403],
    ['GET', '/v1/stats/cases', 'auditor', 200],
  ])('lets whoever %ss %s as %s: %i', async (method, path, role, status) => {
    const authorization = `Bearer ${await provider.token({ roles: [role] })}`
    expect((await request(`${province.url}${path}`, { method, headers: { authorization } })).status).toBe(status)
  })

  test('limits whom its claim limits to divisions', async () => {
    const own = await ask(await provider.token({ divisions: ['440100'] }), '/v1/cases')
    const foreign = await ask(await provider.token({ divisions: '440600' }), '/v1/cases')
    expect([own.body['cases'], foreign.body['cases']]).toEqual([expect.objectContaining({ length: 1 }), []])
  })

  test('stands in the record of who was given personal data by its issuer and subject', async () => {
    await ask(await provider.token({ sub: 'u-1024' }), '/v1/cases')
    const { records } = await province.coordinator.ok<{ records: AccessRecord[] }>(
      'GET',
      '/v1/access-records?limit=1000',
    )
    expect(records.map(({ asker }) => asker)).toContain(`coordinator:${provider.issuer}#u-1024`)
  })

  test('says who bears it', async () => {
    const { body } = await ask(
      await provider.token({ sub: 'u-7', name: '李协调', divisions: ['440100'] }),
      '/v1/session',
    )
    const person = { subject: `${provider.issuer}#u-7`, name: '李协调', roles: ['coordinator'], divisions: ['440100'] }
    expect(body['person']).toEqual({ ...person, expiresAt: null })
  })
})

/** Whatever is not right, what it is answered, and what the answer says to do. */
const attacks: [string, () => Promise<string>, number, string, RegExp][] = [
  [
    'another issuer, by the right key',
    () => provider.token({ iss: 'https://other.example' }),
    401,
    'unauthenticated',
    /iss/,
  ],
  ['another audience', () => provider.token({ aud: 'some-app' }), 401, 'wrong-audience', /must name 440000-hub/],
  ['no audience', () => provider.token({ aud: undefined as never }), 401, 'wrong-audience', /must name 440000-hub/],
  ['no subject', () => provider.token({ sub: undefined as never }), 401, 'unauthenticated', /sub/],
  ['no end', () => provider.token({ exp: undefined as never }), 401, 'unauthenticated', /exp/],
  ['an end one second ago', () => provider.token({ exp: seconds() - 1 }), 401, 'unauthenticated', /get a new one/],
  ['a beginning two minutes ahead', () => provider.token({ iat: seconds() + 120 }), 401, 'unauthenticated', /clock/],
  ['a time before which it holds not', () => provider.token({ nbf: seconds() + 120 }), 401, 'unauthenticated', /nbf/],
  [
    'a key that the provider never had',
    async () => provider.token({}, { key: await newKey('k9') }),
    401,
    'unknown-key',
    /get a new one there/,
  ],
  [
    'a foreign key under the provider’s kid',
    async () => provider.token({}, { key: await newKey('k1') }),
    401,
    'invalid-signature',
    /get a new one/,
  ],
  [
    'the type of an ID token of another kind',
    () => provider.token({}, { header: { typ: 'logout+jwt' } }),
    401,
    'unauthenticated',
    /access token/,
  ],
  ['alg none', () => Promise.resolve(new UnsecuredJWT(claims()).encode()), 401, 'unauthenticated', /algorithm|JWT/],
  ['HS256 by the public key as JWK', () => hmac(JSON.stringify(provider.key.jwk)), 401, 'unauthenticated', /algorithm/],
  ['HS256 by the public key as PEM', () => hmac(pem()), 401, 'unauthenticated', /algorithm/],
  ['HS256 by the public key as DER', () => hmac(der()), 401, 'unauthenticated', /algorithm/],
  ['a key of its own in its header', embedded, 401, 'unknown-key', /get a new one there/],
  ['no role', () => provider.token({ roles: ['editor'] }), 403, 'forbidden', /claim roles of .* names none/],
  ['no claim of roles', () => provider.token({ roles: undefined }), 403, 'forbidden', /claim roles of/],
  ['a role that is nearly one', () => provider.token({ roles: ['Admin', 'admin '] }), 403, 'forbidden', /claim roles/],
  ['an empty list of divisions', () => provider.token({ divisions: [] }), 403, 'forbidden', /claim divisions of/],
  ['the division of everywhere', () => provider.token({ divisions: ['000000'] }), 403, 'forbidden', /divisions/],
  ['a division that is none', () => provider.token({ divisions: ['%'] }), 403, 'forbidden', /divisions/],
  ['divisions that are null', () => provider.token({ divisions: null }), 403, 'forbidden', /divisions/],
  [
    'the administrator’s token of before',
    () => Promise.resolve('the-former-administrator'),
    401,
    'unauthenticated',
    /HUB_ADMIN_TOKEN opens nothing/,
  ],
  ['three parts of nonsense', () => Promise.resolve('a.b.c'), 401, 'unauthenticated', /JWT/],
]

const claims = () => ({ iss: provider.issuer, aud: audience, sub: 'li', exp: seconds() + 300, ...everything })
const pem = () =>
  createPublicKey({ key: provider.key.jwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
const der = () =>
  createPublicKey({ key: provider.key.jwk as never, format: 'jwk' }).export({ type: 'spki', format: 'der' })
async function hmac(secret: string | Buffer): Promise<string> {
  const input = `${part({ alg: 'HS256', kid: 'k1', typ: 'at+jwt' })}.${part(claims())}`
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
}
async function embedded(): Promise<string> {
  const { jwk, privateKey } = await newKey('mine')
  return new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', kid: 'mine', jwk }).sign(privateKey)
}

describe('a token that is not right', () => {
  test.each(attacks)('by %s is refused, and told what to do', async (_, make, status, slug, advice) => {
    const { status: answered, body } = await ask(await make())
    expect([answered, String(body['type']).split('/').at(-1)]).toEqual([status, slug])
    expect(String(body['detail'])).toMatch(advice)
  })

  test('names the claim that is missing', async () => {
    expect((await ask(await provider.token({ roles: [] }))).body['claim']).toBe('roles')
  })

  test('by an unknown kid has the keys read anew a few times, not each time', async () => {
    const stranger = await provider.token({}, { key: await newKey('k77') })
    const before = provider.asked.get('/jwks') ?? 0
    const answers = await Promise.all(Array.from({ length: 200 }, () => ask(stranger)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]))
    expect((provider.asked.get('/jwks') ?? 0) - before).toBeLessThanOrEqual(1)
  })
})

describe('a provider that changes its keys', () => {
  test('is followed at once, by whoever bears a token of the new one', async () => {
    await provider.rotate(await newKey('k2'))
    const token = await provider.token()
    await expect.poll(async () => (await ask(token)).status, { timeout: 15_000 }).toBe(200)
  })
})

describe('a provider that is away', () => {
  test('keeps coordinators out with the reason, and nodes not at all', async () => {
    const fresh = await startProvider({}, { hubOrigin: 'http://127.0.0.1:1' })
    const token = await fresh.token(everything)
    await fresh.stop()
    const other = await startProvince({ environment: { HUB_OIDC_ISSUER: fresh.issuer, HUB_TEST_MODE: '' }, token })
    try {
      const refused = await other.coordinator.ask('GET', '/v1/nodes', undefined, { 'accept-language': 'en' })
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
      expect(refused.body['detail']).toMatch(/does not answer .*ECONNREFUSED.*Nodes are not affected/)
      expect((await request(`${other.url}/readyz`)).status).toBe(200)
      await fresh.start()
      await expect
        .poll(async () => (await other.coordinator.ask('GET', '/v1/nodes')).status, { timeout: 15_000 })
        .toBe(200)
      const foshan = await other.join('440600')
      await fresh.stop()
      expect((await foshan.say(submission({ division: '440604' }))).status).toBe('recorded')
      expect((await other.coordinator.ask('GET', '/v1/nodes')).status).toBe(200)
    } finally {
      await other.stop()
    }
  })
})

describe('a hub with an identity provider', () => {
  test('names it where discovery is, and takes nodes’ tokens as ever', async () => {
    const { body } = await request(`${province.url}/.well-known/inquiry-hub`)
    const claimNames = { rolesClaim: 'roles', divisionsClaim: 'divisions' }
    expect(body['signIn']).toEqual({ issuer: provider.issuer, session: '/v1/session', audience, ...claimNames })
    expect((await guangzhou.ask('GET', '/v1/self')).status).toBe(200)
  })
})
