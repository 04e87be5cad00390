import { emptyRootHash, hashChildren, hashLength } from './rfc6962.ts'
import { completeSubtrees, consistencyRanges, inclusionRanges, type LeafRange, type Subtree } from './subtrees.ts'
import { hashesIn, tileHeight, tileKey, tileWidth, type TileAddress } from './tile-geometry.ts'
import { MissingTileError, type TileStore } from './tile-store.ts'

/**
 * The hashes that prove the leaf at `position` to be in the log as it was at `size` leaves, in the order of RFC 6962
 * §2.1.1. One read of the tiles on the way, two for each level; 0 ≤ position < size ≤ what is stored, else RangeError or
 * MissingTileError.
 */
export async function inclusionProof(store: TileStore, position: number, size: number): Promise<Uint8Array[]> {
  if (!isCount(position) || !isCount(size) || position >= size) throw new RangeError(`no leaf ${position} in ${size}`)
  return hashRanges(store, inclusionRanges(position, size))
}

/**
 * The hashes that prove the log of `to` leaves to begin with that of `from`, in the order of RFC 6962 §2.1.2; none where
 * both are equal. 0 < from ≤ to ≤ what is stored, else RangeError or MissingTileError.
 */
export async function consistencyProof(store: TileStore, from: number, to: number): Promise<Uint8Array[]> {
  if (!isCount(from) || !isCount(to) || from < 1 || from > to) throw new RangeError(`no proof from ${from} to ${to}`)
  return hashRanges(store, consistencyRanges(from, to))
}

/** The root of the log as it was at `size` leaves, read from the tiles at its right edge; throws MissingTileError. */
export async function rootHashAt(store: TileStore, size: number): Promise<Uint8Array> {
  if (!isCount(size)) throw new RangeError(`no log has ${size} leaves`)
  const [root = emptyRootHash] = await hashRanges(store, size === 0 ? [] : [{ begin: 0, end: size }])
  return root
}

/** The root of neighbouring subtrees, the largest first: each is the left side of all that follow. */
export function foldSubtrees(hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.length === 0 ? emptyRootHash : hashes.reduceRight((right, left) => hashChildren(left, right))
}

/** The root of 2^n neighbouring hashes, given one after another. */
export function hashComplete(hashes: Uint8Array): Uint8Array {
  if (hashes.length === hashLength) return hashes
  const middle = hashes.length / 2
  return hashChildren(hashComplete(hashes.subarray(0, middle)), hashComplete(hashes.subarray(middle)))
}

async function hashRanges(store: TileStore, ranges: readonly LeafRange[]): Promise<Uint8Array[]> {
  const subtrees = ranges.map(completeSubtrees)
  const tiles = await loadTiles(store, subtrees.flat())
  return subtrees.map((parts) => foldSubtrees(parts.map((part) => hashFrom(tiles, part))))
}

async function loadTiles(store: TileStore, subtrees: readonly Subtree[]) {
  const addresses = new Map(subtrees.map(placeOf).map(({ tile }) => [tileKey(tile), tile]))
  const stored = addresses.size === 0 ? [] : await store.readTiles([...addresses.values()])
  return new Map([...addresses.keys()].map((key, at) => [key, stored[at]]))
}

function hashFrom(tiles: ReadonlyMap<string, Uint8Array | undefined>, subtree: Subtree): Uint8Array {
  const { tile, first, count } = placeOf(subtree)
  const hashes = hashesIn(tiles.get(tileKey(tile)), first, count)
  if (!hashes) throw new MissingTileError(tile, first + count)
  return hashComplete(hashes)
}

// A complete subtree lies within one tile: its root is the root of `count` neighbouring hashes there.
function placeOf({ height, index }: Subtree): { tile: TileAddress; first: number; count: number } {
  const count = 2 ** (height % tileHeight)
  const first = index * count
  const tile = { level: Math.floor(height / tileHeight), index: Math.floor(first / tileWidth) }
  return { tile, first: first % tileWidth, count }
}

function isCount(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0
}
