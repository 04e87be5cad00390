import type { TermVector } from './term-vector.ts'

/** Where words stand in a space in which words of one topic lie close together (latent semantic analysis, Deerwester 1990). */
export interface TopicSpace {
  readonly dimensions: number
  /** Where the vector of each hashed word starts in `vectors`. */
  readonly starts: ReadonlyMap<number, number>
  readonly vectors: Int8Array
}

/** A topic space as its file keeps it, in base64. */
export interface TopicSpaceFile {
  readonly dimensions: number
  readonly hashes: string
  readonly vectors: string
}

/** The topic of a text: the weighted sum of its words' vectors, of length 1, or all zeros when no word is known. */
export function topicOf(terms: TermVector, space: TopicSpace): Float64Array {
  const topic = new Float64Array(space.dimensions)
  for (let at = 0; at < terms.hashes.length; at++) {
    const start = space.starts.get(terms.hashes[at] as number)
    if (start === undefined) continue
    const weight = terms.weights[at] as number
    for (let axis = 0; axis < topic.length; axis++) {
      topic[axis] = (topic[axis] as number) + weight * (space.vectors[start + axis] as number)
    }
  }
  return unit(topic)
}

/** The cosine of two topics of length 1 (0 when one is unknown). */
export function topicCosine(a: Float64Array, b: Float64Array): number {
  let dot = 0
  for (let axis = 0; axis < a.length; axis++) dot += (a[axis] as number) * (b[axis] as number)
  return dot
}

/** Read a topic space's file. */
export function readTopicSpace(file: TopicSpaceFile): TopicSpace {
  const hashes = Buffer.from(file.hashes, 'base64')
  const bytes = Buffer.from(file.vectors, 'base64')
  const starts = new Map<number, number>()
  for (let at = 0; at * 4 < hashes.length; at++) starts.set(hashes.readInt32LE(at * 4), at * file.dimensions)
  const vectors = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  return { dimensions: file.dimensions, starts, vectors }
}

/** Write a topic space's file. */
export function writeTopicSpace(space: TopicSpace): TopicSpaceFile {
  const hashes = Buffer.alloc(space.starts.size * 4)
  const vectors = Buffer.alloc(space.vectors.length)
  let at = 0
  for (const [hash, start] of space.starts) {
    hashes.writeInt32LE(hash, at * 4)
    for (let axis = 0; axis < space.dimensions; axis++) {
      vectors.writeInt8(space.vectors[start + axis] as number, at * space.dimensions + axis)
    }
    at++
  }
  return { dimensions: space.dimensions, hashes: hashes.toString('base64'), vectors: vectors.toString('base64') }
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  return length === 0 ? vector : vector.map((value) => value / length)
}
