import { type ProblemSlug, tokenTypes } from '../../src/index.ts'
import { envelope, type Parts, sha256, signingInputOf } from './compact.ts'
import { ed25519Key, p256Key, type TestKey } from './keys.ts'
import { hubId, keys, now } from './world.ts'

/** A body posted to `/v1/enrolments`. That the code is good is taken for granted: what is tried is the proof. */
export type EnrolmentVector = {
  name: string
  clause: string
  body: string
  expect: { nodeId: string; kid: string; digest: string } | { status: number; problem: ProblemSlug; voidsCode?: true }
}

const newKey = ed25519Key('440200 first')
const newP256Key = p256Key('440200 first P-256')
const malformed = { status: 400, problem: 'malformed-envelope' } as const

type Changed = {
  key?: TestKey
  jwk?: unknown
  header?: Record<string, unknown>
  claims?: Record<string, unknown>
  signature?: Parts['signature']
}

function body({ key = newKey, jwk = key.publicJwk, header = {}, claims = {}, signature }: Changed = {}): string {
  const head = { alg: key.alg === 'EdDSA' ? 'Ed25519' : 'ES256', typ: tokenTypes.enrolment, jwk, ...header }
  const good = { iss: '440200', aud: hubId, iat: now, jti: 'n-1', code: '7ZQ4M1X8C0V5B9N2K6J3H7G4F1' }
  return envelope({ key, header: head, payload: { ...good, ...claims }, ...(signature && { signature }) })
}

function accepted(name: string, changed: Changed = {}): EnrolmentVector {
  const posted = body(changed)
  return {
    name,
    clause: '§3',
    body: posted,
    expect: { nodeId: '440200', kid: (changed.key ?? newKey).kid, digest: sha256(signingInputOf(posted)) },
  }
}

function refused(name: string, changed: Changed, expect: EnrolmentVector['expect'] = malformed): EnrolmentVector {
  return { name, clause: 'B31', body: body(changed), expect }
}

const x25519 = { kty: 'OKP', crv: 'X25519', x: newKey.publicJwk['x'] }
const pointOfOrderOne = { kty: 'OKP', crv: 'Ed25519', x: `AQ${'A'.repeat(41)}` }
const offTheCurve = { ...newP256Key.publicJwk, y: newP256Key.publicJwk['x'] }

export const enrolmentVectors: readonly EnrolmentVector[] = [
  accepted('an Ed25519 key'),
  accepted('a P-256 key', { key: newP256Key }),
  accepted('a key to seal to, contact and webhook', {
    claims: {
      encryptionKey: p256Key('440200 encryption').publicJwk,
      contact: '值班室',
      webhook: 'https://wenzheng.example/inquiry',
    },
  }),
  refused('the private part of the key sent along', { jwk: newKey.privateJwk }, { ...malformed, voidsCode: true }),
  refused('a kid beside the key', { header: { kid: newKey.kid } }),
  refused('typ of an envelope', { header: { typ: tokenTypes.envelope } }),
  refused('an RSA key', { jwk: { kty: 'RSA', n: 'sXch', e: 'AQAB' } }),
  refused('a symmetric key', { jwk: { kty: 'oct', k: 'c2VjcmV0' } }),
  refused('a key agreement key', { jwk: x25519 }),
  refused('a curve of another size', { jwk: { ...newP256Key.publicJwk, crv: 'P-384' } }),
  refused('an Ed25519 point of small order', { jwk: pointOfOrderOne }),
  refused('a point that is not on P-256', { key: newP256Key, jwk: offTheCurve }),
  refused('an algorithm of another kind of key', { header: { alg: 'ES256' } }),
  refused('no code', { claims: { code: undefined } }),
  refused('an unknown claim', { claims: { role: 'admin' } }),
  refused(
    'signed by another key than the one sent',
    { signature: keys.stranger.sign },
    { status: 401, problem: 'invalid-signature' },
  ),
  refused('another hub', { claims: { aud: '450000-hub' } }, { status: 401, problem: 'wrong-audience' }),
  refused('issued 301 seconds ago', { claims: { iat: now - 301 } }, { status: 401, problem: 'stale-envelope' }),
]
