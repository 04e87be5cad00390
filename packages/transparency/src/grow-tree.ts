import { foldSubtrees, hashComplete } from './prove.ts'
import { hashChildren, hashLength } from './rfc6962.ts'
import { completeSubtrees } from './subtrees.ts'
import { GrowingTiles } from './growing-tiles.ts'
import { hashesIn, rightEdge, tileHeight, type Tile } from './tile-geometry.ts'
import { MissingTileError, type TileStore } from './tile-store.ts'

/**
 * All that is needed of a log to add leaves to it: its size, the roots of its complete subtrees (largest first) and, for
 * each level, the hashes of the unfinished tile. It is never changed; a batch that is rolled back leaves the old one good.
 */
export interface TreeEdge {
  readonly size: number
  readonly subtreeRoots: readonly Uint8Array[]
  readonly unfinished: readonly Uint8Array[]
}

/** A log after a batch of leaves: its new edge and root, and the tiles that have to be written, full ones first. */
export interface GrownTree {
  readonly edge: TreeEdge
  readonly rootHash: Uint8Array
  readonly tiles: readonly Tile[]
}

/** The edge of the log without leaves. */
export const emptyEdge: TreeEdge = { size: 0, subtreeRoots: [], unfinished: [] }

/**
 * The edge of the stored log at this size, from one tile of each level (at most seven). Throws MissingTileError. Compare
 * `rootHashOf` it with the last checkpoint before adding anything: a rolled-back or altered store must not be signed.
 */
export async function loadEdge(store: TileStore, size: number): Promise<TreeEdge> {
  const edge = rightEdge(size)
  const wanted = edge.filter(({ width }) => width > 0)
  const stored = wanted.length === 0 ? [] : await store.readTiles(wanted)
  const unfinished = edge.map((tile) => {
    const hashes = tile.width === 0 ? new Uint8Array(0) : hashesIn(stored[wanted.indexOf(tile)], 0, tile.width)
    if (!hashes) throw new MissingTileError(tile, tile.width)
    return hashes
  })
  return { size, unfinished, subtreeRoots: unfinished.toReversed().flatMap(subtreeRootsIn) }
}

/** The root hash of the log with this edge. */
export function rootHashOf(edge: TreeEdge): Uint8Array {
  return foldSubtrees(edge.subtreeRoots)
}

/** The log with these leaf hashes (32 bytes each) added at its end: two hashes computed for each leaf, nothing read. */
export function growTree(edge: TreeEdge, leafHashes: readonly Uint8Array[]): GrownTree {
  const tiles = new GrowingTiles(edge.unfinished)
  const roots = [...edge.subtreeRoots]
  leafHashes.forEach((leafHash, at) => addLeaf(edge.size + at, leafHash, roots, tiles))
  const size = edge.size + leafHashes.length
  const grown = { size, subtreeRoots: roots, unfinished: tiles.unfinished() }
  return { edge: grown, rootHash: rootHashOf(grown), tiles: tiles.touched() }
}

// Like a carry in binary addition: two complete subtrees of one height become one of the next.
function addLeaf(position: number, leafHash: Uint8Array, roots: Uint8Array[], tiles: GrowingTiles): void {
  if (leafHash.length !== hashLength) throw new RangeError(`a leaf hash has ${hashLength} bytes`)
  let hash = leafHash
  tiles.push(0, position, hash)
  for (let [node, height] = [position, 1]; node % 2 === 1; node = Math.floor(node / 2), height += 1) {
    const left = roots.pop()
    if (!left) throw new RangeError(`the edge of a log of ${position} leaves lacks a subtree of height ${height - 1}`)
    hash = hashChildren(left, hash)
    if (height % tileHeight === 0) tiles.push(height / tileHeight, Math.floor(node / 2), hash)
  }
  roots.push(hash)
}

function subtreeRootsIn(hashes: Uint8Array): Uint8Array[] {
  return completeSubtrees({ begin: 0, end: hashes.length / hashLength }).map(({ height, index }) => {
    const first = index * 2 ** height * hashLength
    return hashComplete(hashes.subarray(first, first + 2 ** height * hashLength))
  })
}
