import type { TermVector } from './term-vector.ts'
import type { TopicSpace } from './topics.ts'

/** The words of a text with what each means: its vector in the topic space, of length 1, all zeros where unknown. */
export interface Meanings {
  readonly hashes: Int32Array
  readonly rarity: Float64Array
  readonly dimensions: number
  readonly vectors: Float32Array
}

/** The meanings of a text's words. */
export function meaningsOf({ hashes, rarity }: TermVector, space: TopicSpace): Meanings {
  const { dimensions } = space
  const vectors = new Float32Array(hashes.length * dimensions)
  for (let word = 0; word < hashes.length; word++) {
    const start = space.starts.get(hashes[word] as number)
    if (start === undefined) continue
    let squares = 0
    for (let axis = 0; axis < dimensions; axis++) squares += (space.vectors[start + axis] as number) ** 2
    const length = Math.sqrt(squares) || 1
    for (let axis = 0; axis < dimensions; axis++)
      vectors[word * dimensions + axis] = (space.vectors[start + axis] as number) / length
  }
  return { hashes, rarity, dimensions, vectors }
}

/**
 * How much of one text is meant by another: for each word the closest word of the other, weighed by how telling it is;
 * 0…1, and one half for a text without words.
 */
export function meantBy(a: Meanings, b: Meanings): number {
  let total = 0
  let found = 0
  for (let i = 0; i < a.hashes.length; i++) {
    const rarity = a.rarity[i] as number
    total += rarity
    found += rarity * closest(a, i, b)
  }
  return total === 0 ? 0.5 : found / total
}

function closest(a: Meanings, i: number, b: Meanings): number {
  const { dimensions } = a
  let best = 0
  for (let j = 0; j < b.hashes.length; j++) {
    if (a.hashes[i] === b.hashes[j]) return 1
    let dot = 0
    for (let axis = 0; axis < dimensions; axis++)
      dot += (a.vectors[i * dimensions + axis] as number) * (b.vectors[j * dimensions + axis] as number)
    if (dot > best) best = dot
  }
  return best
}
