import { hashLength } from './rfc6962.ts'
import { tileWidth, type Tile } from './tile-geometry.ts'

interface GrowingTile {
  readonly index: number
  readonly room: Uint8Array
  width: number
}

/** The unfinished tiles of a log while hashes are added to them. The arrays they began with stay as they were. */
export class GrowingTiles {
  readonly #before: readonly Uint8Array[]
  readonly #growing: GrowingTile[] = []
  readonly #full: Tile[] = []

  constructor(unfinished: readonly Uint8Array[]) {
    this.#before = unfinished
  }

  /** Adds the hash that stands at `place` (from 0) among all the hashes of its level. */
  push(level: number, place: number, hash: Uint8Array): void {
    const tile = this.#tileFor(level, Math.floor(place / tileWidth))
    tile.room.set(hash, tile.width * hashLength)
    tile.width += 1
    if (tile.width === tileWidth) this.#full.push({ level, index: tile.index, hashes: tile.room })
  }

  /** The tiles that got hashes: the full ones as they filled, then the unfinished ones, lowest level first. */
  touched(): Tile[] {
    const unfinished = this.#growing.map((tile, level) => ({ level, index: tile.index, hashes: hashesOf(tile) }))
    return [...this.#full, ...unfinished.filter(({ hashes }) => hashes.length > 0)]
  }

  /** The hashes of the unfinished tile of each level; none where the last tile is full. */
  unfinished(): Uint8Array[] {
    const levels = Math.max(this.#before.length, this.#growing.length)
    return Array.from({ length: levels }, (_, level) => {
      const tile = this.#growing[level]
      return tile ? hashesOf(tile) : (this.#before[level] ?? new Uint8Array(0))
    })
  }

  // Levels begin to grow from the lowest up, so #growing has no holes.
  #tileFor(level: number, index: number): GrowingTile {
    const growing = this.#growing[level]
    if (growing?.index === index) return growing
    const before = growing ? undefined : this.#before[level]
    const tile = { index, room: new Uint8Array(tileWidth * hashLength), width: (before?.length ?? 0) / hashLength }
    if (before) tile.room.set(before)
    this.#growing[level] = tile
    return tile
  }
}

function hashesOf(tile: GrowingTile): Uint8Array {
  return tile.width === tileWidth ? new Uint8Array(0) : tile.room.subarray(0, tile.width * hashLength)
}
