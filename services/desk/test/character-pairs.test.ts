import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bucketOf, encodeSegment, findPair, pairsOf, searchable } from '../src/find/character-pairs.ts'

const sentence = fc.string({ unit: fc.constantFrom(...'噪声扰民路灯施工夜间ＡbＣ１2 😀'.split('')), maxLength: 40 })

function textsWith(part: string, texts: readonly string[]): number[] {
  const buckets = encodeSegment(texts)
  const lists = [...pairsOf(searchable(part))].map((pair) =>
    findPair(buckets.get(bucketOf(pair)) ?? Buffer.alloc(0), pair),
  )
  return texts.flatMap((_, n) => (lists.every((list) => list.includes(n)) ? [n] : []))
}

describe('a segment of texts', () => {
  test('names every text that contains the part, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.array(sentence, { maxLength: 20 }),
        sentence,
        sentence,
        fc.nat(19),
        (texts, before, part, place) => {
          fc.pre(searchable(part).length >= 2)
          const spiked = texts.map((text, n) => (n === place ? `${before}${part}${text}` : text))
          const found = textsWith(part, spiked)
          const holding = spiked.flatMap((text, n) => (searchable(text).includes(searchable(part)) ? [n] : []))
          expect(holding.filter((n) => !found.includes(n))).toEqual([])
        },
      ),
    )
  })

  test('names for a single pair exactly the texts that have it', () => {
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 20 }), sentence, (texts, other) => {
        const pair = [...pairsOf(searchable(other))][0]
        fc.pre(pair !== undefined)
        const found = findPair(encodeSegment(texts).get(bucketOf(pair)) ?? Buffer.alloc(0), pair)
        expect(found).toEqual(texts.flatMap((text, n) => (pairsOf(searchable(text)).has(pair) ? [n] : [])))
      }),
    )
  })

  test('does not tell full-width from half-width forms, nor upper from lower case', () => {
    expect(textsWith('ＷＩＦＩ', ['公园wifi太慢', '公园无线网太慢'])).toEqual([0])
  })
})
