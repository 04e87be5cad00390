import {
  emptyEdge,
  growTree,
  hashLeaf,
  MemoryTileStore,
  type Tile,
  type TileAddress,
  type TileStore,
  type TreeEdge,
} from '../src/index.ts'

/** The leaf that the tests put at a position. */
export function leafAt(position: number): Uint8Array {
  return new TextEncoder().encode(`{"position":${position}}`)
}

/** The hashes of the first `size` such leaves. */
export function leafHashes(size: number): Uint8Array[] {
  return Array.from({ length: size }, (_, position) => hashLeaf(leafAt(position)))
}

/** A log grown in one batch, with its tiles in memory. */
export function grownLog(size: number): {
  store: MemoryTileStore
  edge: TreeEdge
  rootHash: Uint8Array
  tiles: Tile[]
} {
  const { edge, rootHash, tiles } = growTree(emptyEdge, leafHashes(size))
  const store = new MemoryTileStore()
  store.writeTiles(tiles)
  return { store, edge, rootHash, tiles: [...tiles] }
}

/** Counts what is read of the tiles of another store. */
export class CountingStore implements TileStore {
  readonly addresses: TileAddress[] = []
  bytes = 0
  calls = 0
  readonly #store: TileStore
  constructor(store: TileStore) {
    this.#store = store
  }

  async readTiles(addresses: readonly TileAddress[]): Promise<readonly (Uint8Array | undefined)[]> {
    const tiles = await this.#store.readTiles(addresses)
    this.calls += 1
    this.addresses.push(...addresses)
    this.bytes += tiles.reduce((sum, tile) => sum + (tile?.length ?? 0), 0)
    return tiles
  }
}
