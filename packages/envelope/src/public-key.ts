import { createPublicKey, diffieHellman, generateKeyPairSync, hash } from 'node:crypto'
import type { JsonWebKey, KeyObject } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { fromBase64url } from './base64url.ts'
import { isObject } from './json-object.ts'
import type { Algorithm } from './signature.ts'

type Labels = { kid?: string; use?: string; alg?: string }
type P256Jwk = { kty: 'EC'; crv: 'P-256'; x: string; y: string } & Labels
type OkpJwk<Curve extends string> = { kty: 'OKP'; crv: Curve; x: string } & Labels

/** A public key that signatures are verified with, as JOSE writes it (RFC 7517, RFC 8037). */
export type VerificationJwk = OkpJwk<'Ed25519'> | P256Jwk

/** A public key that personal data is sealed to, as JOSE writes it. */
export type EncryptionJwk = OkpJwk<'X25519'> | P256Jwk

/** A public key on one of the curves of the standard. */
export type PublicJwk = VerificationJwk | EncryptionJwk

/** A public key that signatures are verified with. */
export type VerificationKey = { kid: string; alg: Algorithm; publicKey: KeyObject; jwk: VerificationJwk }

/** A public key that personal data is sealed to. */
export type EncryptionKey = { kid: string; jwk: EncryptionJwk }

/**
 * The key of a JWK that may verify signatures: Ed25519 or P-256, coordinates of 32 bytes in canonical base64url, the
 * point on the curve and of prime order, and no member that says otherwise. Undefined for everything else.
 */
export function importVerificationKey(jwk: unknown): VerificationKey | undefined {
  const key = publicJwk(jwk, ['Ed25519', 'P-256'], { use: 'sig', operation: 'verify' })
  const publicKey = key && keyObject(key)
  if (!publicKey || key.crv === 'X25519') return undefined
  return { kid: thumbprint(key), alg: key.crv === 'Ed25519' ? 'EdDSA' : 'ES256', publicKey, jwk: key }
}

/** The key of a JWK that reporter data may be sealed to: P-256 or X25519. Undefined for everything else. */
export function importEncryptionKey(jwk: unknown): EncryptionKey | undefined {
  const key = publicJwk(jwk, ['X25519', 'P-256'], { use: 'enc', operation: 'deriveKey' })
  if (!key || key.crv === 'Ed25519' || !keyObject(key)) return undefined
  const kid = thumbprint(key)
  return { kid, jwk: { ...key, kid, use: 'enc', alg: 'ECDH-ES+A256KW' } }
}

/** The RFC 7638 SHA-256 thumbprint: over the members that make the key, in lexicographic order, nothing between. */
export function thumbprint(jwk: PublicJwk): string {
  const { crv, kty, x } = jwk
  return hash('sha256', JSON.stringify(jwk.kty === 'EC' ? { crv, kty, x, y: jwk.y } : { crv, kty, x }), 'base64url')
}

type Purpose = { use: 'sig' | 'enc'; operation: string }

const signatureAlgorithms: Record<PublicJwk['crv'], readonly string[]> = {
  Ed25519: ['EdDSA', 'Ed25519'],
  'P-256': ['ES256'],
  X25519: [],
}

function publicJwk(jwk: unknown, curves: readonly string[], purpose: Purpose): PublicJwk | undefined {
  if (!isObject(jwk)) return undefined
  const { kty, crv, x, y, ...rest } = jwk
  if (typeof crv !== 'string' || !curves.includes(crv) || !isCoordinate(x)) return undefined
  const key = crv === 'P-256' ? ecKey(kty, x, y) : okpKey(kty, crv, x, y)
  return key && annotationsAgree(rest, key, purpose) ? key : undefined
}

function ecKey(kty: unknown, x: string, y: unknown): PublicJwk | undefined {
  return kty === 'EC' && isCoordinate(y) ? { kty, crv: 'P-256', x, y } : undefined
}

function okpKey(kty: unknown, crv: string, x: string, y: unknown): PublicJwk | undefined {
  return kty === 'OKP' && y === undefined ? { kty, crv: crv === 'X25519' ? crv : 'Ed25519', x } : undefined
}

/** Other members than those that make the key may say what it is for, if they say the truth (RFC 7517 §4). */
function annotationsAgree(rest: Record<string, unknown>, key: PublicJwk, purpose: Purpose): boolean {
  return Object.entries(rest).every(([name, value]) => {
    if (name === 'kid') return value === thumbprint(key)
    if (name === 'use') return value === purpose.use
    if (name === 'alg') return algorithmsOf(key, purpose).includes(String(value))
    if (name === 'key_ops') return Array.isArray(value) && value.every((operation) => operation === purpose.operation)
    return name === 'ext' && typeof value === 'boolean'
  })
}

function algorithmsOf(key: PublicJwk, purpose: Purpose): readonly string[] {
  return purpose.use === 'sig' ? signatureAlgorithms[key.crv] : ['ECDH-ES+A256KW']
}

function isCoordinate(text: unknown): text is string {
  return typeof text === 'string' && text.length === 43 && fromBase64url(text)?.length === 32
}

/**
 * The key, if its point is one. OpenSSL examines P-256 points on import, but takes any 32 bytes for the other curves;
 * agreeing with a point of small order on X25519 throws (RFC 7748 §6.1).
 */
function keyObject(jwk: PublicJwk): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
    if (jwk.crv === 'Ed25519' && !isPrimeOrderPoint(jwk.x)) return undefined
    if (jwk.crv === 'X25519') diffieHellman({ publicKey: key, privateKey: generateKeyPairSync('x25519').privateKey })
    return key
  } catch {
    return undefined
  }
}

/** A key of small order "verifies" one signature under every message. Non-canonical encodings of a point are refused. */
function isPrimeOrderPoint(x: string): boolean {
  const point = ed25519.Point.fromBytes(Buffer.from(x, 'base64url'), false)
  return !point.is0() && point.isTorsionFree()
}
