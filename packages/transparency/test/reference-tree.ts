import { createHash } from 'node:crypto'

// RFC 6962 §2.1 word for word over arrays of leaf hashes: slow, whole-tree, and sharing no code with the tiles.

const sha256 = (...parts: Uint8Array[]) => new Uint8Array(createHash('sha256').update(Buffer.concat(parts)).digest())

/** MTH(D[n]), the leaves given by their hashes. */
export function referenceRoot(leafHashes: readonly Uint8Array[]): Uint8Array {
  const [only] = leafHashes
  if (only === undefined) return sha256()
  if (leafHashes.length === 1) return only
  const k = splitPoint(leafHashes.length)
  return sha256(Uint8Array.of(1), referenceRoot(leafHashes.slice(0, k)), referenceRoot(leafHashes.slice(k)))
}

/** PATH(m, D[n]). */
export function referencePath(m: number, leafHashes: readonly Uint8Array[]): Uint8Array[] {
  if (leafHashes.length === 1) return []
  const k = splitPoint(leafHashes.length)
  const [left, right] = [leafHashes.slice(0, k), leafHashes.slice(k)]
  return m < k
    ? [...referencePath(m, left), referenceRoot(right)]
    : [...referencePath(m - k, right), referenceRoot(left)]
}

/** PROOF(m, D[n]). */
export function referenceProof(m: number, leafHashes: readonly Uint8Array[], complete = true): Uint8Array[] {
  if (m === leafHashes.length) return complete ? [] : [referenceRoot(leafHashes)]
  const k = splitPoint(leafHashes.length)
  const [left, right] = [leafHashes.slice(0, k), leafHashes.slice(k)]
  return m <= k
    ? [...referenceProof(m, left, complete), referenceRoot(right)]
    : [...referenceProof(m - k, right, false), referenceRoot(left)]
}

function splitPoint(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}
