import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { enterSequence, openSequenceBook } from '../src/record/sequence-book.ts'

const now = '2026-11-22T10:00:00.000+08:00'

describe('the numbering of envelopes', () => {
  test('knows its holes whatever the order of arrival', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (arrivals) => {
        const book = arrivals.reduce((b, n) => enterSequence(b, n, now), openSequenceBook(0, []))
        const missing = book.holes.flatMap((hole) =>
          Array.from({ length: hole.last - hole.first + 1 }, (_, i) => hole.first + i),
        )
        const highest = Math.max(...arrivals)
        const expected = Array.from({ length: highest }, (_, i) => i + 1).filter((n) => !arrivals.includes(n))
        expect(book.highest).toBe(highest)
        expect(missing.toSorted((a, b) => a - b)).toEqual(expected)
      }),
    )
  })
})
