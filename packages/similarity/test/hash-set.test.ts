import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HashSet } from '../src/text/hash-set.ts'

test('a hash set holds what it was filled with last, as a set does', () => {
  const hashes = fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { maxLength: 2_000 })
  const set = new HashSet()
  fc.assert(
    fc.property(hashes, fc.integer(), (filled, other) => {
      set.fill(Int32Array.from(filled))
      for (const hash of [...filled, other, 0]) expect(set.has(hash)).toBe(filled.includes(hash))
    }),
    { numRuns: 30 },
  )
})
