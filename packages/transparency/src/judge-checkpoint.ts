import { fromBase64 } from './base64.ts'
import { sameBytes } from './bytes.ts'
import { parseCheckpointText, parseSize, type Checkpoint } from './checkpoint.ts'
import { parseNote, type Note } from './note.ts'
import { hashLength } from './rfc6962.ts'
import { verifyNote } from './signatures.ts'
import type { VerifierKey } from './verifier-key.ts'
import { verifyConsistency } from './verify-consistency.ts'

/** What a log asks of a witness: to cosign `note`, grown from `oldSize` leaves as `proof` shows. Nothing is verified yet. */
export interface Submission {
  readonly oldSize: number
  readonly proof: readonly Uint8Array[]
  readonly note: Note
  readonly checkpoint: Checkpoint
}

/** All that a witness decides by: what it was sent, whom it trusts for that origin, what it cosigned last for it. */
export interface WitnessCase {
  readonly submission: Submission
  readonly trustedKeys: readonly VerifierKey[] | undefined
  readonly lastSeen: { readonly size: number; readonly rootHash: Uint8Array } | undefined
}

/** To cosign, once this is kept in place of what was seen last; or the HTTP status to refuse with (C2SP tlog-witness). */
export type WitnessVerdict =
  | { readonly verdict: 'accepted'; readonly checkpoint: Checkpoint }
  | { readonly verdict: 'refused'; readonly status: 400 | 403 | 404 | 422 }
  | { readonly verdict: 'refused'; readonly status: 409; readonly lastSize: number }

const mostProofLines = 63

/**
 * What the body of an `add-checkpoint` request asks: `old <size>`, proof lines, an empty line, the checkpoint; undefined
 * where it is anything else (status 400). More than 63 proof lines, which no tree needs, are anything else.
 */
export function parseSubmission(body: string): Submission | undefined {
  const blank = body.indexOf('\n\n')
  const [oldLine = '', ...proofLines] = body.slice(0, Math.max(0, blank)).split('\n')
  const oldSize = oldLine.startsWith('old ') ? parseSize(oldLine.slice('old '.length)) : undefined
  const proof = proofLines
    .map(fromBase64)
    .filter((hash): hash is Uint8Array<ArrayBuffer> => hash?.length === hashLength)
  if (oldSize === undefined || proof.length !== proofLines.length || proof.length > mostProofLines) return undefined
  const note = parseNote(body.slice(blank + 2))
  const checkpoint = note.ok ? parseCheckpointText(note.value.text) : undefined
  return note.ok && checkpoint ? { oldSize, proof, note: note.value, checkpoint } : undefined
}

/**
 * Whether a witness may cosign. The answer holds for `lastSeen` only: it must be compared and replaced in one step, or a
 * slower request would roll the witness back to a smaller log.
 */
export async function judgeCheckpoint({ submission, trustedKeys, lastSeen }: WitnessCase): Promise<WitnessVerdict> {
  const { oldSize, note, checkpoint } = submission
  if (!trustedKeys || trustedKeys.length === 0) return { verdict: 'refused', status: 404 }
  if (!(await verifyNote(note, trustedKeys)).ok) return { verdict: 'refused', status: 403 }
  if (oldSize > checkpoint.size) return { verdict: 'refused', status: 400 }
  const lastSize = lastSeen?.size ?? 0
  if (oldSize !== lastSize || isFork(checkpoint, lastSeen)) return { verdict: 'refused', status: 409, lastSize }
  return isGrownFrom(submission, lastSeen?.rootHash)
    ? { verdict: 'accepted', checkpoint }
    : { verdict: 'refused', status: 422 }
}

function isFork(checkpoint: Checkpoint, lastSeen: WitnessCase['lastSeen']): boolean {
  return checkpoint.size === lastSeen?.size && !sameBytes(checkpoint.rootHash, lastSeen.rootHash)
}

function isGrownFrom({ oldSize, proof, checkpoint }: Submission, oldRootHash: Uint8Array | undefined): boolean {
  if (oldSize === 0 || oldRootHash === undefined) return proof.length === 0
  const { size, rootHash } = checkpoint
  return verifyConsistency({ from: oldSize, to: size, fromRootHash: oldRootHash, toRootHash: rootHash, hashes: proof })
}
