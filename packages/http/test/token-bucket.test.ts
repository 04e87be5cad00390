import { expect, test } from 'vitest'
import { createTokenBuckets } from '../src/index.ts'

test('a bucket lets a burst through, then the steady rate, and says how long to wait', () => {
  let now = 0
  const buckets = createTokenBuckets(10, 3, () => now)
  expect([1, 2, 3].map(() => buckets.take('a'))).toEqual([0, 0, 0])
  expect(buckets.wait('a')).toBeCloseTo(0.1)
  expect(buckets.take('a')).toBeCloseTo(0.1)
  expect(buckets.wait('b')).toBe(0)
  expect([1, 2, 3].map(() => buckets.take('b'))).toEqual([0, 0, 0])
  now += 100
  expect(buckets.left('a')).toBeCloseTo(1)
  expect(buckets.left('c')).toBe(3)
  expect(buckets.take('a')).toBe(0)
  expect(buckets.take('a')).toBeGreaterThan(0)
})

test('without a rate everything passes', () => {
  const buckets = createTokenBuckets(0, 0)
  expect([buckets.take('a'), buckets.wait('a'), buckets.left('a')]).toEqual([0, 0, Infinity])
})
