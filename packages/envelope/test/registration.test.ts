import type { EnrolmentClaims } from '@inquiry/schema'
import { describe, expect, test } from 'vitest'
import {
  generateEncryptionKey,
  generateSigningKey,
  openEnrolment,
  openKeyAddition,
  sealEnrolment,
  sealKeyAddition,
} from '../src/index.ts'
import type { KeyRecord, PublicJwk, Signer, SigningKey } from '../src/index.ts'
import { sealCompact } from '../src/seal.ts'

const hubId = '440000-hub'
const now = new Date('2026-11-22T02:00:00.500Z')
const iat = Math.floor(now.getTime() / 1000)
const key = generateSigningKey()
const es256 = generateSigningKey('ES256')
const claims: EnrolmentClaims = { iss: '440100', aud: hubId, iat, jti: 'n-1', code: 'XXXX' }
const enrolmentHeader = { alg: 'EdDSA', typ: 'inquiry-enrolment+jwt', jwk: bare(key.jwk) }

function bare(jwk: PublicJwk): object {
  return Object.fromEntries(Object.entries(jwk).filter(([name]) => ['kty', 'crv', 'x', 'y'].includes(name)))
}

const enrol = (compact: string) => openEnrolment(Buffer.from(compact), { hubId, now })

describe('an enrolment', () => {
  test.each([
    ['Ed25519', key],
    ['P-256', es256],
  ])('proves possession of a key on %s', async (_, { kid, alg, signer, jwk }) => {
    const encryptionKey = generateEncryptionKey().jwk
    const more = { encryptionKey, contact: '值班室 020-0000', webhook: 'https://gz.example/inbox' }
    const opened = await enrol(await sealEnrolment({ ...claims, ...more }, signer, jwk))
    expect(opened).toMatchObject({
      ok: true,
      enrolment: {
        nodeId: '440100',
        key: { kid, alg },
        code: 'XXXX',
        encryptionKey: { kid: encryptionKey.kid },
        webhook: { url: 'https://gz.example/inbox' },
      },
    })
  })

  const refusals: [string, () => Promise<string>, string, string?][] = [
    ['signed by another key', () => sealEnrolment(claims, generateSigningKey().signer, key.jwk), 'invalid-signature'],
    ['to another hub', () => sealEnrolment({ ...claims, aud: '450000-hub' }, key.signer, key.jwk), 'wrong-audience'],
    ['301 s old', () => sealEnrolment({ ...claims, iat: iat - 301 }, key.signer, key.jwk), 'stale-envelope'],
    ['61 s ahead', () => sealEnrolment({ ...claims, iat: iat + 61 }, key.signer, key.jwk), 'stale-envelope'],
    ['with a kid', () => forged({ kid: key.kid }), 'malformed-envelope', '/header/kid'],
    ['without a key', () => forged({ jwk: undefined }), 'malformed-envelope', '/header/jwk'],
    ['with the key as text', () => forged({ jwk: 'x' }), 'malformed-envelope', '/header/jwk'],
    [
      'with a key to encrypt',
      () => forged({ jwk: { ...bare(key.jwk), use: 'enc' } }),
      'malformed-envelope',
      '/header/jwk',
    ],
    ['of a type of its own', () => forged({ typ: 'enrol+jws' }), 'malformed-envelope', '/header/typ'],
    ['of the envelope’s type', () => forged({ typ: 'inquiry-envelope+jwt' }), 'malformed-envelope', '/header/typ'],
    ['with an algorithm not the key’s', () => forged({ alg: 'ES256' }), 'malformed-envelope', '/header/alg'],
    [
      'with a small-order key',
      () => forged({ jwk: { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) } }),
      'malformed-envelope',
      '/header/jwk',
    ],
    [
      'with an encryption key off the curve',
      () => sealed({ encryptionKey: { ...bare(es256.jwk), y: key.jwk.x } }),
      'malformed-envelope',
      '/encryptionKey',
    ],
    ['without a code', () => sealed({ code: undefined }), 'malformed-envelope', '/code'],
    ['with a code of 201 characters', () => sealed({ code: 'x'.repeat(201) }), 'malformed-envelope', '/code'],
    ['with a contact that is no text', () => sealed({ contact: 1 }), 'malformed-envelope', '/contact'],
    [
      'with an encryption key to sign',
      () => sealed({ encryptionKey: key.jwk }),
      'malformed-envelope',
      '/encryptionKey',
    ],
    [
      'with a private encryption key',
      () => sealed({ encryptionKey: { ...es256.jwk, d: 'x' } }),
      'malformed-envelope',
      '/encryptionKey',
    ],
    ['with a webhook that is no address', () => sealed({ webhook: 'x' }), 'malformed-envelope', '/webhook'],
    ['with a claim of its own', () => sealed({ role: 'admin' }), 'malformed-envelope', '/role'],
  ]
  test.each(refusals)('is refused: %s', async (_, make, slug, pointer) => {
    const opened = await enrol(await make())
    expect(opened).toMatchObject({ ok: false, refusal: { slug } })
    expect(opened.ok || opened.refusal.errors[0]?.pointer).toBe(pointer)
    expect(opened.ok || opened.exposedCode).toBeUndefined()
  })

  test('that is stale is at hand, since it may have been recorded before', async () => {
    const opened = await enrol(await sealEnrolment({ ...claims, iat: iat - 301 }, key.signer, key.jwk))
    expect(opened).toMatchObject({ ok: false, enrolment: { code: 'XXXX', key: { kid: key.kid } } })
  })

  test('with a private key is refused, and says which code is void, if its signature holds', async () => {
    const jwk = { ...bare(key.jwk), d: key.privateKey.export({ format: 'jwk' }).d }
    expect(await enrol(await forged({ jwk }))).toMatchObject({
      ok: false,
      refusal: { slug: 'malformed-envelope', errors: [{ pointer: '/header/jwk/d', rule: 'private-key' }] },
      exposedCode: 'XXXX',
    })
    const stranger = generateSigningKey()
    const opened = await enrol(await sealCompact({ ...enrolmentHeader, jwk }, claims, stranger.signer))
    expect(opened).toMatchObject({ ok: false, refusal: { slug: 'malformed-envelope' } })
    expect(opened.ok || opened.exposedCode).toBeUndefined()
  })

  function forged(header: object): Promise<string> {
    return sealCompact({ ...enrolmentHeader, ...header }, claims, key.signer)
  }

  function sealed(more: object): Promise<string> {
    return sealCompact(enrolmentHeader, { ...claims, ...more }, key.signer)
  }
})

describe('the addition of a key', () => {
  const added = generateSigningKey('ES256')
  const issued = { iss: '440100', aud: hubId, iat, jti: 'k-1' }
  const record = (more: Partial<KeyRecord> = {}): KeyRecord => ({
    kid: key.kid,
    nodeId: '440100',
    alg: 'EdDSA',
    publicKey: key.publicKey,
    ...more,
  })
  const add = (compact: string, known = record()) =>
    openKeyAddition(Buffer.from(compact), { hubId, now, findKey: (kid) => (kid === known.kid ? known : undefined) })
  const addition = (more: object = {}, proof: Proof = {}) => forgedAddition(issued, key, added, more, proof)

  test('is vouched for by a current key and proven by the new one', async () => {
    const notAfter = '2027-11-22T00:00:00+08:00'
    const opened = await add(await sealKeyAddition({ ...issued, notAfter }, key.signer, added.signer, added.jwk))
    expect(opened).toMatchObject({
      ok: true,
      addition: {
        nodeId: '440100',
        signedBy: key.kid,
        key: { kid: added.kid, alg: 'ES256' },
        notAfter: new Date(notAfter),
      },
    })
  })

  const refusals: [string, () => Promise<string>, string, string?][] = [
    ['its proof signed by the current key', () => addition({}, { signer: key.signer }), 'invalid-signature'],
    [
      'its proof under another name',
      () => addition({}, { claims: { jti: 'k-2' } }),
      'malformed-envelope',
      '/proof/jti',
    ],
    [
      'its proof of another node',
      () => addition({}, { claims: { iss: '440300' } }),
      'malformed-envelope',
      '/proof/iss',
    ],
    ['its proof to another hub', () => addition({}, { claims: { aud: 'x' } }), 'malformed-envelope', '/proof/aud'],
    ['its proof old', () => addition({}, { claims: { iat: iat - 301 } }), 'stale-envelope'],
    [
      'its proof of another type',
      () => addition({}, { header: { typ: 'inquiry-key+jwt' } }),
      'malformed-envelope',
      '/proof/header/typ',
    ],
    [
      'its proof with another algorithm',
      () => addition({}, { header: { alg: 'EdDSA' } }),
      'malformed-envelope',
      '/proof/header/alg',
    ],
    [
      'its proof with a private key',
      () => addition({}, { header: { jwk: { ...bare(added.jwk), d: 'x' } } }),
      'malformed-envelope',
      '/proof/header/jwk',
    ],
    ['a proof that is none', () => addition({ proof: 'x.y' }), 'malformed-envelope', '/proof'],
    ['no proof', () => addition({ proof: undefined }), 'malformed-envelope', '/proof'],
    ['old', () => addition({ iat: iat - 301 }, { claims: { iat } }), 'stale-envelope'],
    ['of another node', () => addition({ iss: '440300' }, { claims: { iss: '440300' } }), 'unknown-key'],
    ['to another hub', () => addition({ aud: 'x' }, { claims: { aud: 'x' } }), 'wrong-audience'],
    ['to end at once', () => addition({ notAfter: '2026-11-22T10:00:00+08:00' }), 'malformed-envelope', '/notAfter'],
    ['to end on no day', () => addition({ notAfter: '2027-02-30T10:00:00+08:00' }), 'malformed-envelope', '/notAfter'],
  ]
  test.each(refusals)('is refused: %s', async (_, make, slug, pointer) => {
    const opened = await add(await make())
    expect(opened).toMatchObject({ ok: false, refusal: { slug } })
    expect(opened.ok || opened.refusal.errors[0]?.pointer).toBe(pointer)
  })

  test.each([
    ['a key that nobody registered', record({ kid: 'A'.repeat(43) }), 'unknown-key'],
    ['a revoked key', record({ revokedAt: now }), 'key-revoked'],
    ['a suspended node', record({ suspended: { reason: '演练' } }), 'node-suspended'],
  ])('is refused to %s', async (_, known, slug) => {
    expect(await add(await addition(), known)).toMatchObject({ ok: false, refusal: { slug } })
  })
})

type Proof = { header?: object; claims?: object; signer?: Signer }

async function forgedAddition(
  issued: object,
  current: SigningKey,
  added: SigningKey,
  more: object,
  { header = {}, claims: proofClaims = {}, signer = added.signer }: Proof,
): Promise<string> {
  const proofHeader = { alg: added.alg, typ: 'inquiry-key-proof+jwt', jwk: bare(added.jwk), ...header }
  const proof = await sealCompact(proofHeader, { ...issued, ...proofClaims }, signer)
  const outer = { alg: current.alg, kid: current.kid, typ: 'inquiry-key+jwt' }
  return sealCompact(outer, { ...issued, proof, ...more }, current.signer)
}
