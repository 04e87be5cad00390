import { describe, expect, test } from 'vitest'
import { generateSigningKey, openAccessToken, sealAccessToken } from '../src/index.ts'
import type { KeyRecord } from '../src/index.ts'
import { sealCompact } from '../src/seal.ts'

const hubId = '440000-hub'
const now = new Date('2026-11-22T02:00:00.500Z')
const iat = Math.floor(now.getTime() / 1000)
const key = generateSigningKey()
const header = { alg: 'EdDSA', kid: key.kid, typ: 'inquiry-access+jwt' }
const claims = { iss: '440100', aud: hubId, iat, exp: iat + 300, jti: 'a-1' }
const known: KeyRecord = { kid: key.kid, nodeId: '440100', alg: 'EdDSA', publicKey: key.publicKey }

const open = (token: string, record: Partial<KeyRecord> = {}) =>
  openAccessToken(token, { hubId, now, findKey: (kid) => (kid === key.kid ? { ...known, ...record } : undefined) })
const sealed = (more: object) => sealCompact(header, { ...claims, ...more }, key.signer)
const forged = (more: object) => sealCompact({ ...header, ...more }, claims, key.signer)

describe('an access token', () => {
  test('opens as often as it is shown, until it expires', async () => {
    const token = await sealAccessToken(claims, key.signer)
    const access = { nodeId: '440100', kid: key.kid, jti: 'a-1', exp: iat + 300 }
    expect(await open(token)).toEqual({ ok: true, access })
    expect(await open(token)).toEqual({ ok: true, access })
  })

  test.each([
    ['one second to live', { exp: iat + 1, iat: iat - 299 }],
    ['60 s ahead', { iat: iat + 60, exp: iat + 360 }],
    ['a claim that nobody asked for', { sub: '440100' }],
  ])('may have %s', async (_, more) => {
    expect(await open(await sealed(more))).toMatchObject({ ok: true })
  })

  const refusals: [string, () => Promise<string> | string, string][] = [
    ['nothing', () => '', 'unauthenticated'],
    ['a word', () => 'token', 'unauthenticated'],
    ['an envelope', () => forged({ typ: 'inquiry-envelope+jwt' }), 'unauthenticated'],
    ['a JWT', () => forged({ typ: 'JWT' }), 'unauthenticated'],
    ['no type', () => forged({ typ: undefined }), 'unauthenticated'],
    ['a member more in the header', () => forged({ cty: 'x' }), 'unauthenticated'],
    ['another algorithm', () => forged({ alg: 'ES256' }), 'unauthenticated'],
    ['a trailing newline', async () => `${await sealed({})}\n`, 'unauthenticated'],
    ['expired this second', () => sealed({ exp: iat, iat: iat - 10 }), 'unauthenticated'],
    ['long expired', () => sealed({ exp: iat - 3600, iat: iat - 3700 }), 'unauthenticated'],
    ['living 301 s', () => sealed({ exp: iat + 301 }), 'unauthenticated'],
    ['61 s ahead', () => sealed({ iat: iat + 61, exp: iat + 100 }), 'unauthenticated'],
    ['no jti', () => sealed({ jti: undefined }), 'unauthenticated'],
    ['no exp', () => sealed({ exp: undefined }), 'unauthenticated'],
    ['exp as text', () => sealed({ exp: String(iat + 1) }), 'unauthenticated'],
    ['exp with a fraction', () => sealed({ exp: iat + 1.5 }), 'unauthenticated'],
    ['the name of another node', () => sealed({ iss: '440300' }), 'unknown-key'],
    ['another hub', () => sealed({ aud: '450000-hub' }), 'wrong-audience'],
    ['another hub, and expired', () => sealed({ aud: '450000-hub', exp: iat - 1 }), 'wrong-audience'],
    ['another signature', () => sealCompact(header, claims, generateSigningKey().signer), 'invalid-signature'],
    ['a key that nobody registered', () => forged({ kid: 'A'.repeat(43) }), 'unknown-key'],
  ]
  test.each(refusals)('is refused: %s', async (_, make, slug) => {
    expect(await open(await make())).toMatchObject({ ok: false, refusal: { slug } })
  })

  test('is refused once its key is revoked', async () => {
    const opened = await open(await sealed({}), { revokedAt: now })
    expect(opened).toMatchObject({ ok: false, refusal: { slug: 'key-revoked' } })
    expect(opened).not.toHaveProperty('access')
  })

  test('of a suspended node is refused with who it is, for the one thing it may still ask', async () => {
    expect(await open(await sealed({}), { suspended: { reason: '演练' } })).toMatchObject({
      ok: false,
      refusal: { slug: 'node-suspended', members: { reason: '演练' } },
      access: { nodeId: '440100' },
    })
  })
})
