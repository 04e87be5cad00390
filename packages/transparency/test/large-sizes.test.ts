import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyProof,
  growTree,
  inclusionProof,
  loadEdge,
  rootHashAt,
  rootHashOf,
  verifyConsistency,
  verifyInclusion,
  type TileStore,
} from '../src/index.ts'

// A log of 2^53 − 1 leaves that are all equal: the subtrees of one height have one hash, so its tiles need no room.
const leafHash = new Uint8Array(32).fill(1)
const bySubtreeHeight = [leafHash]
for (let height = 1; height <= 53; height += 1) {
  const below = bySubtreeHeight[height - 1] ?? leafHash
  bySubtreeHeight.push(
    new Uint8Array(createHash('sha256').update(Uint8Array.of(1)).update(below).update(below).digest()),
  )
}
const uniformLog: TileStore = {
  readTiles: async (addresses) =>
    addresses.map(({ level }) => new Uint8Array(Buffer.concat(Array(256).fill(bySubtreeHeight[8 * level])))),
}
const largest = Number.MAX_SAFE_INTEGER

describe('positions and sizes up to 2^53 − 1', () => {
  const size = fc.oneof(
    fc.integer({ min: 1, max: largest }),
    fc.integer({ min: 0, max: 52 }).map((n) => 2 ** n),
  )

  test('have inclusion proofs that hold', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.maxSafeNat(), async (to, seed) => {
        const position = seed % to
        const hashes = await inclusionProof(uniformLog, position, to)
        const claim = { position, size: to, leafHash, rootHash: await rootHashAt(uniformLog, to), hashes }
        expect(verifyInclusion(claim)).toBe(true)
        expect(verifyInclusion({ ...claim, hashes: [...hashes, leafHash] })).toBe(false)
      }),
    )
  })

  test('have consistency proofs that hold', async () => {
    await fc.assert(
      fc.asyncProperty(size, size, async (one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)]
        const hashes = await consistencyProof(uniformLog, from, to)
        const fromRootHash = await rootHashAt(uniformLog, from)
        const toRootHash = await rootHashAt(uniformLog, to)
        expect(verifyConsistency({ from, to, fromRootHash, toRootHash, hashes })).toBe(true)
      }),
    )
  })

  test('grow by one leaf to the root the tiles give', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: largest - 1 }), async (from) => {
        const grown = growTree(await loadEdge(uniformLog, from), [leafHash])
        expect(grown.rootHash).toEqual(await rootHashAt(uniformLog, from + 1))
        expect(rootHashOf(await loadEdge(uniformLog, from + 1))).toEqual(grown.rootHash)
      }),
    )
  })

  test('need 53 hashes at most', async () => {
    expect((await inclusionProof(uniformLog, 0, largest)).length).toBe(53)
    expect((await consistencyProof(uniformLog, largest - 1, largest)).length).toBeLessThanOrEqual(54)
  })
})
