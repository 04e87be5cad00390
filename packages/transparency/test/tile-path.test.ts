import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatEntryBundle, formatTilePath, longestLeaf, parseEntryBundle, parseTilePath } from '../src/index.ts'

describe('the path of a tile', () => {
  test.each([
    ['tile/0/x001/x234/067', { level: 0, index: 1_234_067, width: 256 }],
    ['tile/0/000', { level: 0, index: 0, width: 256 }],
    ['tile/2/000.p/1', { level: 2, index: 0, width: 1 }],
    ['tile/0/273.p/112', { level: 0, index: 273, width: 112 }],
    ['tile/63/x001/000', { level: 63, index: 1000, width: 256 }],
    ['tile/entries/x001/x234/067.p/8', { level: 'entries', index: 1_234_067, width: 8 }],
  ] as const)('%s names what tlog-tiles says', (path, named) => {
    expect(parseTilePath(path)).toEqual(named)
    expect(formatTilePath(named)).toBe(path)
  })

  test('is read back as what it was written for', () => {
    const level = fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const))
    const index = fc.oneof(fc.nat(), fc.maxSafeNat())
    const named = fc.record({ level, index, width: fc.integer({ min: 1, max: 256 }) })
    fc.assert(
      fc.property(named, (tile) => {
        expect(parseTilePath(formatTilePath(tile))).toEqual(tile)
      }),
    )
  })

  test.each([
    '',
    '/tile/0/000',
    'tile/0/000/',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0x1/000',
    'tile/Entries/000',
    'tile/0/0',
    'tile/0/0000',
    'tile/0/x000/001',
    'tile/0/001/234',
    'tile/0/x001/x234',
    'tile/0/X001/234',
    'tile/0/1234067',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/000.p/256',
    'tile/0/000.p/300',
    'tile/0/000.p/-1',
    'tile/0/000.p/1e2',
    'tile/0/000.p/',
    'tile/0/000.p',
    'tile/0/000\n',
    'tile/0/٠٠٠',
    'tile/0/x999/x999/x999/x999/x999/999',
    'tile/0/../../checkpoint',
  ])('%j is none', (path) => {
    expect(parseTilePath(path)).toBeUndefined()
  })
})

describe('an entry bundle', () => {
  const leaf = fc.uint8Array({ maxLength: 300 })

  test('gives back the leaves it was made of', () => {
    const leaves = fc.array(leaf, { minLength: 1, maxLength: 256 })
    fc.assert(
      fc.property(leaves, (all) => {
        expect(parseEntryBundle(formatEntryBundle(all))).toEqual(all)
      }),
    )
  })

  test('has the length of each leaf before it, high byte first', () => {
    expect(formatEntryBundle([new Uint8Array(258).fill(7), Uint8Array.of(9)]).slice(0, 3)).toEqual(
      Uint8Array.of(1, 2, 7),
    )
  })

  test('holds a leaf of 65,535 bytes and none longer', () => {
    expect(parseEntryBundle(formatEntryBundle([new Uint8Array(longestLeaf)]))?.[0]?.length).toBe(65_535)
    expect(() => formatEntryBundle([new Uint8Array(longestLeaf + 1)])).toThrow(RangeError)
  })

  test('holds 1 to 256 leaves', () => {
    const one = [new Uint8Array(1)]
    expect(() => formatEntryBundle([])).toThrow(RangeError)
    expect(() => formatEntryBundle(Array.from({ length: 257 }, () => new Uint8Array(1)))).toThrow(RangeError)
    expect(parseEntryBundle(new Uint8Array(0))).toBeUndefined()
    expect(parseEntryBundle(new Uint8Array(2 * 257))).toBeUndefined()
    expect(parseEntryBundle(formatEntryBundle(one))).toEqual(one)
  })

  test('that is cut short or has a byte too many is none', () => {
    const whole = formatEntryBundle([Uint8Array.of(1, 2, 3), Uint8Array.of(4)])
    for (const length of [1, 2, 3, 4, 6, 7]) expect(parseEntryBundle(whole.slice(0, length))).toBeUndefined()
    expect(parseEntryBundle(Uint8Array.of(...whole, 0))).toBeUndefined()
  })
})
