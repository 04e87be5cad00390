import { sameBytes } from './bytes.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { LogFinding } from './findings.ts'
import { emptyEdge, growTree, rootHashOf, type TreeEdge } from './grow-tree.ts'
import { hashLength } from './rfc6962.ts'
import { hashesIn, hashesOnLevel, tileWidth, widthAt, type Tile, type TileAddress } from './tile-geometry.ts'
import type { TileStore } from './tile-store.ts'

/** What the stored tiles say: whether their leaf hashes give the checkpoint's root, and each tile that is not as it must be. */
export interface TileAudit {
  readonly rootHolds: boolean
  readonly findings: readonly LogFinding[]
}

/** Computes the whole tree anew from the stored leaf hashes and compares each stored tile above them, and the root. */
export async function auditTiles(store: TileStore, { size, rootHash }: Checkpoint): Promise<TileAudit> {
  const findings: LogFinding[] = []
  let edge = emptyEdge
  for (let index = 0; index < hashesOnLevel(size, 0) / tileWidth; index += 1) {
    const tile = { level: 0, index }
    const hashes = hashesIn((await store.readTiles([tile]))[0], 0, widthAt(size, tile))
    if (!hashes) return { rootHolds: false, findings: [...findings, { finding: 'tile-missing', ...tile }] }
    const grown = growTree(edge, split(hashes))
    edge = grown.edge
    findings.push(...(await differences(store, grown.tiles.filter(isFullAboveLeaves))))
  }
  findings.push(...(await differences(store, unfinishedTiles(edge))))
  return { rootHolds: sameBytes(rootHashOf(edge), rootHash), findings }
}

async function differences(store: TileStore, computed: readonly Tile[]): Promise<LogFinding[]> {
  const stored = computed.length === 0 ? [] : await store.readTiles(computed)
  return computed.flatMap((tile, at) => difference(tile, stored[at]) ?? [])
}

function difference({ level, index, hashes }: Tile, stored: Uint8Array | undefined): LogFinding | undefined {
  const prefix = hashesIn(stored, 0, hashes.length / hashLength)
  if (!prefix) return { finding: 'tile-missing', level, index }
  const byte = hashes.findIndex((value, at) => value !== prefix[at])
  return byte < 0 ? undefined : tileDiffers({ level, index }, Math.floor(byte / hashLength))
}

function tileDiffers({ level, index }: TileAddress, place: number): LogFinding {
  const span = tileWidth ** level
  const from = (index * tileWidth + place) * span
  return { finding: 'tile-differs', level, from, to: from + span - 1 }
}

function isFullAboveLeaves({ level, hashes }: Tile): boolean {
  return level > 0 && hashes.length === tileWidth * hashLength
}

function unfinishedTiles({ size, unfinished }: TreeEdge): Tile[] {
  return unfinished
    .map((hashes, level) => ({ level, index: Math.floor(hashesOnLevel(size, level) / tileWidth), hashes }))
    .filter(({ level, hashes }) => level > 0 && hashes.length > 0)
}

function split(hashes: Uint8Array): Uint8Array[] {
  return Array.from({ length: hashes.length / hashLength }, (_, at) =>
    hashes.subarray(at * hashLength, (at + 1) * hashLength),
  )
}
