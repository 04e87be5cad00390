import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { messageNumberFaults, parseIJson } from '../src/index.ts'

const read = (text: string) => parseIJson(Buffer.from(text))
const ruleOf = (text: string) => {
  const result = read(text)
  return result.ok ? undefined : result.fault
}
const integersOnly = (_: string, item: unknown) => (typeof item === 'number' ? Math.trunc(item % 1e9) + 0 : item)
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

describe('what JSON can say and I-JSON allows', () => {
  test('is read as JSON.parse reads it, with nothing to remark', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value, integersOnly)
        fc.pre(!text.includes('\\u0000') && !/\\ud[89a-f]/i.test(text))
        expect(read(text)).toEqual({ ok: true, value: JSON.parse(text), oddNumbers: [] })
      }),
    )
  })

  test('keeps a member named __proto__ a member like others', () => {
    const result = read('{"__proto__":{"admin":true},"a":1}')
    expect(result.ok && Object.keys(result.value as object)).toEqual(['__proto__', 'a'])
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
    expect(result.ok && Object.getPrototypeOf(result.value)).toBe(Object.prototype)
  })

  test.each([
    ['a pair of escaped surrogates', '"\\ud83d\\ude00"', '😀'],
    ['a backslash before what looks like an escape', '"\\\\u0000 \\\\ud800"', '\\u0000 \\ud800'],
    ['characters beyond the basic plane', '"𠮷"', '𠮷'],
    ['the largest integer', '9007199254740991', 9007199254740991],
    ['the smallest integer', '-9007199254740991', -9007199254740991],
    ['white space everywhere', ' [ 1 ,\t2 ] \r\n', [1, 2]],
    ['punctuation inside strings', '{"a:b,{}[]":"c:d,{}[]"}', { 'a:b,{}[]': 'c:d,{}[]' }],
    ['the same name in two objects', '[{"a":1},{"a":{"a":2}}]', [{ a: 1 }, { a: { a: 2 } }]],
  ])('may hold %s', (_, text, value) => {
    expect(read(text)).toEqual({ ok: true, value, oddNumbers: [] })
  })
})

describe('a member name that stands twice', () => {
  test('is always found, wherever it stands and however it is written', () => {
    const integers = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value, integersOnly))
    const name = fc.string({ minLength: 1, unit: 'grapheme-ascii' })
    fc.assert(
      fc.property(name, integers, integers, fc.nat(), (key, first, second, at) => {
        const again = key.split('').map((c, i) => (i === at % key.length ? escaped(c) : JSON.stringify(c).slice(1, -1)))
        const text = `[{"x":[0,{${JSON.stringify(key)}:${first},"${again.join('')}":${second}}]}]`
        expect(ruleOf(text)?.rule).toBe('unique-member')
      }),
    )
  })

  test.each([
    ['{"a":1,"\\u0061":2}', '/a'],
    ['{"é":1,"\\u00e9":2}', '/é'],
    ['{"a/b":1,"a\\/b":2}', '/a~1b'],
    ['{"":1,"":2}', '/'],
    ['[0,{"b":[{"c":1,"c":1}]}]', '/1/b/0/c'],
  ])('%s is named %s', (text, pointer) => {
    expect(ruleOf(text)).toEqual({ rule: 'unique-member', pointer })
  })

  test('is another one where only its normal form is the same', () => {
    expect(read('{"\u00e9":1,"e\u0301":2}').ok).toBe(true)
  })
})

describe('a number that is not plainly an integer', () => {
  test.each(['1.0', '1E2', '1e2', '-0', '0.5', '-0.0', '1e-400', `0.${'1'.repeat(400)}`, '1e+2'])(
    '%s is reported with its place',
    (literal) => {
      const result = read(`{"messages":[{},{"a~/":[0,${literal}]}]}`)
      expect(result.ok && result.oddNumbers).toEqual([{ pointer: '/messages/1/a~0~1/1', literal }])
    },
  )

  test.each([
    '9007199254740992',
    '-9007199254740992',
    '1e400',
    '-1e400',
    '1e16',
    '9007199254740993.0',
    '9'.repeat(400),
  ])('%s is refused, for two readers would read it differently', (literal) => {
    expect(ruleOf(literal)?.rule).toBe('safe-integer')
  })

  test('is the fault of its own message, and allowed as a coordinate of up to seven decimals', () => {
    const place = (longitude: string) => `{"data":{"place":{"longitude":${longitude},"latitude":23.5}}}`
    const odd = ['113.3245', '113.32451234', '1.13e2', '113.0', '-0.5'].map(place).join(',')
    const result = read(`{"messages":[${odd},{"data":{"rating":5.0,"extensions":{"longitude":1.5}}}]}`)
    const faults = [0, 1, 2, 3, 4, 5].map((i) => (result.ok ? messageNumberFaults(result.oddNumbers, i) : []))
    expect(faults.map((of) => of.map(({ pointer, rule }) => [pointer, rule]))).toEqual([
      [],
      [['/messages/1/data/place/longitude', 'decimals']],
      [['/messages/2/data/place/longitude', 'decimals']],
      [],
      [],
      [
        ['/messages/5/data/rating', 'integer'],
        ['/messages/5/data/extensions/longitude', 'integer'],
      ],
    ])
  })
})

describe('hostile text costs no more than its length', () => {
  const eightMebibytes = 8 * 2 ** 20
  test.each([
    ['a million opening brackets', '['.repeat(1_000_000), 'depth'],
    ['a million members', `{${Array.from({ length: 1_000_000 }, (_, i) => `"k${i}":0`).join(',')}}`, 'members'],
    ['8 MiB of one string that does not end', `"${'a'.repeat(eightMebibytes)}`, 'json'],
    ['8 MiB of backslashes', `"${'\\'.repeat(eightMebibytes)}`, 'json'],
    ['8 MiB of digits', '9'.repeat(eightMebibytes), 'safe-integer'],
    ['8 MiB of decimals', `1.${'0'.repeat(eightMebibytes)}x`, 'json'],
    ['8 MiB of white space', ' '.repeat(eightMebibytes), 'json'],
    ['8 MiB of colons', ':'.repeat(eightMebibytes), 'json'],
    ['8 MiB of commas', `{"a":0${','.repeat(eightMebibytes)}`, 'json'],
    ['8 MiB of closing brackets', ']'.repeat(eightMebibytes), 'json'],
    ['8 MiB of minus signs', '-'.repeat(eightMebibytes), 'json'],
  ])('%s', (_, text, rule) => {
    const start = performance.now()
    expect(ruleOf(text)?.rule).toBe(rule)
    expect(performance.now() - start).toBeLessThan(1000)
  })

  test('a member of ten thousand that stands twice is found in time', () => {
    const names = Array.from({ length: 9999 }, (_, i) => `"${i}":0`)
    const start = performance.now()
    expect(ruleOf(`{${names.join(',')},"5000":1}`)).toEqual({ rule: 'unique-member', pointer: '/5000' })
    expect(performance.now() - start).toBeLessThan(500)
  })
})
