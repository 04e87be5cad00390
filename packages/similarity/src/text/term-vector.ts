import { hashPair, hashText } from './hash.ts'
import { telling, type TermTable } from './terms.ts'

/** A text's words as ascending hashes, each with its weight (1 + ln n) × how telling it is. */
export interface TermVector {
  readonly hashes: Int32Array
  readonly weights: Float64Array
  /** How telling each word is, without its number in the text. */
  readonly rarity: Float64Array
  /** Square root of the sum of squared weights. */
  readonly length: number
  /** The same of the words at least as rare as {@link rareFrom}, which mostly name places and organisations. */
  readonly rareLength: number
  /** Sum of the rarities. */
  readonly mass: number
  readonly rareMass: number
}

/** From here on a word is rare: fewer than about one text in 500 contains it. */
export const rareFrom = 6.2

/** The hashes of words. */
export function wordHashes(words: readonly string[]): Int32Array {
  const hashes = new Int32Array(words.length)
  for (let at = 0; at < words.length; at++) hashes[at] = hashText(words[at] as string)
  return hashes
}

/** The hashes of the words of a text in which a space or a line feed stands between two of them. */
export function wordHashesIn(text: string): Int32Array {
  const hashes = new Int32Array(text.length + 1)
  let count = 0
  for (let start = 0, end = 0; start <= text.length; start = end + 1) {
    end = wordEnd(text, start)
    hashes[count++] = hashText(text, start, end)
  }
  return hashes.subarray(0, count)
}

/** Where the word ends that starts here. */
export function wordEnd(text: string, start: number): number {
  let end = start
  while (end < text.length && text.charCodeAt(end) !== space && text.charCodeAt(end) !== lineFeed) end++
  return end
}

/**
 * The hashes of the pairs of neighbouring characters within lines, whichever comes first (names are often written the
 * other way round); they are told from those of words. A space is no character: prepared texts have one between words.
 */
export function pairHashes(text: string): Int32Array {
  const hashes = new Int32Array(text.length)
  let count = 0
  let before = lineFeed
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === space) continue
    if (before !== lineFeed && unit !== lineFeed) hashes[count++] = hashPair(before, unit)
    before = unit
  }
  return hashes.subarray(0, count)
}

const lineFeed = 10
const space = 32

/** Weigh hashed words. Those that nearly every text contains (less telling than `floor`) are left out. */
export function termVector(words: Int32Array, table: TermTable, floor: number): TermVector {
  const hashes = words.slice().sort()
  if (spare.weights.length < hashes.length) spare = spareFor(hashes.length * 2)
  const { weights, rarity } = spare
  let kept = 0
  let [squares, rareSquares, mass, rareMass] = [0, 0, 0, 0]
  for (let at = 0; at < hashes.length;) {
    const hash = hashes[at] as number
    let end = at + 1
    while (end < hashes.length && hashes[end] === hash) end++
    const value = telling(table, hash)
    if (value >= floor) {
      const weight = end - at === 1 ? value : value * (1 + Math.log(end - at))
      hashes[kept] = hash
      weights[kept] = weight
      rarity[kept] = value
      kept++
      squares += weight * weight
      mass += value
      if (value >= rareFrom) {
        rareSquares += weight * weight
        rareMass += value
      }
    }
    at = end
  }
  return {
    hashes: hashes.slice(0, kept),
    weights: weights.slice(0, kept),
    rarity: rarity.slice(0, kept),
    length: Math.sqrt(squares),
    rareLength: Math.sqrt(rareSquares),
    mass,
    rareMass,
  }
}

/** Room for the weights of one text, used again for the next: only what is kept of it is allocated. */
let spare = spareFor(2048)

function spareFor(words: number): { readonly weights: Float64Array; readonly rarity: Float64Array } {
  return { weights: new Float64Array(words), rarity: new Float64Array(words) }
}

/** What two texts' words have in common. */
export interface SharedTerms {
  /** Cosine of the two weighted vectors, 0…1. */
  readonly cosine: number
  /** Cosine over the rare words alone, and over the others alone. */
  readonly rareCosine: number
  readonly commonCosine: number
  /** Rarities of the shared words, summed; the same of the rare ones; how many are shared. */
  readonly mass: number
  readonly rareMass: number
  readonly count: number
  /** The rarest shared words' rarities, descending, three. */
  readonly rarest: readonly [number, number, number]
}

/** Compare two weighted texts. */
export function sharedTerms(a: TermVector, b: TermVector): SharedTerms {
  const sum = { dot: 0, rareDot: 0, mass: 0, rareMass: 0, count: 0, first: 0, second: 0, third: 0 }
  if (a.hashes.length * farShorter < b.hashes.length) lookUp(a, b, sum)
  else if (b.hashes.length * farShorter < a.hashes.length) lookUp(b, a, sum)
  else merge(a, b, sum)
  return {
    cosine: sum.dot / (a.length * b.length || 1),
    rareCosine: sum.rareDot / (a.rareLength * b.rareLength || 1),
    commonCosine: (sum.dot - sum.rareDot) / (commonLength(a) * commonLength(b) || 1),
    mass: sum.mass,
    rareMass: sum.rareMass,
    count: sum.count,
    rarest: [sum.first, sum.second, sum.third],
  }
}

interface Sum {
  dot: number
  rareDot: number
  mass: number
  rareMass: number
  count: number
  first: number
  second: number
  third: number
}

/** From here on looking each word up is quicker than walking along both lists. */
const farShorter = 8

function merge(a: TermVector, b: TermVector, sum: Sum): void {
  const [left, right] = [a.hashes, b.hashes]
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    const x = left[i] as number
    const y = right[j] as number
    if (x === y) meet(a, i++, b, j++, sum)
    else if (x < y) i++
    else j++
  }
}

function lookUp(short: TermVector, long: TermVector, sum: Sum): void {
  let from = 0
  for (let i = 0; i < short.hashes.length; i++) {
    const hash = short.hashes[i] as number
    let to = long.hashes.length
    while (from < to) {
      const middle = (from + to) >> 1
      if ((long.hashes[middle] as number) < hash) from = middle + 1
      else to = middle
    }
    if (long.hashes[from] === hash) meet(short, i, long, from, sum)
  }
}

function meet(a: TermVector, i: number, b: TermVector, j: number, sum: Sum): void {
  const rarity = a.rarity[i] as number
  const product = (a.weights[i] as number) * (b.weights[j] as number)
  sum.dot += product
  sum.mass += rarity
  sum.count++
  if (rarity >= rareFrom) {
    sum.rareDot += product
    sum.rareMass += rarity
  }
  if (rarity > sum.first) {
    sum.third = sum.second
    sum.second = sum.first
    sum.first = rarity
  } else if (rarity > sum.second) {
    sum.third = sum.second
    sum.second = rarity
  } else if (rarity > sum.third) sum.third = rarity
}

function commonLength(vector: TermVector): number {
  return Math.sqrt(Math.max(0, vector.length ** 2 - vector.rareLength ** 2))
}
