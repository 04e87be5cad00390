import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { importVerificationKey, openEnvelope } from '../src/index.ts'
import { fromBase64url } from '../src/base64url.ts'
import { algorithmNamed, verifySignature } from '../src/signature.ts'

const folder = new URL('../../../../shared/data/vectors/wycheproof/', import.meta.url)
const present = existsSync(folder)
if (!present) console.warn('The Wycheproof vectors are not here: 578 of them are left out.')

type Vector = { tcId: number; comment: string; result: 'valid' | 'invalid' }
type Jwk = Record<string, unknown>
type EdGroup = { publicKeyJwk: Jwk; tests: (Vector & { msg: string; sig: string })[] }
type JwsGroup = { comment: string; public?: Jwk; private: Jwk; tests: (Vector & { jws: unknown })[] }
type JwkGroup = { comment: string; private?: { keys: Jwk[] }; public?: { keys: Jwk[] }; tests: Vector[] }

function groupsOf<T>(name: string): T[] {
  if (!present) return []
  return (JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { testGroups: T[] }).testGroups
}

/** The key as its owner would register it: without a name of the owner's own choice, which could not be a thumbprint. */
function unnamed(jwk: Jwk): Jwk {
  return Object.fromEntries(Object.entries(jwk).filter(([name]) => name !== 'kid'))
}

/** Whether the parts are canonical, the algorithm is the key's, no key comes along, and the signature holds. */
async function holds(jws: string, jwk: Jwk): Promise<boolean> {
  const key = importVerificationKey(unnamed(jwk))
  const parts = jws.split('.')
  const [header, payload, signature] = parts.map(fromBase64url)
  if (!key || parts.length !== 3 || !header?.length || !payload?.length || signature?.length !== 64) return false
  const { alg, jwk: embedded } = JSON.parse(header.toString()) as { alg: string; jwk?: unknown }
  if (algorithmNamed(alg) !== key.alg || embedded !== undefined) return false
  return verifySignature(key.alg, key.publicKey, Buffer.from(parts.slice(0, 2).join('.')), signature)
}

const jwsGroups = groupsOf<JwsGroup>('json_web_signature_test.json')
const edVectors = groupsOf<EdGroup>('ed25519_test.json').flatMap(({ publicKeyJwk, tests }) =>
  tests.map((vector) => ({ ...vector, publicKeyJwk })),
)
const p256Vectors = jwsGroups
  .filter((group) => group.public?.['crv'] === 'P-256')
  .flatMap((group) => group.tests.map((vector) => ({ ...vector, jwk: group.public ?? {} })))
const hmacVectors = jwsGroups
  .filter((group) => group.comment === 'base64')
  .flatMap((group) => group.tests.map((vector) => ({ ...vector, secret: String(group.private['k']) })))
const keySets = groupsOf<JwkGroup>('json_web_key_test.json')

describe.skipIf(!present)('the Wycheproof vectors', () => {
  test(`of Ed25519 (${edVectors.length}) each get the verdict due`, async () => {
    for (const { tcId, msg, sig, result, publicKeyJwk } of edVectors) {
      const key = importVerificationKey(unnamed(publicKeyJwk))
      const signature = Buffer.from(sig, 'hex')
      const verdict =
        key && signature.length === 64
          ? await verifySignature(key.alg, key.publicKey, Buffer.from(msg, 'hex'), signature)
          : false
      expect([tcId, verdict]).toEqual([tcId, result === 'valid'])
    }
    expect(edVectors.length).toBe(151)
  })

  test(`of JWS with P-256 (${p256Vectors.length}) each get the verdict due`, async () => {
    for (const { tcId, jws, result, jwk } of p256Vectors) {
      expect([tcId, await holds(String(jws), jwk)]).toEqual([tcId, result === 'valid'])
    }
    expect(p256Vectors.length).toBe(41)
  })

  test(`of odd base64 (${hmacVectors.length}) are read in their canonical spelling alone`, () => {
    const passing = hmacVectors.filter(({ jws, secret }) => {
      const parts = String(jws).split('.')
      const tag = createHmac('sha256', Buffer.from(secret, 'base64url')).update(parts.slice(0, 2).join('.')).digest()
      return parts.length === 3 && parts.every((part) => fromBase64url(part)) && parts[2] === tag.toString('base64url')
    })
    // 367 and 370 are called invalid, but are byte for byte 357, which is valid. 372 and 373 are called valid, but hold
    // a character outside the alphabet: RFC 4648 §3.3 has them refused.
    expect(passing.map(({ tcId }) => tcId)).toEqual([357, 358, 359, 367, 370, 376, 377])
  })

  test('of JWS, all of them, are no envelopes', async () => {
    const vectors = jwsGroups.flatMap(({ tests }) => tests)
    for (const { jws } of vectors) {
      const body = Buffer.from(typeof jws === 'string' ? jws : JSON.stringify(jws))
      const opened = await openEnvelope(body, { hubId: '440000-hub', now: new Date(), findKey: () => undefined })
      expect(opened).toMatchObject({ ok: false, refusal: { slug: 'malformed-envelope' } })
    }
    expect(vectors.length).toBe(401)
  })

  test(`of JWK sets (${keySets.length} of them) give no key but a P-256 one for signatures`, () => {
    const keys = keySets.flatMap((group) => [...(group.private?.keys ?? []), ...(group.public?.keys ?? [])])
    const taken = keys.filter((jwk) => importVerificationKey(unnamed(jwk)))
    expect(taken.map(({ kty, crv, use, alg }) => ({ kty, crv, use, alg }))).toEqual([
      { kty: 'EC', crv: 'P-256', use: 'sig', alg: 'ES256' },
    ])
    expect(keySets.flatMap(({ tests }) => tests).length).toBe(26)
  })
})
