import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { JsonWebKey, KeyObject } from 'node:crypto'
import { importEncryptionKey, importVerificationKey } from './public-key.ts'
import type { EncryptionJwk, VerificationJwk } from './public-key.ts'
import { signerOf } from './signature.ts'
import type { Algorithm, Signer } from './signature.ts'

/** A signing key whole: what signs, what others verify with, and what is kept. */
export type SigningKey = {
  kid: string
  alg: Algorithm
  signer: Signer
  jwk: VerificationJwk
  publicKey: KeyObject
  privateKey: KeyObject
}

/** An encryption key whole: what opens, and what others seal to. */
export type DecryptionKey = { kid: string; jwk: EncryptionJwk; privateKey: KeyObject }

/** Make a new signing key. */
export function generateSigningKey(alg: Algorithm = 'EdDSA'): SigningKey {
  return signingKeyOf(
    alg === 'EdDSA'
      ? generateKeyPairSync('ed25519').privateKey
      : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  )
}

/** Make a new key that personal data can be sealed to. */
export function generateEncryptionKey(curve: 'P-256' | 'X25519' = 'P-256'): DecryptionKey {
  return decryptionKeyOf(
    curve === 'X25519'
      ? generateKeyPairSync('x25519').privateKey
      : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  )
}

/** The signing key that a private key makes. Throws for a key on another curve. */
export function signingKeyOf(privateKey: KeyObject): SigningKey {
  const key = importVerificationKey(publicJwkOf(privateKey))
  if (!key) throw new TypeError('a signing key must be on Ed25519 or P-256')
  const { kid, alg, publicKey } = key
  return {
    kid,
    alg,
    signer: signerOf(privateKey, kid),
    jwk: { ...key.jwk, kid, use: 'sig', alg },
    publicKey,
    privateKey,
  }
}

/** The encryption key that a private key makes. Throws for a key on another curve. */
export function decryptionKeyOf(privateKey: KeyObject): DecryptionKey {
  const key = importEncryptionKey(publicJwkOf(privateKey))
  if (!key) throw new TypeError('an encryption key must be on P-256 or X25519')
  return { ...key, privateKey }
}

/** A private key as bytes to be kept, PKCS #8 DER; it is readable by whoever holds them. */
export function exportPrivateKey(privateKey: KeyObject): Buffer {
  return privateKey.export({ type: 'pkcs8', format: 'der' })
}

/** A private key from its kept bytes. */
export function importPrivateKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), type: 'pkcs8', format: 'der' })
}

function publicJwkOf(privateKey: KeyObject): JsonWebKey {
  return createPublicKey(privateKey).export({ format: 'jwk' })
}
