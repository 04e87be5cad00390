import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const cipher = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

/**
 * A key encrypted under a master key of 32 bytes: IV ‖ tag ‖ ciphertext (AES-256-GCM, NIST SP 800-38D). The name, such
 * as its thumbprint, is bound to it: a wrapped key put in another one's place does not open.
 */
export function wrapKey(key: Uint8Array, name: string, master: Uint8Array): Buffer {
  const iv = randomBytes(ivBytes)
  const encryption = createCipheriv(cipher, master, iv).setAAD(Buffer.from(name))
  const ciphertext = Buffer.concat([encryption.update(key), encryption.final()])
  return Buffer.concat([iv, encryption.getAuthTag(), ciphertext])
}

/** The key that was wrapped under this name and master key; undefined where either is another, or bytes were changed. */
export function unwrapKey(wrapped: Uint8Array, name: string, master: Uint8Array): Buffer | undefined {
  if (wrapped.length < ivBytes + tagBytes) return undefined
  const decryption = createDecipheriv(cipher, master, wrapped.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(name))
    .setAuthTag(wrapped.subarray(ivBytes, ivBytes + tagBytes))
  try {
    return Buffer.concat([decryption.update(wrapped.subarray(ivBytes + tagBytes)), decryption.final()])
  } catch {
    return undefined
  }
}
