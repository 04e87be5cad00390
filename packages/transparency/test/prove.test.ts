import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyProof,
  hashChildren,
  inclusionProof,
  MemoryTileStore,
  MissingTileError,
  rootHashAt,
  verifyConsistency,
  verifyInclusion,
} from '../src/index.ts'
import { CountingStore, grownLog, leafHashes } from './grown-log.ts'
import { referencePath, referenceProof, referenceRoot } from './reference-tree.ts'

const largest = 70_000
const { store } = grownLog(largest)
const leaves = leafHashes(largest)

async function includes(position: number, size: number, hashes: readonly Uint8Array[]): Promise<boolean> {
  const leafHash = leaves[position] ?? new Uint8Array(0)
  return verifyInclusion({ position, size, leafHash, rootHash: await rootHashAt(store, size), hashes })
}

async function isConsistent(from: number, to: number, hashes: readonly Uint8Array[]): Promise<boolean> {
  const [fromRootHash, toRootHash] = [await rootHashAt(store, from), await rootHashAt(store, to)]
  return verifyConsistency({ from, to, fromRootHash, toRootHash, hashes })
}

// Sizes where a tile, or a tile of tiles, has just begun or ended are as likely as all others together.
const size = fc.oneof(
  fc.integer({ min: 1, max: largest }),
  fc.constantFrom(1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 65_792, largest),
)
const twoSizes = fc.tuple(size, size).map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const)
const leafAndSize = size.chain((to) => fc.tuple(fc.integer({ min: 0, max: to - 1 }), fc.constant(to)))

describe('a proof made from the tiles of a larger log', () => {
  test('is for every leaf and size up to 40 the one that RFC 6962 defines', async () => {
    for (let to = 1; to <= 40; to += 1) {
      for (let position = 0; position < to; position += 1) {
        expect(await inclusionProof(store, position, to)).toEqual(referencePath(position, leaves.slice(0, to)))
      }
    }
  })

  test('is for every two sizes up to 40 the one that RFC 6962 defines', async () => {
    for (let to = 1; to <= 40; to += 1) {
      for (let from = 1; from <= to; from += 1) {
        expect(await consistencyProof(store, from, to)).toEqual(referenceProof(from, leaves.slice(0, to)))
      }
    }
  })

  test('is also the defined one where tiles meet', async () => {
    const sizes = [255, 256, 257, 300, 511, 512, 513, 600]
    for (const to of sizes) {
      const upTo = leaves.slice(0, to)
      expect(await rootHashAt(store, to)).toEqual(referenceRoot(upTo))
      for (const from of sizes.filter((candidate) => candidate <= to)) {
        expect(await consistencyProof(store, from, to)).toEqual(referenceProof(from, upTo))
        expect(await inclusionProof(store, from - 1, to)).toEqual(referencePath(from - 1, upTo))
      }
    }
  })

  test('shows every pair of sizes up to 130 to be consistent', async () => {
    for (let to = 1; to <= 130; to += 1) {
      for (let from = 1; from <= to; from += 1) {
        expect(await isConsistent(from, to, await consistencyProof(store, from, to))).toBe(true)
      }
    }
  })

  test('holds for any leaf at any size', async () => {
    await fc.assert(
      fc.asyncProperty(leafAndSize, async ([position, to]) => {
        expect(await includes(position, to, await inclusionProof(store, position, to))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('holds for any two sizes', async () => {
    await fc.assert(
      fc.asyncProperty(twoSizes, async ([from, to]) => {
        expect(await isConsistent(from, to, await consistencyProof(store, from, to))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('reads at most two tiles of each level, all at once', async () => {
    await fc.assert(
      fc.asyncProperty(leafAndSize, async ([position, to]) => {
        const counting = new CountingStore(store)
        await inclusionProof(counting, position, to)
        expect(counting.calls).toBeLessThanOrEqual(1)
        expect(counting.addresses.length).toBeLessThanOrEqual(6)
      }),
      { numRuns: 100 },
    )
  })
})

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, at) => (at === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte))
}

// Every proof got from a true one by turning a bit of one hash, or leaving one out, or adding one anywhere.
function forgeries(proof: readonly Uint8Array[], which: number, bit: number): Uint8Array[][] {
  const at = which % Math.max(1, proof.length)
  const changed = proof.map((hash, place) => (place === at ? flip(hash, bit) : hash))
  const shortened = proof.toSpliced(at, 1)
  const lengthened = [proof[at] ?? new Uint8Array(32), new Uint8Array(32), new Uint8Array(0)].flatMap((hash) => [
    proof.toSpliced(at, 0, hash),
    [...proof, hash],
  ])
  return proof.length === 0 ? lengthened : [changed, shortened, ...lengthened]
}

describe('a proof that was tampered with', () => {
  const bit = fc.integer({ min: 0, max: 255 })

  test('no longer holds when one bit of one hash is turned, or a hash is dropped, doubled or added', async () => {
    await fc.assert(
      fc.asyncProperty(leafAndSize, fc.nat(), bit, async ([position, to], which, turned) => {
        for (const hashes of forgeries(await inclusionProof(store, position, to), which, turned)) {
          expect(await includes(position, to, hashes)).toBe(false)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('does not hold for another leaf, position, size or root', async () => {
    await fc.assert(
      fc.asyncProperty(leafAndSize, bit, async ([position, to], turned) => {
        const hashes = await inclusionProof(store, position, to)
        const rootHash = await rootHashAt(store, to)
        const claim = { position, size: to, leafHash: leaves[position] ?? new Uint8Array(0), rootHash, hashes }
        expect(verifyInclusion({ ...claim, leafHash: flip(claim.leafHash, turned) })).toBe(false)
        expect(verifyInclusion({ ...claim, rootHash: flip(rootHash, turned) })).toBe(false)
        expect(verifyInclusion({ ...claim, position: position ^ 1 })).toBe(false)
        expect(verifyInclusion({ ...claim, size: position })).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  test('does not show a log consistent with a past it does not have', async () => {
    await fc.assert(
      fc.asyncProperty(twoSizes, fc.nat(), bit, async ([from, to], which, turned) => {
        const hashes = await consistencyProof(store, from, to)
        const [fromRootHash, toRootHash] = [await rootHashAt(store, from), await rootHashAt(store, to)]
        const claim = { from, to, fromRootHash, toRootHash, hashes }
        expect(verifyConsistency({ ...claim, fromRootHash: flip(fromRootHash, turned) })).toBe(false)
        expect(verifyConsistency({ ...claim, toRootHash: flip(toRootHash, turned) })).toBe(false)
        expect(verifyConsistency({ ...claim, from: from + 1 })).toBe(false)
        for (const forged of forgeries(hashes, which, turned)) {
          expect(verifyConsistency({ ...claim, hashes: forged })).toBe(false)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('a node inside the tree', () => {
  test('cannot be passed off as a leaf by leaving out the hashes below it', async () => {
    const rootHash = await rootHashAt(store, 4)
    const [, right] = await inclusionProof(store, 0, 4)
    const claim = { position: 0, size: 4, leafHash: await rootHashAt(store, 2), rootHash, hashes: right ? [right] : [] }
    expect(verifyInclusion(claim)).toBe(false)
    expect(verifyInclusion({ ...claim, size: 2 })).toBe(true)
  })

  test('cannot be passed off as the root of a smaller log', async () => {
    const [fromRootHash, toRootHash] = [await rootHashAt(store, 2), await rootHashAt(store, 4)]
    const hashes = await consistencyProof(store, 2, 4)
    expect(verifyConsistency({ from: 2, to: 4, fromRootHash, toRootHash, hashes })).toBe(true)
    expect(verifyConsistency({ from: 1, to: 4, fromRootHash, toRootHash, hashes })).toBe(false)
  })
})

describe('a hash of another length', () => {
  const endsInZero = new Uint8Array(32).fill(7, 0, 31)
  const other = new Uint8Array(32).fill(9)
  const rootHash = hashChildren(endsInZero, other)

  test.each([
    ['a byte short, though zero would follow', endsInZero.subarray(0, 31)],
    ['a byte long', Uint8Array.of(...endsInZero, 0)],
    ['empty', new Uint8Array(0)],
  ])('is not taken for one of 32 bytes: %s', (_, hash) => {
    const claim = { position: 1, size: 2, leafHash: other, rootHash, hashes: [endsInZero] }
    expect(verifyInclusion(claim)).toBe(true)
    expect(verifyInclusion({ ...claim, hashes: [hash] })).toBe(false)
    expect(verifyInclusion({ position: 0, size: 2, leafHash: hash, rootHash, hashes: [other] })).toBe(false)
    const growth = { from: 1, to: 2, toRootHash: rootHash, hashes: [other] }
    expect(verifyConsistency({ ...growth, fromRootHash: endsInZero })).toBe(true)
    expect(verifyConsistency({ ...growth, fromRootHash: hash })).toBe(false)
  })
})

describe('what has no proof', () => {
  test.each([
    [5, 5],
    [-1, 5],
    [0, 0],
    [1.5, 5],
    [0, 2 ** 53],
    [Number.NaN, 5],
  ])('leaf %d at size %d is refused', async (position, to) => {
    await expect(inclusionProof(store, position, to)).rejects.toThrow(RangeError)
    expect(
      verifyInclusion({
        position,
        size: to,
        leafHash: new Uint8Array(32),
        rootHash: new Uint8Array(32),
        hashes: [],
      }),
    ).toBe(false)
  })

  test.each([
    [0, 5],
    [0, 0],
    [6, 5],
    [-1, 5],
    [1.5, 5],
    [1, 2 ** 53],
  ])('growth from %d to %d is refused', async (from, to) => {
    await expect(consistencyProof(store, from, to)).rejects.toThrow(RangeError)
    const roots = { fromRootHash: new Uint8Array(32), toRootHash: new Uint8Array(32) }
    expect(verifyConsistency({ from, to, ...roots, hashes: [] })).toBe(false)
  })

  test('a size that is not stored yet is named with the tile that lacks it', async () => {
    await expect(inclusionProof(store, 0, largest + 1)).rejects.toThrow(MissingTileError)
    await expect(consistencyProof(new MemoryTileStore(), 1, 2)).rejects.toThrow('tile 0 of level 0')
  })
})
