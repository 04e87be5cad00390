import { hashLength } from './rfc6962.ts'

/** Levels of the tree that one tile spans (C2SP tlog-tiles). */
export const tileHeight = 8

/** Hashes in a full tile, and leaves in a full entry bundle. */
export const tileWidth = 256

/** Where a tile stands: level 0 holds leaf hashes, each hash of a higher level is the root of a full tile below. */
export interface TileAddress {
  readonly level: number
  readonly index: number
}

/** A tile with its hashes one after another, 32 bytes each: 1 to 256 of them. */
export interface Tile extends TileAddress {
  readonly hashes: Uint8Array
}

/** How many hashes the tile at this address has in the log of this size: 0 where there is none, 256 where it is full. */
export function widthAt(size: number, { level, index }: TileAddress): number {
  return Math.max(0, Math.min(tileWidth, hashesOnLevel(size, level) - index * tileWidth))
}

/** The unfinished tile on each level of the log of this size, lowest level first; its hashes are not yet hashed upward. */
export function rightEdge(size: number): (TileAddress & { width: number })[] {
  const edge = []
  for (let level = 0; hashesOnLevel(size, level) > 0; level += 1) {
    const hashes = hashesOnLevel(size, level)
    edge.push({ level, index: Math.floor(hashes / tileWidth), width: hashes % tileWidth })
  }
  return edge
}

/**
 * The sizes of the log, `from` included and `below` not, at which this tile has exactly this width. A partial tile may be
 * asked for only if a checkpoint was given within them; a full one stays what it is, so its `below` is no border.
 */
export function sizesWithWidth({ level, index }: TileAddress, width: number): { from: number; below: number } {
  const span = tileWidth ** level
  const from = (index * tileWidth + width) * span
  return { from, below: width === tileWidth ? Infinity : from + span }
}

/** The `count` hashes of a tile from the place `first` on, or undefined where the tile is absent or not that wide. */
export function hashesIn(tile: Uint8Array | undefined, first: number, count: number): Uint8Array | undefined {
  const end = (first + count) * hashLength
  return tile && end <= tile.length ? tile.subarray(first * hashLength, end) : undefined
}

/** A text that is equal for equal addresses only. */
export function tileKey({ level, index }: TileAddress): string {
  return `${level}/${index}`
}

/** How many hashes all the tiles of a level hold together in the log of this size. */
export function hashesOnLevel(size: number, level: number): number {
  return Math.floor(size / tileWidth ** level)
}
