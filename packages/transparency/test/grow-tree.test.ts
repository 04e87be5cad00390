import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  emptyEdge,
  growTree,
  loadEdge,
  MemoryTileStore,
  MissingTileError,
  rightEdge,
  rootHashAt,
  rootHashOf,
  sizesWithWidth,
  tileWidth,
  widthAt,
} from '../src/index.ts'
import { CountingStore, grownLog, leafHashes } from './grown-log.ts'
import { referenceRoot } from './reference-tree.ts'

const batches = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 8 })
const many = leafHashes(3200)

describe('a log grown in batches of any size', () => {
  test('has the root and the tiles of one grown at once, whether its edge was carried on or loaded again', async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.boolean(), async (lengths, reload) => {
        const store = new MemoryTileStore()
        let edge = emptyEdge
        for (const length of lengths) {
          const grown = growTree(edge, many.slice(edge.size, edge.size + length))
          store.writeTiles(grown.tiles)
          const loaded = await loadEdge(store, grown.edge.size)
          expect(loaded).toEqual(grown.edge)
          edge = reload ? loaded : grown.edge
        }
        const atOnce = growTree(emptyEdge, many.slice(0, edge.size))
        expect(rootHashOf(edge)).toEqual(referenceRoot(many.slice(0, edge.size)))
        expect(await store.readTiles(atOnce.tiles)).toEqual(atOnce.tiles.map(({ hashes }) => hashes))
      }),
      { numRuns: 40 },
    )
  })

  test('writes only tiles that got hashes, full ones and the right edge', () => {
    const { edge } = growTree(emptyEdge, many.slice(0, 250))
    const { tiles } = growTree(edge, many.slice(250, 520))
    expect(tiles.map(({ level, index, hashes }) => [level, index, hashes.length / 32])).toEqual([
      [0, 0, 256],
      [0, 1, 256],
      [0, 2, 8],
      [1, 0, 2],
    ])
  })

  test('leaves the edge it grew from as it was, so a batch can be rolled back and tried again', () => {
    const { edge } = growTree(emptyEdge, many.slice(0, 300))
    const first = growTree(edge, many.slice(300, 310))
    growTree(edge, many.slice(1000, 1010))
    expect(growTree(edge, many.slice(300, 310))).toEqual(first)
    expect(rootHashOf(edge)).toEqual(referenceRoot(many.slice(0, 300)))
  })

  test('refuses a leaf hash that is no SHA-256 hash, and an edge that is torn', () => {
    expect(() => growTree(emptyEdge, [new Uint8Array(31)])).toThrow(RangeError)
    expect(() => growTree({ size: 1, subtreeRoots: [], unfinished: [] }, many.slice(0, 1))).toThrow(RangeError)
  })
})

describe('a log of 70,000 leaves', () => {
  const { store, edge, rootHash, tiles } = grownLog(70_000)

  test('has 273 full tiles and one of 112 on level 0, a full one and one of 17 on level 1, one of 1 on level 2', () => {
    const widths = tiles.map(({ level, hashes }) => `${level}:${hashes.length / 32}`)
    const counts = Object.fromEntries(
      [...new Set(widths)].map((width) => [width, widths.filter((w) => w === width).length]),
    )
    expect(counts).toEqual({ '0:256': 273, '0:112': 1, '1:256': 1, '1:17': 1, '2:1': 1 })
    expect(rightEdge(70_000).map(({ width }) => width)).toEqual([112, 17, 1])
  })

  test('gives back its edge and root from one tile of each level', async () => {
    const counting = new CountingStore(store)
    expect(await loadEdge(counting, 70_000)).toEqual(edge)
    expect([counting.calls, counting.addresses.length]).toEqual([1, 3])
    expect(await rootHashAt(counting, 70_000)).toEqual(rootHash)
  })

  test('gives back the edge and root of any earlier size from the tiles of today', async () => {
    for (const size of [0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 69_999]) {
      const then = growTree(emptyEdge, leafHashes(size))
      expect(await loadEdge(store, size)).toEqual(then.edge)
      expect(await rootHashAt(store, size)).toEqual(then.rootHash)
    }
  })

  test('cannot be grown from a size it has not reached', async () => {
    await expect(loadEdge(store, 70_001)).rejects.toThrow(MissingTileError)
    await expect(rootHashAt(store, 70_001)).rejects.toThrow(MissingTileError)
    await expect(rootHashAt(store, -1)).rejects.toThrow(RangeError)
  })
})

describe('the width of a tile', () => {
  test('is that of tlog-tiles: floor(size / 256^level) mod 256 for the last one, 256 for those before', () => {
    expect(widthAt(70_000, { level: 0, index: 272 })).toBe(256)
    expect(widthAt(70_000, { level: 0, index: 273 })).toBe(112)
    expect(widthAt(70_000, { level: 0, index: 274 })).toBe(0)
    expect(widthAt(256, { level: 1, index: 0 })).toBe(1)
    expect(widthAt(2 ** 53 - 1, { level: 6, index: 0 })).toBe(31)
  })

  test('is reached exactly at the sizes said for it', () => {
    const address = fc.record({ level: fc.integer({ min: 0, max: 3 }), index: fc.integer({ min: 0, max: 500 }) })
    fc.assert(
      fc.property(address, fc.integer({ min: 1, max: 256 }), (tile, width) => {
        const { from, below } = sizesWithWidth(tile, width)
        expect(widthAt(from, tile)).toBe(width)
        expect(widthAt(from - 1, tile)).toBe(width - 1)
        expect(below).toBe(width === tileWidth ? Infinity : from + 256 ** tile.level)
        const last = Math.min(below - 1, 2 ** 52)
        expect(widthAt(last, tile)).toBe(width)
        expect(widthAt(last + 1, tile)).toBe(Math.min(width + 1, tileWidth))
      }),
    )
  })
})
