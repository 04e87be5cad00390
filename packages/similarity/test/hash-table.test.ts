import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HashTable } from '../src/text/hash-table.ts'

test('a hash table answers as a map does', () => {
  const hashes = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
  fc.assert(
    fc.property(fc.array(fc.tuple(hashes, fc.double({ noNaN: true }))), hashes, (entries, other) => {
      const map = new Map(entries)
      const table = new HashTable(entries)
      for (const hash of [...map.keys(), other]) expect(table.get(hash, 7)).toBe(map.get(hash) ?? 7)
    }),
  )
})
