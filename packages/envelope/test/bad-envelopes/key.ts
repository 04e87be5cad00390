import { forge, goodClaims, goodHeader, message, segment } from './forge.ts'
import type { BadEnvelope } from './row.ts'

const invalidSignature = { slug: 'invalid-signature', status: 401 } as const

/** An Ed25519 key's order L (RFC 8032 §5.1) and the order n of P-256 (FIPS 186-5), big-endian. */
const l = 2n ** 252n + 27742317777372353535851937790883648493n
const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

const bytesOf = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex')
const backwards = (bytes: Uint8Array) => Buffer.from(bytes.toReversed())
const flip = (text: string, at: number) => {
  const bytes = Buffer.from(text, 'base64url')
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return segment(bytes)
}

/** An ES256 signature made of two numbers. */
const es256Signature = (name: string, r: bigint, s: bigint): BadEnvelope => ({
  name: `an ES256 signature with ${name}`,
  make: (context) =>
    forge(context, {
      by: context.es256,
      spoil: ([h, p]) => `${h}.${p}.${segment(Buffer.concat([bytesOf(r), bytesOf(s)]))}`,
    }),
  ...invalidSignature,
})

/** Signatures that do not hold, and keys that may not sign. */
export const badSignatures: BadEnvelope[] = [
  ...[0, 31, 32, 63].map(
    (at) =>
      ({
        name: `one bit changed in byte ${at} of the signature`,
        make: (context) => forge(context, { spoil: ([h, p, s]) => `${h}.${p}.${flip(s, at)}` }),
        ...invalidSignature,
      }) satisfies BadEnvelope,
  ),
  ...[0, 63].map(
    (at) =>
      ({
        name: `one bit changed in byte ${at} of an ES256 signature`,
        make: (context) => forge(context, { by: context.es256, spoil: ([h, p, s]) => `${h}.${p}.${flip(s, at)}` }),
        ...invalidSignature,
      }) satisfies BadEnvelope,
  ),
  {
    name: 'one bit changed in the payload, which then is no JSON',
    make: (context) => forge(context, { spoil: ([h, p, s]) => `${h}.${flip(p, 0)}.${s}` }),
    ...invalidSignature,
  },
  {
    name: 'a header changed in spelling after it was signed',
    make: (context) =>
      forge(context, {
        spoil: ([, p, s]) => `${segment({ ...goodHeader(context.node.key), alg: 'Ed25519' })}.${p}.${s}`,
      }),
    ...invalidSignature,
  },
  {
    name: 'the signature of another envelope of the same node',
    make: async (context) => {
      const another = Buffer.from(await forge(context))
        .toString()
        .split('.')[2]
      return forge(context, { spoil: ([h, p]) => `${h}.${p}.${another}` })
    },
    ...invalidSignature,
  },
  {
    name: 'a signature of zeros',
    make: (context) => forge(context, { spoil: ([h, p]) => `${h}.${p}.${segment(new Uint8Array(64))}` }),
    ...invalidSignature,
  },
  {
    name: 'a signature over the payload alone',
    make: async (context) => {
      const { key } = context.node
      const payload = segment(goodClaims(context, context.node))
      const signature = await key.signer.sign(Buffer.from(payload))
      return Buffer.from(`${segment(goodHeader(key))}.${payload}.${segment(signature)}`)
    },
    ...invalidSignature,
  },
  {
    name: 'a signature over the decoded payload, unencoded as RFC 7797 has it',
    make: async (context) => {
      const { key } = context.node
      const claims = JSON.stringify(goodClaims(context, context.node))
      const header = segment(goodHeader(key))
      const signature = await key.signer.sign(Buffer.from(`${header}.${claims}`))
      return Buffer.from(`${header}.${segment(claims)}.${segment(signature)}`)
    },
    ...invalidSignature,
  },
  {
    name: 'an Ed25519 signature with S + L: the same point, another spelling',
    make: (context) =>
      forge(context, {
        spoil: ([h, p, s]) => {
          const [r, scalar] = [Buffer.from(s, 'base64url').subarray(0, 32), Buffer.from(s, 'base64url').subarray(32)]
          const beyond = BigInt(`0x${backwards(scalar).toString('hex')}`) + l
          return `${h}.${p}.${segment(Buffer.concat([r, backwards(bytesOf(beyond))]))}`
        },
      }),
    ...invalidSignature,
  },
  {
    name: 'an Ed25519 signature whose R is the neutral element and S zero',
    make: (context) =>
      forge(context, {
        spoil: ([h, p]) => `${h}.${p}.${segment(Buffer.concat([Buffer.from([1]), Buffer.alloc(63)]))}`,
      }),
    ...invalidSignature,
  },
  es256Signature('r zero', 0n, 1n),
  es256Signature('s zero', 1n, 0n),
  es256Signature('both zero', 0n, 0n),
  es256Signature('r equal to the order', n, 1n),
  es256Signature('s equal to the order', 1n, n),
  es256Signature('r and s one', 1n, 1n),
  es256Signature('r and s one below the order', n - 1n, n - 1n),
  es256Signature('r and s beyond the order', n + 1n, n + 1n),
  {
    name: 'the kid of another node over this node’s signature',
    make: (context) => forge(context, { header: goodHeader(context.other.key) }),
    ...invalidSignature,
  },
  {
    name: 'this node’s kid over another node’s signature',
    make: (context) =>
      forge(context, {
        by: context.other,
        header: goodHeader(context.node.key),
        payload: goodClaims(context, context.node),
      }),
    ...invalidSignature,
  },
  {
    name: 'a key that nobody registered',
    make: (context) => forge(context, { by: context.stranger }),
    slug: 'unknown-key',
    status: 401,
  },
  {
    name: 'a key that nobody registered, whatever its algorithm and signature',
    make: (context) =>
      forge(context, {
        header: { ...goodHeader(context.stranger.key), alg: 'none' },
        spoil: ([h, p]) => `${h}.${p}.${segment(new Uint8Array(64))}`,
      }),
    slug: 'unknown-key',
    status: 401,
  },
  {
    name: 'another node’s name in iss',
    make: (context) => forge(context, { payload: { ...goodClaims(context, context.node), iss: context.other.nodeId } }),
    slug: 'unknown-key',
    status: 401,
  },
  {
    name: 'the hub’s own name in iss',
    make: (context) => forge(context, { payload: { ...goodClaims(context, context.node), iss: context.hubId } }),
    slug: 'unknown-key',
    status: 401,
  },
  {
    name: 'a revoked key',
    make: (context) => forge(context, { by: context.revoked }),
    slug: 'key-revoked',
    status: 401,
  },
  {
    name: 'a revoked key over nonsense: the key is said first',
    make: (context) => forge(context, { by: context.revoked, payload: 'nonsense' }),
    slug: 'key-revoked',
    status: 401,
  },
  {
    name: 'an expired key',
    make: (context) => forge(context, { by: context.expired }),
    slug: 'key-revoked',
    status: 401,
  },
  {
    name: 'a suspended node',
    make: (context) => forge(context, { by: context.suspended }),
    slug: 'node-suspended',
    status: 403,
  },
  ...['440000-other', '440000-HUB', '440000-hub ', '440000', ''].map(
    (aud) =>
      ({
        name: `the audience ${JSON.stringify(aud)}`,
        make: (context) =>
          forge(context, { payload: { ...goodClaims(context, context.node), aud, messages: [message] } }),
        slug: 'wrong-audience',
        status: 401,
      }) satisfies BadEnvelope,
  ),
]
