import * as fc from 'fast-check'
import reference from 'canonicalize'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonicalize, contentDigest, messageDigest } from '../src/index.ts'

describe('the canonical form of a JSON value', () => {
  test('is the one that the reference implementation writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        fc.pre(JSON.stringify(value).isWellFormed() && !/\\ud[89a-f]/i.test(JSON.stringify(value)))
        expect(canonicalize(value)).toBe(reference(value))
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    [
      'members by UTF-16 code units, not by code points',
      { '\u{fb33}': 1, '😀': 2, a: 3 },
      '{"a":3,"😀":2,"\u{fb33}":1}',
    ],
    ['members named like integers as text', { 10: 1, 9: 2, a: 3 }, '{"10":1,"9":2,"a":3}'],
    ['no escape that need not be', 'é\u2028\u007f/', '"é\u2028\u007f/"'],
    ['control characters the short way', '\b\t\n\u000f"\\', '"\\b\\t\\n\\u000f\\"\\\\"'],
    ['numbers as ECMAScript', [113.3245, -0, 1e21, 1e-7, 5], '[113.3245,0,1e+21,1e-7,5]'],
    ['a member that is not there not at all', { a: undefined, b: null }, '{"b":null}'],
    ['a member named __proto__', JSON.parse('{"b":1,"__proto__":{}}'), '{"__proto__":{},"b":1}'],
    ['long text as short text', 'x"'.repeat(200), JSON.stringify('x"'.repeat(200))],
  ])('writes %s', (_, value, text) => {
    expect(canonicalize(value)).toBe(text)
  })
})

function sha256(...parts: (string | Uint8Array)[]): string {
  return parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('base64url')
}

describe('a digest', () => {
  test('of content is over the salt and the canonical form', () => {
    const salt = Buffer.from('0123456789abcdef')
    expect(contentDigest({ b: 1, a: '投诉' }, salt)).toBe(`sha-256:${sha256(salt, '{"a":"投诉","b":1}')}`)
  })

  test('of a message is over its content, whatever the order of members, and not over its id', () => {
    const message = { id: 'm-1', type: 't', time: 'i', case: { sourceId: 's' }, data: { b: 1, a: 2 } }
    const again = { data: { a: 2, b: 1 }, case: { sourceId: 's' }, time: 'i', type: 't', id: 'm-2' }
    expect(messageDigest(message)).toBe(messageDigest(again))
    expect(messageDigest(message)).toBe(sha256('{"case":{"sourceId":"s"},"data":{"a":2,"b":1},"time":"i","type":"t"}'))
  })

  test('of a message tells the case by its own number from the case by the hub’s', () => {
    const message = { type: 't', time: 'i', data: {} }
    const digests = [{ ...message, case: { sourceId: 's' } }, { ...message, case: { caseId: 's' } }, message].map(
      messageDigest,
    )
    expect(new Set(digests).size).toBe(3)
  })
})
