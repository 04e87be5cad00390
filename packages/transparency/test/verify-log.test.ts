import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyProof,
  emptyEdge,
  emptyRootHash,
  formatVkey,
  growTree,
  hashLeaf,
  MemoryTileStore,
  rootHashAt,
  signCheckpoint,
  verifyConsistency,
  verifyLog,
  type LogEntry,
  type LogExport,
  type LogFinding,
  type Tile,
} from '../src/index.ts'
import { grownLog, leafAt } from './grown-log.ts'
import { signerOf } from './signing-key.ts'

const origin = '440000-hub.example/log'
const log = signerOf(origin, 3)
const size = 1000
const { store, rootHash, tiles } = grownLog(size)
const checkpoint = await signCheckpoint({ origin, size, rootHash }, log)
const vkey = formatVkey(log.key)

function entriesUpTo(end: number): LogEntry[] {
  return Array.from({ length: end }, (_, position) => ({ position, leaf: leafAt(position) }))
}

const entries = entriesUpTo(size)

async function* inTurn(all: readonly LogEntry[]): AsyncGenerator<LogEntry> {
  yield* all
}

function verify(all: readonly LogEntry[], changes: Partial<LogExport> = {}) {
  return verifyLog({ events: inTurn(all), checkpoint, vkey, tiles: store, ...changes })
}

function withChangedByte(all: readonly LogEntry[], position: number, at: number): LogEntry[] {
  const { leaf } = all[position] ?? { leaf: new Uint8Array(1) }
  const place = at % leaf.length
  return all.with(position, { position, leaf: leaf.with(place, (leaf[place] ?? 0) ^ 0x20) })
}

function storeWith(change: (tile: Tile) => Tile | undefined): MemoryTileStore {
  const changed = new MemoryTileStore()
  changed.writeTiles(tiles.flatMap((tile) => change(tile) ?? []))
  return changed
}

function storeOf(all: readonly LogEntry[]): MemoryTileStore {
  const grown = new MemoryTileStore()
  grown.writeTiles(
    growTree(
      emptyEdge,
      all.map(({ leaf }) => hashLeaf(leaf)),
    ).tiles,
  )
  return grown
}

// Turns a bit of the hash at `place` of one tile.
function storeWithChangedHash(level: number, index: number, place: number): MemoryTileStore {
  return storeWith((tile) => {
    if (tile.level !== level || tile.index !== index) return tile
    return { ...tile, hashes: tile.hashes.with(place * 32, (tile.hashes[place * 32] ?? 0) ^ 1) }
  })
}

describe('an untouched export', () => {
  test('holds with its tiles, and without', async () => {
    for (const kept of [{ tiles: store }, {}]) {
      expect(await verifyLog({ events: inTurn(entries), checkpoint, vkey, ...kept })).toEqual({
        holds: true,
        checkpoint: { origin, size, rootHash },
        read: size,
        uncovered: 0,
        broken: undefined,
        findings: [],
        findingCount: 0,
      })
    }
  })

  test('holds at every size where tiles begin and end', async () => {
    for (const end of [0, 1, 2, 255, 256, 257, 511, 512, 513]) {
      const then = await signCheckpoint({ origin, size: end, rootHash: await rootHashAt(store, end) }, log)
      expect(await verify(entriesUpTo(end), { checkpoint: then })).toMatchObject({ holds: true, read: end })
    }
  })

  test('may go on beyond its checkpoint, and says how far', async () => {
    expect(await verify(entriesUpTo(size + 7))).toMatchObject({ holds: true, read: size + 7, uncovered: 7 })
  })

  test('may be empty', async () => {
    const empty = await signCheckpoint({ origin, size: 0, rootHash: emptyRootHash }, log)
    expect(await verify([], { checkpoint: empty, tiles: new MemoryTileStore() })).toMatchObject({
      holds: true,
      read: 0,
    })
  })

  test('of 70,000 events holds', async () => {
    const large = grownLog(70_000)
    const note = await signCheckpoint({ origin, size: 70_000, rootHash: large.rootHash }, log)
    expect(await verify(entriesUpTo(70_000), { checkpoint: note, tiles: large.store })).toMatchObject({ holds: true })
  })
})

describe('one changed byte', () => {
  test('anywhere in the events is found, and its position named', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: size - 1 }), fc.nat(), async (position, at) => {
        const verdict = await verify(withChangedByte(entries, position, at))
        expect(verdict.broken).toEqual({ from: position, to: position })
        expect(verdict.findings).toEqual([{ finding: 'leaf-differs', from: position, to: position }])
      }),
      { numRuns: 50 },
    )
  })

  test('in several events names the first and lists all', async () => {
    const changed = withChangedByte(withChangedByte(entries, 900, 3), 17, 0)
    const verdict = await verify(changed)
    expect(verdict.broken).toEqual({ from: 17, to: 17 })
    expect(verdict.findings).toEqual([17, 900].map((at) => ({ finding: 'leaf-differs', from: at, to: at })))
  })

  test('in neighbouring events is one finding', async () => {
    const changed = entries.map(({ position }) => ({ position, leaf: leafAt(position + 1) }))
    const verdict = await verify(changed)
    expect(verdict.findings).toEqual([{ finding: 'leaf-differs', from: 0, to: size - 1 }])
  })

  test('in every other event lists the first thousand and counts all', async () => {
    const end = 2200
    const large = grownLog(end)
    const note = await signCheckpoint({ origin, size: end, rootHash: large.rootHash }, log)
    const changed = entriesUpTo(end).map(({ position }) => ({ position, leaf: leafAt(position + (position % 2)) }))
    const verdict = await verify(changed, { checkpoint: note, tiles: large.store })
    expect([verdict.findings.length, verdict.findingCount]).toEqual([1000, end / 2])
    expect(verdict.broken).toEqual({ from: 1, to: 1 })
  })

  test('is noticed without tiles, but cannot be placed', async () => {
    const events = inTurn(withChangedByte(entries, 5, 5))
    const verdict = await verifyLog({ events, checkpoint, vkey })
    expect(verdict.findings).toEqual([{ finding: 'root-differs', from: 0, to: size - 1 }])
  })

  test('in a stored leaf hash is blamed on the tile, since the events give the signed root', async () => {
    const verdict = await verify(entries, { tiles: storeWithChangedHash(0, 2, 7) })
    expect(verdict.holds).toBe(false)
    expect(verdict.findings).toEqual([{ finding: 'tile-differs', level: 0, from: 519, to: 519 }])
    expect(verdict.broken).toBeUndefined()
  })

  test('in a higher tile is found, with the leaves that hash stands for', async () => {
    const verdict = await verify(entries, { tiles: storeWithChangedHash(1, 0, 1) })
    expect(verdict.findings).toEqual([{ finding: 'tile-differs', level: 1, from: 256, to: 511 }])
    expect(verdict.broken).toBeUndefined()
  })

  test('hidden by changing the stored leaf hash too is placed within its tile by the tile above', async () => {
    const changed = withChangedByte(entries, 300, 1)
    const forged = hashLeaf(changed[300]?.leaf ?? new Uint8Array(0))
    const forging = storeWith((tile) => {
      const hashes = Uint8Array.from(tile.hashes)
      if (tile.level === 0 && tile.index === 1) hashes.set(forged, (300 - 256) * 32)
      return { ...tile, hashes }
    })
    const verdict = await verify(changed, { tiles: forging })
    expect(verdict.broken).toEqual({ from: 256, to: 511 })
    expect(verdict.findings.map(({ finding }) => finding)).toEqual(['tile-differs', 'root-differs'])
  })

  test('hidden in all the tiles is found by the signed root', async () => {
    const changed = withChangedByte(entries, 300, 1)
    const verdict = await verify(changed, { tiles: storeOf(changed) })
    expect(verdict.findings).toEqual([{ finding: 'root-differs', from: 0, to: size - 1 }])
  })
})

describe('a missing event', () => {
  test.each([
    ['the first', 0, 0],
    ['one in the middle', 400, 400],
    ['a stretch across tiles', 250, 600],
    ['the last', 999, 999],
    ['all', 0, 999],
  ])('is named: %s', async (_, from, to) => {
    const verdict = await verify(entries.toSpliced(from, to - from + 1))
    expect(verdict.findings).toEqual([{ finding: 'positions-missing', from, to }])
    expect(verdict.broken).toEqual({ from, to })
  })

  test('is named without tiles too', async () => {
    const verdict = await verifyLog({ events: inTurn(entries.toSpliced(400, 1)), checkpoint, vkey })
    expect(verdict.findings[0]).toEqual({ finding: 'positions-missing', from: 400, to: 400 })
  })

  test('beyond the checkpoint is named as well, as positions have no gaps', async () => {
    const verdict = await verify(entriesUpTo(size + 5).toSpliced(size + 1, 2))
    expect(verdict.findings).toEqual([{ finding: 'positions-missing', from: 1001, to: 1002 }])
  })

  test('at the end, replaced by another, makes the next consistency proof fail', async () => {
    const rewritten = storeOf([
      ...entriesUpTo(size - 1),
      { position: size - 1, leaf: leafAt(5) },
      ...entries.slice(0, 9),
    ])
    const [from, to] = [size, size + 9]
    const hashes = await consistencyProof(rewritten, from, to)
    const toRootHash = await rootHashAt(rewritten, to)
    expect(verifyConsistency({ from, to, fromRootHash: rootHash, toRootHash, hashes })).toBe(false)
    const fromRootHash = await rootHashAt(rewritten, from)
    expect(verifyConsistency({ from, to, fromRootHash, toRootHash, hashes })).toBe(true)
  })
})

describe('an export out of order', () => {
  test('names an event that comes twice', async () => {
    const verdict = await verify(entries.toSpliced(401, 0, { position: 400, leaf: leafAt(400) }))
    expect(verdict.findings).toEqual([{ finding: 'position-repeated', position: 400 }])
    expect(verdict.holds).toBe(false)
  })

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('names a position that is none: %d', async (position) => {
    const verdict = await verify([...entries, { position, leaf: leafAt(0) }])
    expect(verdict.findings).toEqual([{ finding: 'position-repeated', position }])
  })

  test('names both of two that changed places', async () => {
    const swapped = entries.with(10, { position: 10, leaf: leafAt(11) }).with(11, { position: 11, leaf: leafAt(10) })
    expect((await verify(swapped)).findings).toEqual([{ finding: 'leaf-differs', from: 10, to: 11 }])
  })
})

describe('a missing tile', () => {
  test.each([
    [0, 0],
    [0, 3],
    [1, 0],
  ])('on level %i, index %i, is named', async (level, index) => {
    const without = storeWith((tile) => (tile.level === level && tile.index === index ? undefined : tile))
    expect((await verify(entries, { tiles: without })).findings).toEqual([{ finding: 'tile-missing', level, index }])
  })

  test('is also one that is too narrow', async () => {
    const narrow = storeWith((tile) => (tile.index === 3 ? { ...tile, hashes: tile.hashes.subarray(32) } : tile))
    expect((await verify(entries, { tiles: narrow })).findings).toContainEqual({
      finding: 'tile-missing',
      level: 0,
      index: 3,
    })
  })
})

async function findingsWith(changes: Partial<LogExport>): Promise<readonly LogFinding[]> {
  return (await verify(entries, changes)).findings
}

describe('nothing is believed', () => {
  test('of a checkpoint with another signature, of another log, or of no form', async () => {
    const other = formatVkey(signerOf(origin, 4).key)
    expect(await findingsWith({ vkey: other })).toEqual([{ finding: 'checkpoint-refused', fault: 'unknown-key' }])
    expect(await findingsWith({ checkpoint: checkpoint.replace('1000', '1001') })).toEqual([
      { finding: 'checkpoint-refused', fault: 'false-signature' },
    ])
    expect(await findingsWith({ checkpoint: '' })).toEqual([{ finding: 'checkpoint-refused', fault: 'no-blank-line' }])
    expect(await findingsWith({ vkey: 'none' })).toEqual([{ finding: 'checkpoint-refused', fault: 'malformed-vkey' }])
  })
})
