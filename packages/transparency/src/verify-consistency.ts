import { rise, riseToLeftChild, riseToRightChild, siblingIsLeft, type Ascent } from './ascent.ts'
import { sameBytes } from './bytes.ts'
import { hashChildren, hashLength } from './rfc6962.ts'

/** The claim that the log of `to` leaves begins with exactly the `from` leaves whose root was `fromRootHash`. */
export interface ConsistencyClaim {
  readonly from: number
  readonly to: number
  readonly fromRootHash: Uint8Array
  readonly toRootHash: Uint8Array
  readonly hashes: readonly Uint8Array[]
}

/**
 * Whether the proof's hashes (RFC 6962 §2.1.2) show the claim; the steps are those of RFC 9162 §2.1.4.2. A claim from
 * size 0 is false, also 0 to 0: the empty log is the beginning of every log, so such a proof would show nothing.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { from, to, fromRootHash, toRootHash, hashes } = claim
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 1 || from > to) return false
  if (from === to) return hashes.length === 0 && sameBytes(fromRootHash, toRootHash)
  if (hashes.length === 0 || ![fromRootHash, ...hashes].every((hash) => hash.length === hashLength)) return false
  const [seed, ...siblings] = isPowerOfTwo(from) ? [fromRootHash, ...hashes] : hashes
  const roots = seed && climb(riseToLeftChild({ node: from - 1, edge: to - 1 }), seed, siblings)
  return roots !== undefined && sameBytes(roots.from, fromRootHash) && sameBytes(roots.to, toRootHash)
}

function climb(start: Ascent, seed: Uint8Array, siblings: readonly Uint8Array[]) {
  let ascent = start
  let roots = { from: seed, to: seed }
  for (const sibling of siblings) {
    if (ascent.edge === 0) return undefined
    const left = siblingIsLeft(ascent)
    roots = left
      ? { from: hashChildren(sibling, roots.from), to: hashChildren(sibling, roots.to) }
      : { from: roots.from, to: hashChildren(roots.to, sibling) }
    ascent = rise(left ? riseToRightChild(ascent) : ascent)
  }
  return ascent.edge === 0 ? roots : undefined
}

function isPowerOfTwo(size: number): boolean {
  return 2 ** Math.round(Math.log2(size)) === size
}
