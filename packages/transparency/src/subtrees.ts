/** Leaves `begin` (included) to `end` (not included) of the log; RFC 6962 writes it D[begin:end]. */
export interface LeafRange {
  readonly begin: number
  readonly end: number
}

/** A complete subtree: the `index`-th node of the level `height` above the leaves. */
export interface Subtree {
  readonly height: number
  readonly index: number
}

/** The subtrees whose hashes prove that a leaf is in the log of this size, lowest first (PATH of RFC 6962 §2.1.1). */
export function inclusionRanges(position: number, size: number): LeafRange[] {
  return pathTo(position, { begin: 0, end: size })
}

/** The subtrees whose hashes prove that the log of size `to` begins with that of size `from` (PROOF of RFC 6962 §2.1.2). */
export function consistencyRanges(from: number, to: number): LeafRange[] {
  return subProof(from, { begin: 0, end: to }, true)
}

/**
 * The complete subtrees that make up a range, left to right, largest first. The range begins where the recursions above
 * let one begin: at a multiple of a power of two that is not smaller than the range.
 */
export function completeSubtrees({ begin, end }: LeafRange): Subtree[] {
  const subtrees: Subtree[] = []
  for (let at = begin; at < end;) {
    const height = floorLog2(end - at)
    subtrees.push({ height, index: at / 2 ** height })
    at += 2 ** height
  }
  return subtrees
}

function pathTo(position: number, range: LeafRange): LeafRange[] {
  if (range.end - range.begin === 1) return []
  const [left, right] = split(range)
  return position < left.end ? [...pathTo(position, left), right] : [...pathTo(position, right), left]
}

function subProof(from: number, range: LeafRange, isOldTree: boolean): LeafRange[] {
  if (from === range.end) return isOldTree ? [] : [range]
  const [left, right] = split(range)
  return from <= left.end ? [...subProof(from, left, isOldTree), right] : [...subProof(from, right, false), left]
}

// The left part is as large as a power of two smaller than the whole can be (RFC 6962 §2.1).
function split({ begin, end }: LeafRange): [LeafRange, LeafRange] {
  const middle = begin + 2 ** floorLog2(end - begin - 1)
  return [
    { begin, end: middle },
    { begin: middle, end },
  ]
}

// Math.log2 rounds 2^k − 1 up to k for k ≥ 49, so its answer is checked.
function floorLog2(number: number): number {
  const guess = Math.floor(Math.log2(number))
  return 2 ** guess > number ? guess - 1 : guess
}
