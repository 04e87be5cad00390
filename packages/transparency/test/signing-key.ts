import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { signatureTypes, verifierKey, type NoteSigner, type SignatureType } from '../src/index.ts'

/** A signer whose Ed25519 seed is 32 times this byte: the same in every run, and worth nothing. */
export function signerOf(name: string, seed: number, type: SignatureType = signatureTypes.ed25519): NoteSigner {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex') // PKCS #8 before the seed (RFC 8410 §7)
  const key = createPrivateKey({ key: Buffer.concat([prefix, Buffer.alloc(32, seed)]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  return {
    key: verifierKey(name, type, new Uint8Array(publicKey)),
    sign: async (bytes) => new Uint8Array(sign(null, bytes, key)),
  }
}

/** A witness: the same, with the key type of cosignature/v1. */
export function witnessOf(name: string, seed: number): NoteSigner {
  return signerOf(name, seed, signatureTypes.cosignature)
}
