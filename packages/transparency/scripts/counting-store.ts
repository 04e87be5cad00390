import { MemoryTileStore, type Tile, type TileAddress, type TileStore } from '../src/index.ts'

/** Tiles in memory that count what is read and written of them. */
export class CountingStore implements TileStore {
  readonly #tiles = new MemoryTileStore()
  tilesRead = 0
  bytesRead = 0
  bytesWritten = 0

  /** Begins to count from nothing. */
  reset(): void {
    this.tilesRead = 0
    this.bytesRead = 0
    this.bytesWritten = 0
  }

  writeTiles(tiles: readonly Tile[]): void {
    this.#tiles.writeTiles(tiles)
    this.bytesWritten += tiles.reduce((sum, { hashes }) => sum + hashes.length, 0)
  }

  async readTiles(addresses: readonly TileAddress[]): Promise<readonly (Uint8Array | undefined)[]> {
    const tiles = await this.#tiles.readTiles(addresses)
    this.tilesRead += tiles.length
    this.bytesRead += tiles.reduce((sum, tile) => sum + (tile?.length ?? 0), 0)
    return tiles
  }
}
