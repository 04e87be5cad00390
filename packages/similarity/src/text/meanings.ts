import type { TermVector } from './term-vector.ts'
import type { TopicSpace } from './topics.ts'

/** The words of a text with what each means: where its vector starts in the topic space, -1 where unknown. */
export interface Meanings {
  readonly hashes: Int32Array
  readonly rarity: Float64Array
  readonly starts: Int32Array
  readonly space: TopicSpace
}

/** The meanings of a text's words. */
export function meaningsOf({ hashes, rarity }: TermVector, space: TopicSpace): Meanings {
  return { hashes, rarity, starts: hashes.map((hash) => space.starts.get(hash, -1)), space }
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
  const { dimensions, directions } = a.space
  const ours = a.starts[i] as number
  let best = 0
  for (let j = 0; j < b.hashes.length; j++) {
    if (a.hashes[i] === b.hashes[j]) return 1
    const theirs = b.starts[j] as number
    if (ours < 0 || theirs < 0) continue
    let dot = 0
    for (let axis = 0; axis < dimensions; axis++)
      dot += (directions[ours + axis] as number) * (directions[theirs + axis] as number)
    if (dot > best) best = dot
  }
  return best
}
