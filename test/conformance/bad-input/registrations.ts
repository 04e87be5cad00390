import { generateKeyPairSync, randomUUID } from 'node:crypto'
import {
  generateEncryptionKey,
  generateSigningKey,
  sealEnrolment,
  sealKeyAddition,
  type SigningKey,
} from '@inquiry/envelope'
import type { BadBody } from './row.ts'
import type { World } from './world.ts'

const malformed = { slug: 'malformed-envelope', status: 400 } as const
const refused = { slug: 'enrolment-refused', status: 403 } as const
const now = (): number => Math.floor(Date.now() / 1000)

const code = '7ZQ4M1X8C0V5B9N2K6J3H7G4F1'

function enrolment(world: World, changed: Record<string, unknown> = {}): Record<string, unknown> {
  return { iss: '440100', aud: world.node.hubId, iat: now(), jti: `e-${randomUUID()}`, code, ...changed }
}

const enrol = (
  name: string,
  changed: (world: World) => Record<string, unknown>,
  due: Omit<BadBody, 'name' | 'path' | 'make'>,
): BadBody => ({
  name: `an enrolment with ${name}`,
  path: '/v1/enrolments',
  make: (world) => {
    const key = generateSigningKey()
    return sealEnrolment(enrolment(world, changed(world)) as never, key.signer, key.jwk)
  },
  ...due,
})

/** An enrolment whose header carries another key, or none, signed by a good one. */
const carrying = (
  name: string,
  jwk: (key: SigningKey) => unknown,
  due: Omit<BadBody, 'name' | 'path' | 'make'> = malformed,
): BadBody => ({
  name: `an enrolment that carries ${name}`,
  path: '/v1/enrolments',
  make: async (world) => {
    const key = generateSigningKey()
    return sign({ alg: 'EdDSA', typ: 'inquiry-enrolment+jwt', jwk: jwk(key) }, enrolment(world), key)
  },
  ...due,
})

async function sign(header: object, claims: object, key: SigningKey): Promise<string> {
  const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${input}.${Buffer.from(await key.signer.sign(Buffer.from(input))).toString('base64url')}`
}

const jwkOf = (type: 'rsa' | 'ec-384' | 'x25519' | 'ed448'): unknown => {
  if (type === 'rsa') return generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' })
  if (type === 'ec-384') return generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' })
  return generateKeyPairSync(type as 'x25519').publicKey.export({ format: 'jwk' })
}

const add = (
  name: string,
  make: (world: World, added: SigningKey, issued: KeyIssued) => Promise<string>,
  due: Omit<BadBody, 'name' | 'path' | 'make'>,
): BadBody => ({
  name: `a key added ${name}`,
  path: '/v1/keys',
  make: (world) => make(world, generateSigningKey(), issuedBy(world)),
  ...due,
})

type KeyIssued = { iss: string; aud: string; iat: number; jti: string; notAfter?: string }

function issuedBy({ node }: World): KeyIssued {
  return { iss: node.nodeId, aud: node.hubId, iat: now(), jti: `k-${randomUUID()}` }
}

/** Enrolments and key additions that register nothing (annex A21, B31). */
export const badRegistrations: readonly BadBody[] = [
  enrol('a code that was never given', () => ({}), refused),
  enrol('a code in lower case', () => ({ code: code.toLowerCase() }), refused),
  enrol('no code', () => ({ code: undefined }), { ...malformed, pointer: '/code' }),
  enrol('a code that is a number', () => ({ code: 1 }), { ...malformed, pointer: '/code' }),
  enrol('a code of 129 characters', () => ({ code: 'A'.repeat(129) }), { ...malformed, pointer: '/code' }),
  enrol('a claim of its own', () => ({ role: 'admin' }), { ...malformed, pointer: '/role' }),
  enrol('no iss', () => ({ iss: undefined }), { ...malformed, pointer: '/iss' }),
  enrol('another hub as aud', () => ({ aud: '450000-hub' }), { slug: 'wrong-audience', status: 401 }),
  enrol('an iat of ten minutes ago', () => ({ iat: now() - 600 }), { slug: 'stale-envelope', status: 401 }),
  enrol('an iat of ten minutes hence', () => ({ iat: now() + 600 }), { slug: 'stale-envelope', status: 401 }),
  enrol('an encryption key that is a signing key', () => ({ encryptionKey: generateSigningKey().jwk }), malformed),
  enrol(
    'an encryption key with its private half',
    () => ({ encryptionKey: generateEncryptionKey().privateKey.export({ format: 'jwk' }) }),
    malformed,
  ),
  carrying('no key', () => undefined),
  carrying('a key in text', () => 'key'),
  carrying('its private key', (key) => key.privateKey.export({ format: 'jwk' })),
  carrying('an RSA key', () => jwkOf('rsa')),
  carrying('a key on P-384', () => jwkOf('ec-384')),
  carrying('an X25519 key', () => jwkOf('x25519')),
  carrying('an Ed448 key', () => jwkOf('ed448')),
  carrying('a symmetric key', () => ({ kty: 'oct', k: 'AAAA' })),
  carrying('a point of small order', () => ({
    kty: 'OKP',
    crv: 'Ed25519',
    x: Buffer.concat([Buffer.of(1), Buffer.alloc(31)]).toString('base64url'),
  })),
  carrying('a key of 31 bytes', () => ({ kty: 'OKP', crv: 'Ed25519', x: Buffer.alloc(31, 7).toString('base64url') })),
  carrying('a key of 33 bytes', () => ({ kty: 'OKP', crv: 'Ed25519', x: Buffer.alloc(33, 7).toString('base64url') })),
  carrying('a point that is not on P-256', () => ({
    kty: 'EC',
    crv: 'P-256',
    x: Buffer.alloc(32, 1).toString('base64url'),
    y: Buffer.alloc(32, 2).toString('base64url'),
  })),
  carrying('another’s key', () => generateSigningKey().jwk, { slug: 'invalid-signature', status: 401 }),
  {
    name: 'an enrolment in the form of an envelope',
    path: '/v1/enrolments',
    make: (world) => world.node.seal([{}]),
    ...malformed,
  },
  {
    name: 'an envelope in the form of an enrolment',
    path: '/v1/messages',
    make: (world) => {
      const key = generateSigningKey()
      return sealEnrolment(enrolment(world) as never, key.signer, key.jwk)
    },
    ...malformed,
  },
  add(
    'by a key that nobody has registered',
    (world, added, issued) => sealKeyAddition(issued, world.parties.stranger.key.signer, added.signer, added.jwk),
    { slug: 'unknown-key', status: 401 },
  ),
  add(
    'by a revoked key',
    (world, added, issued) =>
      sealKeyAddition(
        { ...issued, iss: world.parties.revoked.nodeId },
        world.parties.revoked.key.signer,
        added.signer,
        added.jwk,
      ),
    { slug: 'key-revoked', status: 401 },
  ),
  add(
    'to a suspended node',
    (world, added, issued) =>
      sealKeyAddition({ ...issued, iss: world.suspended.nodeId }, world.suspended.key.signer, added.signer, added.jwk),
    { slug: 'node-suspended', status: 403 },
  ),
  add(
    'to another node',
    (world, added, issued) =>
      sealKeyAddition({ ...issued, iss: world.other.nodeId }, world.node.key.signer, added.signer, added.jwk),
    { slug: 'unknown-key', status: 401 },
  ),
  add(
    'for another hub',
    (world, added, issued) =>
      sealKeyAddition({ ...issued, aud: '450000-hub' }, world.node.key.signer, added.signer, added.jwk),
    { slug: 'wrong-audience', status: 401 },
  ),
  add(
    'that is registered already',
    (world, _added, issued) =>
      sealKeyAddition(issued, world.node.key.signer, world.other.key.signer, world.other.key.jwk),
    { slug: 'key-in-use', status: 409 },
  ),
  add(
    'that was revoked',
    (world, _added, issued) =>
      sealKeyAddition(issued, world.node.key.signer, world.parties.revoked.key.signer, world.parties.revoked.key.jwk),
    { slug: 'key-in-use', status: 409 },
  ),
  add(
    'ten minutes ago',
    (world, added, issued) =>
      sealKeyAddition({ ...issued, iat: now() - 600 }, world.node.key.signer, added.signer, added.jwk),
    { slug: 'stale-envelope', status: 401 },
  ),
  add(
    'that has ended',
    (world, added, issued) =>
      sealKeyAddition({ ...issued, notAfter: '2020-01-01T00:00:00Z' }, world.node.key.signer, added.signer, added.jwk),
    { ...malformed, pointer: '/notAfter' },
  ),
  add(
    'whose proof is by another key',
    (world, added, issued) => sealKeyAddition(issued, world.node.key.signer, world.other.key.signer, added.jwk),
    { slug: 'invalid-signature', status: 401 },
  ),
  add(
    'with no proof',
    (world, _added, issued) =>
      sign({ alg: 'EdDSA', kid: world.node.key.kid, typ: 'inquiry-key+jwt' }, issued, world.node.key),
    { ...malformed, pointer: '/proof' },
  ),
]
