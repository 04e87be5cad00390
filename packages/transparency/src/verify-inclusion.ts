import { rise, riseToRightChild, siblingIsLeft, type Ascent } from './ascent.ts'
import { sameBytes } from './bytes.ts'
import { hashChildren, hashLength } from './rfc6962.ts'

/** The claim that the leaf with this hash stands at `position` (from 0) in the log of `size` leaves with this root. */
export interface InclusionClaim {
  readonly position: number
  readonly size: number
  readonly leafHash: Uint8Array
  readonly rootHash: Uint8Array
  readonly hashes: readonly Uint8Array[]
}

/**
 * Whether the proof's hashes (RFC 6962 §2.1.1, lowest first) show the claim; the steps are those of RFC 9162 §2.1.3.2.
 * Whatever is not a proof, a position at or above the size among it, is false; nothing is thrown.
 */
export function verifyInclusion(claim: InclusionClaim): boolean {
  const { position, size, hashes, leafHash } = claim
  if (!Number.isSafeInteger(position) || !Number.isSafeInteger(size) || position < 0 || position >= size) return false
  if (![leafHash, ...hashes].every((hash) => hash.length === hashLength)) return false
  const root = climb({ node: position, edge: size - 1 }, leafHash, hashes)
  return root !== undefined && sameBytes(root, claim.rootHash)
}

function climb(from: Ascent, leafHash: Uint8Array, hashes: readonly Uint8Array[]): Uint8Array | undefined {
  let ascent = from
  let hash = leafHash
  for (const sibling of hashes) {
    if (ascent.edge === 0) return undefined
    const left = siblingIsLeft(ascent)
    hash = left ? hashChildren(sibling, hash) : hashChildren(hash, sibling)
    ascent = rise(left ? riseToRightChild(ascent) : ascent)
  }
  return ascent.edge === 0 ? hash : undefined
}
