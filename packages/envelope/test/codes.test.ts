import * as fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { enrolmentCodeHash, newEnrolmentCode, newQueryCode, parseQueryCode } from '../src/index.ts'

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 })
/** The given bytes first; then others, for a code may have to be drawn again. */
const drawing = (first: Uint8Array) => {
  const queue = [first]
  return (count: number) => queue.pop() ?? randomBytes(count)
}

describe('a query code', () => {
  test('has 16 random symbols and a check symbol that is safe to read out', () => {
    fc.assert(
      fc.property(bytes, (first) => {
        expect(newQueryCode(drawing(first))).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]$/)
      }),
    )
  })

  test('is read whatever its case and hyphens, and with the letters that look like digits', () => {
    fc.assert(
      fc.property(bytes, (first) => {
        const code = newQueryCode(drawing(first))
        const sloppy = code.toLowerCase().replaceAll('-', '').replaceAll('0', 'o').replaceAll('1', 'l')
        expect(parseQueryCode(code)).toBe(code)
        expect(parseQueryCode(sloppy)).toBe(code)
        expect(parseQueryCode(code.replaceAll('1', 'I').replaceAll('-', ' '))).toBe(code)
      }),
    )
  })

  test('with one symbol mistyped, or two neighbours exchanged, is noticed', () => {
    fc.assert(
      fc.property(bytes, fc.nat(15), fc.nat(30), (first, at, shift) => {
        const code = newQueryCode(drawing(first)).replaceAll('-', '')
        const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
        const other = symbols[(symbols.indexOf(code[at] ?? '') + 1 + shift) % 32] ?? ''
        expect(parseQueryCode(code.slice(0, at) + other + code.slice(at + 1))).toBeUndefined()
        if (at === 15 || code[at] === code[at + 1]) return
        const exchanged = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2)
        expect(parseQueryCode(exchanged)).toBeUndefined()
      }),
    )
  })

  test('drawn with an unsafe check symbol is drawn again', () => {
    const thirtySix = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 36])
    const seven = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 7])
    const queue = [seven, thirtySix]
    expect(newQueryCode(() => queue.pop() ?? seven)).toBe('0000-0000-0000-0007-7')
  })

  test.each([
    ['0000-0000-0000-0014-U', '0000-0000-0000-0014-U'],
    ['0000-0000-0000-0010-*', '0000-0000-0000-0010-*'],
    ['0000-0000-0000-0014-*', undefined],
    ['', undefined],
    ['0000-0000-0000-0007', undefined],
    ['0000-0000-0000-0007-77', undefined],
    ['U000-0000-0000-0007-7', undefined],
    ['零000-0000-0000-0007-7', undefined],
  ])('%s is read as %s', (text, code) => {
    expect(parseQueryCode(text)).toBe(code)
  })
})

describe('an enrolment code', () => {
  test('has 26 symbols, and what is kept of it does not tell it', () => {
    const code = newEnrolmentCode(randomBytes)
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/)
    expect(enrolmentCodeHash(code)).toMatch(/^[\w-]{43}$/)
    expect(enrolmentCodeHash(code)).toBe(enrolmentCodeHash(` ${code.toLowerCase().replaceAll('0', 'o')}`))
    expect(enrolmentCodeHash(code)).not.toBe(enrolmentCodeHash(newEnrolmentCode(randomBytes)))
  })

  test('uses all 130 bits', () => {
    expect(newEnrolmentCode((count) => Buffer.alloc(count, 0xff))).toBe('Z'.repeat(26))
  })

  test.each(['', 'A'.repeat(25), 'A'.repeat(27), 'U'.repeat(26), '码'.repeat(26)])('%j is none', (text) => {
    expect(enrolmentCodeHash(text)).toBeUndefined()
  })
})
