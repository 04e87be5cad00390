import { sameBytes } from './bytes.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { LogFinding } from './findings.ts'
import { emptyEdge, growTree, rootHashOf } from './grow-tree.ts'
import { hashLeaf } from './rfc6962.ts'
import { hashesIn, tileWidth } from './tile-geometry.ts'
import type { TileStore } from './tile-store.ts'

/** An event of the log as exported: its position and the exact bytes of its leaf. */
export interface LogEntry {
  readonly position: number
  readonly leaf: Uint8Array
}

/** What the events say: whether all of them give the checkpoint's root, and each that is missing or not as the tiles say. */
export interface EventAudit {
  readonly rootHolds: boolean
  readonly read: number
  /** Events after the last that the checkpoint covers; they have no promise yet that could be broken. */
  readonly uncovered: number
  readonly findings: readonly LogFinding[]
}

/** Reads all events in ascending positions; those the checkpoint covers are hashed, and compared with the tiles if given. */
export async function auditEvents(
  events: AsyncIterable<LogEntry>,
  { size, rootHash }: Checkpoint,
  tiles: TileStore | undefined,
): Promise<EventAudit> {
  const findings: LogFinding[] = []
  const count = { read: 0, uncovered: 0 }
  const tree = new GrowingTree()
  const stored = storedLeafHashes(tiles)
  for await (const { position, leaf } of inOrder(events, size, findings, count)) {
    const leafHash = hashLeaf(leaf)
    tree.add(leafHash)
    const promised = await stored(position)
    if (promised && !sameBytes(promised, leafHash)) addDiffering(findings, position)
  }
  return { rootHolds: tree.size() === size && sameBytes(tree.rootHash(), rootHash), ...count, findings }
}

// The events that the checkpoint covers and that stand after the one before; the others are counted or found.
async function* inOrder(
  events: AsyncIterable<LogEntry>,
  size: number,
  findings: LogFinding[],
  count: { read: number; uncovered: number },
): AsyncGenerator<LogEntry> {
  let next = 0
  for await (const event of events) {
    const { position } = event
    count.read += 1
    if (!Number.isSafeInteger(position) || position < next) {
      findings.push({ finding: 'position-repeated', position })
      continue
    }
    if (position > next) findings.push({ finding: 'positions-missing', from: next, to: position - 1 })
    next = position + 1
    if (position < size) yield event
    else count.uncovered += 1
  }
  if (next < size) findings.push({ finding: 'positions-missing', from: next, to: size - 1 })
}

// An export of other bytes altogether differs everywhere: it must not make a finding of each event.
function addDiffering(findings: LogFinding[], position: number): void {
  const last = findings.at(-1)
  const continues = last?.finding === 'leaf-differs' && last.to === position - 1
  const from = continues ? last.from : position
  findings.splice(continues ? -1 : findings.length, 1, { finding: 'leaf-differs', from, to: position })
}

// Keeps the tile last read: positions ascend, so each tile is read once.
function storedLeafHashes(tiles: TileStore | undefined): (position: number) => Promise<Uint8Array | undefined> {
  let current: { index: number; hashes: Uint8Array | undefined } | undefined
  return async (position) => {
    const index = Math.floor(position / tileWidth)
    if (tiles && current?.index !== index) {
      current = { index, hashes: (await tiles.readTiles([{ level: 0, index }]))[0] }
    }
    return hashesIn(current?.hashes, position % tileWidth, 1)
  }
}

// Grows the edge one tile at a time: a batch costs a copy of the edge.
class GrowingTree {
  #edge = emptyEdge
  #waiting: Uint8Array[] = []

  add(leafHash: Uint8Array): void {
    this.#waiting.push(leafHash)
    if (this.#waiting.length === tileWidth) this.#grow()
  }

  size(): number {
    return this.#edge.size + this.#waiting.length
  }

  rootHash(): Uint8Array {
    this.#grow()
    return rootHashOf(this.#edge)
  }

  #grow(): void {
    this.#edge = growTree(this.#edge, this.#waiting).edge
    this.#waiting = []
  }
}
