import { tileKey, type Tile, type TileAddress } from './tile-geometry.ts'

/**
 * Where the tiles of one log are kept. For each address it answers, in the order asked, the widest tile it holds there
 * or undefined. A tile only grows to the right, so the tile of every earlier size is a prefix of it.
 */
export interface TileStore {
  readTiles(addresses: readonly TileAddress[]): Promise<readonly (Uint8Array | undefined)[]>
}

/** A tile that the log of the size in question must have is not stored, or is stored narrower than it was. */
export class MissingTileError extends Error {
  override readonly name = 'MissingTileError'
  readonly address: TileAddress
  constructor({ level, index }: TileAddress, width: number) {
    super(`tile ${index} of level ${level} is not stored with ${width} hashes`)
    this.address = { level, index }
  }
}

/** Tiles kept in memory: those of an export, or of a log that needs no disk. */
export class MemoryTileStore implements TileStore {
  readonly #tiles = new Map<string, Uint8Array>()

  /** Keeps the tiles, each in place of a narrower one. */
  writeTiles(tiles: Iterable<Tile>): void {
    for (const tile of tiles) this.#tiles.set(tileKey(tile), tile.hashes)
  }

  async readTiles(addresses: readonly TileAddress[]): Promise<readonly (Uint8Array | undefined)[]> {
    return addresses.map((address) => this.#tiles.get(tileKey(address)))
  }
}
