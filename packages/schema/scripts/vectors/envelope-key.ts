import { p256 } from '@noble/curves/nist.js'
import { base64url, claims, envelope, headerOf, submitted } from './compact.ts'
import { accepted, refused } from './expectations.ts'
import type { EnvelopeVector } from './vector.ts'
import { hubId, keys, now } from './world.ts'

const unknownKey = { status: 401, problem: 'unknown-key' } as const
const invalidSignature = { status: 401, problem: 'invalid-signature' } as const
const revoked = { status: 401, problem: 'key-revoked' } as const
const good = envelope()
const [header = '', payload = '', signature = ''] = good.split('.')

function flipped(text: string): string {
  const raw = Buffer.from(text, 'base64url')
  raw[10] = (raw[10] ?? 0) ^ 1
  return base64url(raw)
}

/** Ed25519's group order, little-endian: S + L verifies where S is not checked to be below it (RFC 8032 §5.1.7). */
const order = 2n ** 252n + 27742317777372353535851937790883648493n

function withGreatS(): string {
  const raw = Buffer.from(signature, 'base64url')
  const s = BigInt(`0x${Buffer.from(raw.subarray(32).toReversed()).toString('hex')}`) + order
  const great = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').toReversed()
  return `${header}.${payload}.${base64url(Buffer.concat([raw.subarray(0, 32), great]))}`
}

/** The other of the two signatures that hold for one message and P-256 key: s and n − s. */
function withOtherS(): string {
  const token = envelope({ key: keys.shenzhen, payload: claims({ iss: '440300' }) })
  const [head, body, part = ''] = token.split('.')
  const raw = Buffer.from(part, 'base64url')
  const s = p256.Point.CURVE().n - BigInt(`0x${raw.subarray(32).toString('hex')}`)
  return `${head}.${body}.${base64url(Buffer.concat([raw.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]))}`
}

const shenzhen = { key: keys.shenzhen, payload: claims({ iss: '440300' }) }

/** Who signed: with which key, whose it is, and whether the signature holds. */
export const keyVectors: readonly EnvelopeVector[] = [
  refused('a key that nobody registered', '§4 key', envelope({ key: keys.stranger }), unknownKey),
  refused('the hub’s own key', '§4 key', envelope({ key: keys.hub }), unknownKey),
  refused('a registered key of another node', 'B5 iss', envelope({ key: keys.shenzhen }), unknownKey),
  refused('a revoked key', '§3 revocation', envelope({ key: keys.revoked }), revoked),
  refused('an expired key', '§3 expiry', envelope({ key: keys.expired }), revoked),
  refused(
    'a bit of the signature flipped',
    '§4 signature',
    `${header}.${payload}.${flipped(signature)}`,
    invalidSignature,
  ),
  refused(
    'a bit of the payload flipped',
    '§4 signature',
    `${header}.${flipped(payload)}.${signature}`,
    invalidSignature,
  ),
  refused(
    'a signature of zeros',
    '§4 signature',
    `${header}.${payload}.${base64url(Buffer.alloc(64))}`,
    invalidSignature,
  ),
  refused(
    'signed by another key of the same node',
    '§4 signature',
    envelope({ signature: keys.guangzhouSecond.sign }),
    invalidSignature,
  ),
  refused(
    'signed by a stranger in the name of a registered key',
    '§4 signature',
    envelope({ signature: keys.stranger.sign }),
    invalidSignature,
  ),
  refused(
    'the signature of another envelope',
    '§4 signature',
    `${header}.${base64url(JSON.stringify(claims({ jti: 'e-2' })))}.${signature}`,
    invalidSignature,
  ),
  refused(
    'the key named in the header exchanged',
    '§4 signature',
    `${base64url(JSON.stringify(headerOf(keys.guangzhouSecond)))}.${payload}.${signature}`,
    invalidSignature,
  ),
  refused('an Ed25519 signature with S beyond the group order', '§4 signature', withGreatS(), invalidSignature),
  refused(
    'an ES256 signature with r and s zero',
    '§4 signature',
    envelope({ ...shenzhen, signature: () => Buffer.alloc(64) }),
    invalidSignature,
  ),
  refused(
    'an ES256 signature with r and s the group order',
    '§4 signature',
    envelope({ ...shenzhen, signature: () => Buffer.from(p256.Point.CURVE().n.toString(16).repeat(2), 'hex') }),
    invalidSignature,
  ),
  accepted('an ES256 signature with n − s for s, which holds as well', 'A3', withOtherS()),
  refused('a suspended node', '§3 suspension', envelope({ key: keys.suspended, payload: claims({ iss: '440500' }) }), {
    status: 403,
    problem: 'node-suspended',
  }),
  refused(
    'an unknown key comes before a bad signature',
    'B5',
    envelope({ key: keys.stranger, signature: keys.guangzhou.sign }),
    unknownKey,
  ),
  refused(
    'a bad signature comes before a payload that is no JSON',
    'B5',
    envelope({ payload: 'no JSON', signature: keys.stranger.sign }),
    invalidSignature,
  ),
  refused(
    'a payload that is not as described comes before another issuer',
    'B5',
    envelope({ payload: claims({ iss: '440300', sequence: 0 }) }),
    { status: 400, problem: 'malformed-envelope', errors: [{ pointer: '/sequence' }] },
  ),
  refused(
    'another issuer comes before another audience',
    'B5',
    envelope({ payload: claims({ iss: '440300', aud: '450000-hub' }) }),
    unknownKey,
  ),
  refused(
    'another audience comes before suspension',
    'B5',
    envelope({ key: keys.suspended, payload: claims({ iss: '440500', aud: '450000-hub' }) }),
    { status: 401, problem: 'wrong-audience' },
  ),
  refused(
    'suspension comes before the age',
    'B5',
    envelope({ key: keys.suspended, payload: claims({ iss: '440500', iat: now - 9000 }) }),
    { status: 403, problem: 'node-suspended' },
  ),
  refused(
    'a node’s id that begins like another’s',
    'B5 iss',
    envelope({ payload: claims({ iss: '440100-1' }) }),
    unknownKey,
  ),
  accepted(
    'messages of a size that a library might compress',
    '§4 body',
    envelope({ payload: claims({ aud: hubId, messages: [submitted({ content: '噪声'.repeat(5000) })] }) }),
  ),
]
