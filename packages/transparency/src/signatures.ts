import { joinBytes, utf8 } from './bytes.ts'
import { formatSignatureLine, isBy, isNoteText, type Note, type NoteSignature } from './note.ts'
import { held, refused, type Outcome } from './outcome.ts'
import { signatureTypes, type VerifierKey } from './verifier-key.ts'

/** Holds a private key, or the way to one: answers the 64-byte Ed25519 signature of the bytes by `key`. */
export interface NoteSigner {
  readonly key: VerifierKey
  sign(bytes: Uint8Array): Promise<Uint8Array>
}

/** A signature that was verified. `signedAt`, in seconds of POSIX time, is there where it is a cosignature. */
export interface VerifiedSignature {
  readonly key: VerifierKey
  readonly signature: NoteSignature
  readonly signedAt?: number
}

/** Why a note is not believed: no known key signed it, one signed it twice, or a signature by one is false. */
export type SignatureFault = 'unknown-key' | 'repeated-signature' | 'false-signature'

const timestampLength = 8

/** The note with this text signed by an Ed25519 key (type 0x01), as it is sent. Throws RangeError for another text. */
export async function signNote(text: string, signer: NoteSigner): Promise<string> {
  if (!isNoteText(text)) throw new RangeError('a note is well-formed text that ends with a newline')
  const signature = await signer.sign(utf8(text))
  return `${text}\n${formatSignatureLine({ ...signer.key, signature })}`
}

/**
 * The signature line of a witness (cosignature/v1, type 0x04) for a checkpoint's text. It says: at this time, in whole
 * seconds of POSIX time, this was the largest log with this origin the witness had seen, grown from all it saw before.
 */
export async function cosign(text: string, signedAt: number, signer: NoteSigner): Promise<string> {
  const signature = await signer.sign(cosignedBytes(text, signedAt))
  const timestamp = new Uint8Array(timestampLength)
  new DataView(timestamp.buffer).setBigUint64(0, BigInt(signedAt))
  return formatSignatureLine({ ...signer.key, signature: joinBytes(timestamp, signature) })
}

/**
 * The note's signatures by the known keys, at least one and each verified. Those by other keys are passed over; a known
 * key that signs twice, or falsely, spoils the note.
 */
export async function verifyNote(
  note: Note,
  keys: readonly VerifierKey[],
): Promise<Outcome<VerifiedSignature[], SignatureFault>> {
  const verified: VerifiedSignature[] = []
  for (const key of keys) {
    const [signature, ...repeated] = note.signatures.filter((candidate) => isBy(candidate, key))
    if (repeated.length > 0) return refused('repeated-signature')
    const sound = signature && (await verifySignature(note.text, signature, key))
    if (signature && !sound) return refused('false-signature')
    if (sound) verified.push(sound)
  }
  return verified.length > 0 ? held(verified) : refused('unknown-key')
}

async function verifySignature(text: string, signature: NoteSignature, key: VerifierKey) {
  if (key.type === signatureTypes.ed25519) {
    return (await isSignedBy(key, signature.signature, utf8(text))) ? { key, signature } : undefined
  }
  const signedAt = timestampOf(signature.signature)
  if (signedAt === undefined) return undefined
  const sound = await isSignedBy(key, signature.signature.subarray(timestampLength), cosignedBytes(text, signedAt))
  return sound ? { key, signature, signedAt } : undefined
}

// Times above 2^53 − 1 seconds lie 285 million years ahead; the format allows them, no clock gives them.
function timestampOf(signature: Uint8Array): number | undefined {
  if (signature.length < timestampLength) return undefined
  const seconds = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0)
  return seconds <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(seconds) : undefined
}

function cosignedBytes(text: string, signedAt: number): Uint8Array<ArrayBuffer> {
  return utf8(`cosignature/v1\ntime ${signedAt}\n${text}`)
}

async function isSignedBy(key: VerifierKey, signature: Uint8Array, message: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const publicKey = await crypto.subtle.importKey('raw', new Uint8Array(key.publicKey), 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', publicKey, new Uint8Array(signature), message)
}
