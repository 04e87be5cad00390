import { createHash, createPrivateKey, sign } from 'node:crypto'
import { p256 } from '@noble/curves/nist.js'

/** A test key: made of its name, so that everyone can make it again. Never use it for anything else. */
export type TestKey = {
  name: string
  alg: 'EdDSA' | 'ES256'
  kid: string
  publicJwk: Record<string, string>
  privateJwk: Record<string, string>
  /** 64 bytes over the signing input: an Ed25519 signature, or r ‖ s after RFC 6979. */
  sign: (signingInput: string) => Buffer
}

/** The 32 bytes that the key of this name is made of: SHA-256 of `inquiry exchange test key: <name>`. */
function seedOf(name: string): Buffer {
  return createHash('sha256').update(`inquiry exchange test key: ${name}`).digest()
}

/** An Ed25519 key (RFC 8037). */
export function ed25519Key(name: string): TestKey {
  const seed = seedOf(name)
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
  const { x = '' } = key.export({ format: 'jwk' })
  const publicJwk = { kty: 'OKP', crv: 'Ed25519', x }
  return described(name, 'EdDSA', publicJwk, seed, (input) => sign(null, Buffer.from(input), key))
}

/** A P-256 key; its signatures are deterministic (RFC 6979), so that the vectors are the same each time. */
export function p256Key(name: string): TestKey {
  const secret = seedOf(name)
  const point = p256.Point.fromBytes(p256.getPublicKey(secret)).toAffine()
  const [x, y] = [point.x, point.y].map((n) =>
    Buffer.from(n.toString(16).padStart(64, '0'), 'hex').toString('base64url'),
  )
  const publicJwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }
  return described(name, 'ES256', publicJwk, secret, (input) =>
    Buffer.from(p256.sign(Buffer.from(input), secret, { lowS: false })),
  )
}

function described(
  name: string,
  alg: TestKey['alg'],
  publicJwk: Record<string, string>,
  secret: Buffer,
  signer: TestKey['sign'],
): TestKey {
  const kid = thumbprint(publicJwk)
  return { name, alg, kid, publicJwk, privateJwk: { ...publicJwk, d: secret.toString('base64url') }, sign: signer }
}

/** The RFC 7638 SHA-256 thumbprint of a public key. */
function thumbprint(jwk: Record<string, string>): string {
  const members = Object.fromEntries(Object.entries(jwk).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url')
}
