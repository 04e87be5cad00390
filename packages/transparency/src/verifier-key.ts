import { sha256 } from '#sha256'
import { fromBase64, toBase64 } from './base64.ts'
import { joinBytes, utf8 } from './bytes.ts'

/** Signature types of C2SP signed-note: Ed25519 over the text, and the timestamped Ed25519 cosignature of a witness. */
export const signatureTypes = { ed25519: 0x01, cosignature: 0x04 } as const

export type SignatureType = (typeof signatureTypes)[keyof typeof signatureTypes]

/** A key that signs notes: its name, what it signs, its 32-byte Ed25519 public key, and the id these three give it. */
export interface VerifierKey {
  readonly name: string
  readonly type: SignatureType
  readonly publicKey: Uint8Array
  readonly keyId: number
}

const publicKeyLength = 32
const form = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/

/** The key with its id: the first four bytes, as uint32, of SHA-256(name ‖ 0x0A ‖ type ‖ public key). Throws RangeError. */
export function verifierKey(name: string, type: SignatureType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new RangeError('a key name is not empty and has neither spaces nor a plus')
  if (publicKey.length !== publicKeyLength) throw new RangeError(`an Ed25519 public key has ${publicKeyLength} bytes`)
  const digest = sha256(joinBytes(utf8(`${name}\n`), Uint8Array.of(type), publicKey))
  return { name, type, publicKey, keyId: new DataView(digest.buffer, digest.byteOffset).getUint32(0) }
}

/** The key as a text to hand out: `<name>+<id, 8 hex digits>+<base64 of type ‖ public key>`. */
export function formatVkey({ name, type, publicKey, keyId }: VerifierKey): string {
  return `${name}+${formatKeyId(keyId)}+${toBase64(joinBytes(Uint8Array.of(type), publicKey))}`
}

/** The key of such a text, or undefined where the text is malformed, of another type, or its id is not the key's. */
export function parseVkey(text: string): VerifierKey | undefined {
  const [, name = '', id, encoded = ''] = form.exec(text) ?? []
  const material = fromBase64(encoded)
  const type = Object.values(signatureTypes).find((known) => known === material?.[0])
  if (!material || !type || material.length !== 1 + publicKeyLength || !isKeyName(name)) return undefined
  const key = verifierKey(name, type, material.subarray(1))
  return formatKeyId(key.keyId) === id ? key : undefined
}

/** Whether a text can name a key: well-formed, not empty, no control character, no Unicode space, no plus. */
export function isKeyName(text: string): boolean {
  return text.isWellFormed() && /^[^\p{White_Space}\p{Cc}+]+$/u.test(text)
}

function formatKeyId(keyId: number): string {
  return keyId.toString(16).padStart(8, '0')
}
