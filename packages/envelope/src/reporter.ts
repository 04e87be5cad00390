import { compactDecrypt, CompactEncrypt, importJWK } from 'jose'
import type { KeyObject } from 'node:crypto'
import { fromBase64url } from './base64url.ts'
import { parseIJson } from './i-json.ts'
import { isObject } from './json-object.ts'
import { importEncryptionKey } from './public-key.ts'
import type { EncryptionKey } from './public-key.ts'

/** Who filed the case, as far as the origin knows. At least one member. */
export type ReporterIdentity = { name?: string; idNumber?: string; phone?: string; email?: string }

const keyAgreement = 'ECDH-ES+A256KW'
const contentEncryption = 'A256GCM'
const members = ['name', 'idNumber', 'phone', 'email']
const maxHeaderBytes = 1024

/** Seal reporter data to a key: a compact JWE (RFC 7516), `ECDH-ES+A256KW` with `A256GCM`, nothing compressed. */
export async function sealReporter(reporter: ReporterIdentity, recipient: EncryptionKey): Promise<string> {
  const { kty, crv, x } = recipient.jwk
  const jwk = recipient.jwk.kty === 'EC' ? { kty, crv, x, y: recipient.jwk.y } : { kty, crv, x }
  return new CompactEncrypt(Buffer.from(JSON.stringify(reporter)))
    .setProtectedHeader({ alg: keyAgreement, enc: contentEncryption, kid: recipient.kid })
    .encrypt(await importJWK(jwk, keyAgreement))
}

/** The private key of a thumbprint, while its owner keeps it. */
export type FindPrivateKey = (kid: string) => KeyObject | undefined | Promise<KeyObject | undefined>

/**
 * Open sealed reporter data, or undefined where it cannot be: another form or header than the standard's, another key,
 * changed bytes, or content that is no reporter.
 */
export async function openReporter(sealed: string, findKey: FindPrivateKey): Promise<ReporterIdentity | undefined> {
  const kid = recipientOf(sealed)
  const key = kid === undefined ? undefined : await findKey(kid)
  if (!key) return undefined
  const plaintext = await decrypted(sealed, key)
  return plaintext && reporterIn(plaintext)
}

async function decrypted(sealed: string, key: KeyObject): Promise<Uint8Array | undefined> {
  try {
    const options = { keyManagementAlgorithms: [keyAgreement], contentEncryptionAlgorithms: [contentEncryption] }
    return (await compactDecrypt(sealed, key, options)).plaintext
  } catch {
    return undefined
  }
}

/** The `kid` of a JWE whose form is right: five canonical parts of the due lengths, exactly the members alg, enc, kid, epk. */
function recipientOf(sealed: string): string | undefined {
  const parts = sealed.split('.').map(fromBase64url)
  const [header, encryptedKey, iv, ciphertext, tag] = parts
  if (parts.length !== 5 || !header || !ciphertext || ciphertext.length === 0) return undefined
  // AES key wrap adds 8 bytes to the 32 of the content key (RFC 3394); A256GCM has a 96-bit IV and a 128-bit tag.
  if (encryptedKey?.length !== 40 || iv?.length !== 12 || tag?.length !== 16) return undefined
  if (header.length > maxHeaderBytes || header.includes(0x5c)) return undefined
  const json = parseIJson(header)
  if (!json.ok || !isObject(json.value)) return undefined
  const { alg, enc, kid, epk, ...others } = json.value
  const exact = alg === keyAgreement && enc === contentEncryption && Object.keys(others).length === 0
  return exact && typeof kid === 'string' && importEncryptionKey(epk) ? kid : undefined
}

function reporterIn(plaintext: Uint8Array): ReporterIdentity | undefined {
  const json = parseIJson(plaintext)
  if (!json.ok || !isObject(json.value)) return undefined
  const entries = Object.entries(json.value)
  const isReporter = entries.every(([name, value]) => members.includes(name) && typeof value === 'string')
  return isReporter && entries.length > 0 ? json.value : undefined
}
