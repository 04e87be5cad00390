import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { thumbprint } from './public-key.ts'
import type { PublicJwk } from './public-key.ts'
import { algorithmOf, signerOf } from './signature.ts'
import type { Algorithm, Signer } from './signature.ts'

/** A signing key whole: what signs, what others verify with, and what is kept. */
export type SigningKey = {
  kid: string
  alg: Algorithm
  signer: Signer
  jwk: PublicJwk
  publicKey: KeyObject
  privateKey: KeyObject
}

/** An encryption key whole: what opens, and what others seal to. */
export type DecryptionKey = { kid: string; jwk: PublicJwk; privateKey: KeyObject }

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

/** The signing key that a private key makes. */
export function signingKeyOf(privateKey: KeyObject): SigningKey {
  const bare = publicJwkOf(privateKey)
  const kid = thumbprint(bare)
  const alg = algorithmOf(privateKey)
  const publicKey = createPublicKey(privateKey)
  return { kid, alg, signer: signerOf(privateKey, kid), jwk: { ...bare, kid, use: 'sig', alg }, publicKey, privateKey }
}

/** The encryption key that a private key makes. */
export function decryptionKeyOf(privateKey: KeyObject): DecryptionKey {
  const bare = publicJwkOf(privateKey)
  const kid = thumbprint(bare)
  return { kid, jwk: { ...bare, kid, use: 'enc', alg: 'ECDH-ES+A256KW' }, privateKey }
}

/** A private key as bytes to be kept, PKCS #8 DER; it is readable by whoever holds them. */
export function exportPrivateKey(privateKey: KeyObject): Buffer {
  return privateKey.export({ type: 'pkcs8', format: 'der' })
}

/** A private key from its kept bytes. */
export function importPrivateKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), type: 'pkcs8', format: 'der' })
}

function publicJwkOf(privateKey: KeyObject): PublicJwk {
  return createPublicKey(privateKey).export({ format: 'jwk' }) as PublicJwk
}
