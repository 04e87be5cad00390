import { fromBase64, toBase64 } from './base64.ts'
import { sameBytes } from './bytes.ts'
import { parseNote, type Note, type NoteFault } from './note.ts'
import { held, refused, type Outcome } from './outcome.ts'
import { emptyRootHash, hashLength } from './rfc6962.ts'
import { signNote, verifyNote, type NoteSigner, type SignatureFault, type VerifiedSignature } from './signatures.ts'
import type { VerifierKey } from './verifier-key.ts'

/** What a log commits to: `size` leaves with this root, under its own unique `origin`. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly rootHash: Uint8Array
}

/** A checkpoint whose signature by its log's key was verified; `signatures` also has those of the witnesses asked for. */
export interface OpenedCheckpoint extends Checkpoint {
  readonly note: Note
  readonly signatures: readonly VerifiedSignature[]
}

/** Why a checkpoint is not believed. */
export type CheckpointFault = NoteFault | SignatureFault | 'malformed-checkpoint' | 'other-origin'

const decimal = /^(?:0|[1-9][0-9]*)$/

/** The signed checkpoint as it is sent. The signer's key has the origin as its name; throws RangeError where not. */
export async function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): Promise<string> {
  if (signer.key.name !== checkpoint.origin) throw new RangeError('the key that signs a log has its origin as name')
  return signNote(formatCheckpointText(checkpoint), signer)
}

/**
 * The checkpoint in this note, believed because `key` signed it and has its origin as name. Of the witnesses' keys every
 * signature found is verified too, and a false one spoils the checkpoint; whether enough have signed is the asker's to say.
 */
export async function openCheckpoint(
  raw: Uint8Array | string,
  key: VerifierKey,
  witnesses: readonly VerifierKey[] = [],
): Promise<Outcome<OpenedCheckpoint, CheckpointFault>> {
  const note = parseNote(raw)
  if (!note.ok) return note
  const signatures = await verifyNote(note.value, [key, ...witnesses])
  if (!signatures.ok) return signatures
  if (!signatures.value.some((signature) => signature.key === key)) return refused('unknown-key')
  const checkpoint = parseCheckpointText(note.value.text)
  if (!checkpoint) return refused('malformed-checkpoint')
  if (checkpoint.origin !== key.name) return refused('other-origin')
  return held({ ...checkpoint, note: note.value, signatures: signatures.value })
}

/** The three lines that are signed: origin, size in decimal, root hash in base64. Throws RangeError for what has no form. */
export function formatCheckpointText({ origin, size, rootHash }: Checkpoint): string {
  const text = `${origin}\n${size}\n${toBase64(rootHash)}\n`
  if (!parseCheckpointText(text)) throw new RangeError(`no checkpoint can say: ${JSON.stringify(text)}`)
  return text
}

/**
 * The checkpoint in a note's text, or undefined. Extension lines are passed over, as C2SP tlog-checkpoint asks, and none
 * is empty. Sizes above 2^53 − 1 are refused, since a position is a JSON number; so is size 0 with any but the empty root.
 */
export function parseCheckpointText(text: string): Checkpoint | undefined {
  const [origin = '', sizeLine = '', rootLine = '', ...rest] = text.split('\n')
  const size = parseSize(sizeLine)
  const rootHash = fromBase64(rootLine)
  if (origin === '' || size === undefined || rootHash?.length !== hashLength) return undefined
  if (rest.pop() !== '' || rest.includes('')) return undefined
  return size === 0 && !sameBytes(rootHash, emptyRootHash) ? undefined : { origin, size, rootHash }
}

/** The number in a decimal text without sign or leading zero, at most 2^53 − 1; undefined for any other text. */
export function parseSize(text: string): number | undefined {
  return decimal.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined
}
