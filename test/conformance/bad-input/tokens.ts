import { createHmac, randomUUID } from 'node:crypto'
import { sealAccessToken, sealEnvelope, type Signer } from '@inquiry/envelope'
import type { BadToken } from './row.ts'
import type { World } from './world.ts'

const unauthenticated = { slug: 'unauthenticated', status: 401 } as const
const invalidSignature = { slug: 'invalid-signature', status: 401 } as const
const unknownKey = { slug: 'unknown-key', status: 401 } as const

const now = (): number => Math.floor(Date.now() / 1000)

function claims(world: World, changed: Record<string, unknown> = {}): Record<string, unknown> {
  return { iss: world.node.nodeId, aud: world.node.hubId, iat: now(), exp: now() + 300, jti: randomUUID(), ...changed }
}

const seal = (content: Record<string, unknown>, signer: Signer): Promise<string> =>
  sealAccessToken(content as never, signer)

/** A token of the node with claims changed; undefined takes one out. */
const withClaims = (
  name: string,
  changed: (world: World) => Record<string, unknown>,
  due: Omit<BadToken, 'name' | 'make'> = unauthenticated,
): BadToken => ({
  name,
  make: (world) => seal(claims(world, changed(world)), world.node.key.signer),
  ...due,
})

async function forged(world: World, header: object, content: object = claims(world)): Promise<string> {
  const input = [header, content].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${input}.${Buffer.from(await world.node.key.signer.sign(Buffer.from(input))).toString('base64url')}`
}

const header = ({ node }: World) => ({ alg: 'EdDSA', kid: node.key.kid, typ: 'inquiry-access+jwt' })

/** Credentials that let nobody in (annex B4). */
export const badTokens: readonly BadToken[] = [
  ...['x', 'a.b', 'a.b.c', 'a.b.c.d', '...', 'e30.e30.', 'null', 'undefined'].map((token) => ({
    name: `the token ${token}`,
    make: () => token,
    ...unauthenticated,
  })),
  ...['iss', 'aud', 'iat', 'exp', 'jti'].map((claim) => withClaims(`no ${claim}`, () => ({ [claim]: undefined }))),
  ...(['iat', 'exp'] as const).map((claim) => withClaims(`${claim} as text`, () => ({ [claim]: String(now()) }))),
  withClaims('exp passed', () => ({ iat: now() - 300, exp: now() - 1 })),
  withClaims('exp passed by a day', () => ({ iat: now() - 86_700, exp: now() - 86_400 })),
  withClaims('a life of 301 s', () => ({ exp: now() + 301 })),
  withClaims('a life of a year', () => ({ exp: now() + 31_536_000 })),
  withClaims('iat 62 s ahead', () => ({ iat: now() + 62, exp: now() + 300 })),
  withClaims('for another hub', () => ({ aud: '450000-hub' }), { slug: 'wrong-audience', status: 401 }),
  withClaims('for two hubs', (world) => ({ aud: [world.node.hubId, '450000-hub'] })),
  withClaims('in another node’s name', (world) => ({ iss: world.other.nodeId }), unknownKey),
  withClaims('in no node’s name', () => ({ iss: '449900' }), unknownKey),
  {
    name: 'by a key that nobody has registered',
    make: (world) => seal(claims(world), world.parties.stranger.key.signer),
    ...unknownKey,
  },
  {
    name: 'by a revoked key',
    make: (world) => seal(claims(world, { iss: world.parties.revoked.nodeId }), world.parties.revoked.key.signer),
    slug: 'key-revoked',
    status: 401,
  },
  {
    name: 'by an expired key',
    make: (world) => seal(claims(world, { iss: world.parties.expired.nodeId }), world.parties.expired.key.signer),
    slug: 'key-revoked',
    status: 401,
  },
  {
    name: 'by another node’s key under one’s own kid',
    make: (world) => seal(claims(world), { ...world.other.key.signer, kid: world.node.key.kid }),
    ...invalidSignature,
  },
  {
    name: 'with a signature that was changed',
    make: async (world) => (await world.node.token()).replace(/.{4}$/, 'AAAA').replace(/A$/, 'Q'),
    ...invalidSignature,
  },
  {
    name: 'with the claims of another token',
    make: async (world) => {
      const [head, , signature] = (await world.node.token()).split('.')
      return `${head}.${(await world.node.token()).split('.')[1]}.${signature}`
    },
    ...invalidSignature,
  },
  { name: 'alg none', make: (world) => forged(world, { ...header(world), alg: 'none' }), ...unauthenticated },
  {
    name: 'alg none, without a signature',
    make: async (world) => (await forged(world, { ...header(world), alg: 'none' })).replace(/[^.]*$/, ''),
    ...unauthenticated,
  },
  {
    name: 'HS256 keyed with the public key',
    make: (world) => {
      const input = [{ ...header(world), alg: 'HS256' }, claims(world)]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.')
      return `${input}.${createHmac('sha256', Buffer.from(world.node.key.jwk.x, 'base64url')).update(input).digest('base64url')}`
    },
    ...unauthenticated,
  },
  { name: 'typ JWT', make: (world) => forged(world, { ...header(world), typ: 'JWT' }), ...unauthenticated },
  { name: 'no typ', make: (world) => forged(world, { alg: 'EdDSA', kid: world.node.key.kid }), ...unauthenticated },
  { name: 'no kid', make: (world) => forged(world, { alg: 'EdDSA', typ: 'inquiry-access+jwt' }), ...unauthenticated },
  {
    name: 'an embedded key',
    make: (world) => forged(world, { ...header(world), jwk: world.node.key.jwk }),
    ...unauthenticated,
  },
  {
    name: 'a remote key',
    make: (world) => forged(world, { ...header(world), jku: 'https://keys.example/jwks.json' }),
    ...unauthenticated,
  },
  {
    name: 'a critical extension',
    make: (world) => forged(world, { ...header(world), crit: ['b64'], b64: false }),
    ...unauthenticated,
  },
  {
    name: 'an envelope as a token',
    make: (world) => sealEnvelope(claims(world, { sequence: 1, messages: [{}] }) as never, world.node.key.signer),
    ...unauthenticated,
  },
]
