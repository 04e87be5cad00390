import { joinBytes } from './bytes.ts'
import { tileWidth } from './tile-geometry.ts'

/** The longest leaf an entry bundle can carry, in bytes: its length is written as a uint16. */
export const longestLeaf = 0xffff

/** The bundle of 1 to 256 leaves: before each its length as big-endian uint16 (C2SP tlog-tiles). Throws RangeError. */
export function formatEntryBundle(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length < 1 || leaves.length > tileWidth)
    throw new RangeError(`a bundle cannot hold ${leaves.length} leaves`)
  return joinBytes(...leaves.flatMap((leaf) => [lengthPrefix(leaf), leaf]))
}

/** The leaves of a bundle, or undefined where it does not end with a leaf's end or holds none or more than 256. */
export function parseEntryBundle(bundle: Uint8Array): Uint8Array[] | undefined {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength)
  const leaves: Uint8Array[] = []
  let at = 0
  while (at + 2 <= bundle.length && leaves.length < tileWidth) {
    const end = at + 2 + view.getUint16(at)
    leaves.push(bundle.subarray(at + 2, end))
    at = end
  }
  return at === bundle.length && leaves.length > 0 ? leaves : undefined
}

function lengthPrefix(leaf: Uint8Array): Uint8Array {
  if (leaf.length > longestLeaf) throw new RangeError(`a leaf of ${leaf.length} bytes does not fit a bundle`)
  return Uint8Array.of(leaf.length >> 8, leaf.length & 0xff)
}
