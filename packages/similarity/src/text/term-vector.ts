import { hashText } from './hash.ts'
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

/** From here on a word is rare: fewer than about one text in 600 contains it. */
export const rareFrom = 6.2

/** Weigh the words of a text. Words that nearly every text contains (below `floor`) are left out. */
export function termVector(words: readonly string[], table: TermTable, floor = 1): TermVector {
  const numbers = new Map<number, number>()
  for (const word of words) {
    const hash = hashText(word)
    numbers.set(hash, (numbers.get(hash) ?? 0) + 1)
  }
  const kept = [...numbers.keys()].filter((hash) => telling(table, hash) >= floor)
  const hashes = Int32Array.from(kept).sort()
  const rarity = Float64Array.from(hashes, (hash) => telling(table, hash))
  const weights = rarity.map((value, at) => value * (1 + Math.log(numbers.get(hashes[at] ?? 0) ?? 1)))
  const rare = weights.filter((_, at) => (rarity[at] ?? 0) >= rareFrom)
  return {
    hashes,
    weights,
    rarity,
    length: norm(weights),
    rareLength: norm(rare),
    mass: sum(rarity),
    rareMass: sum(rarity.filter((value) => value >= rareFrom)),
  }
}

/** The pairs of neighbouring characters within lines, told from words of two characters by a sign in between. */
export function pairsOf(text: string): string[] {
  const pairs: string[] = []
  for (let at = 0; at + 1 < text.length; at++) {
    const [left, right] = [text[at] as string, text[at + 1] as string]
    if (left !== '\n' && right !== '\n') pairs.push(`${left}+${right}`)
  }
  return pairs
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
  /** The rarest shared words' rarities, descending, at most three. */
  readonly rarest: readonly [number, number, number]
}

/** Compare two weighted texts. */
export function sharedTerms(a: TermVector, b: TermVector): SharedTerms {
  let dot = 0
  let rareDot = 0
  let mass = 0
  let rareMass = 0
  let count = 0
  let first = 0
  let second = 0
  let third = 0
  let i = 0
  let j = 0
  while (i < a.hashes.length && j < b.hashes.length) {
    const left = a.hashes[i] as number
    const right = b.hashes[j] as number
    if (left === right) {
      const rarity = a.rarity[i] as number
      const product = (a.weights[i] as number) * (b.weights[j] as number)
      dot += product
      count++
      if (rarity >= rareFrom) {
        rareDot += product
        rareMass += rarity
      }
      mass += rarity
      if (rarity > first) [first, second, third] = [rarity, first, second]
      else if (rarity > second) [second, third] = [rarity, second]
      else if (rarity > third) third = rarity
    }
    if (left <= right) i++
    if (right <= left) j++
  }
  return {
    cosine: dot / (a.length * b.length || 1),
    rareCosine: rareDot / (a.rareLength * b.rareLength || 1),
    commonCosine: (dot - rareDot) / (commonLength(a) * commonLength(b) || 1),
    mass,
    rareMass,
    count,
    rarest: [first, second, third],
  }
}

function commonLength(vector: TermVector): number {
  return Math.sqrt(Math.max(0, vector.length ** 2 - vector.rareLength ** 2))
}

function norm(numbers: Float64Array): number {
  return Math.sqrt(numbers.reduce((total, value) => total + value * value, 0))
}

function sum(numbers: Float64Array): number {
  return numbers.reduce((total, value) => total + value, 0)
}
