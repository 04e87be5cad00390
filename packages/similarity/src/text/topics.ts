import { HashTable } from './hash-table.ts'
import type { TermVector } from './term-vector.ts'

/** Where words stand in a space in which words of one topic lie close together (latent semantic analysis, Deerwester 1990). */
export interface TopicSpace {
  readonly dimensions: number
  /** The words that stand in it, hashed, in the order of their vectors. */
  readonly hashes: Int32Array
  /** Where the vector of each word starts in `vectors`; a word without one is not in the table. */
  readonly starts: HashTable
  readonly vectors: Int8Array
  /** The same vectors with length 1. */
  readonly directions: Float32Array
}

/** A topic space as its file keeps it, in base64. */
export interface TopicSpaceFile {
  readonly dimensions: number
  readonly hashes: string
  readonly vectors: string
}

/** A topic space from the words and their vectors, one after the other. */
export function topicSpace(dimensions: number, hashes: Int32Array, vectors: Int8Array): TopicSpace {
  const starts = new HashTable(Array.from(hashes, (hash, at) => [hash, at * dimensions] as const))
  const directions = new Float32Array(vectors.length)
  for (let start = 0; start < vectors.length; start += dimensions) {
    directions.set(unit(Float64Array.from(vectors.subarray(start, start + dimensions))), start)
  }
  return { dimensions, hashes, starts, vectors, directions }
}

/** The topic of a text: the weighted sum of its words' vectors, of length 1, or all zeros when no word is known. */
export function topicOf(terms: TermVector, space: TopicSpace): Float64Array {
  const topic = new Float64Array(space.dimensions)
  for (let at = 0; at < terms.hashes.length; at++) {
    const start = space.starts.get(terms.hashes[at] as number, -1)
    if (start < 0) continue
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
  const bytes = Buffer.from(file.hashes, 'base64')
  const hashes = Int32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readInt32LE(at * 4))
  return topicSpace(file.dimensions, hashes, new Int8Array(Buffer.from(file.vectors, 'base64')))
}

/** Write a topic space's file. */
export function writeTopicSpace({ dimensions, hashes, vectors }: TopicSpace): TopicSpaceFile {
  const bytes = Buffer.alloc(hashes.length * 4)
  for (const [at, hash] of hashes.entries()) bytes.writeInt32LE(hash, at * 4)
  return { dimensions, hashes: bytes.toString('base64'), vectors: Buffer.from(vectors).toString('base64') }
}

function unit(vector: Float64Array): Float64Array {
  let squares = 0
  for (const value of vector) squares += value * value
  const length = Math.sqrt(squares)
  if (length > 0) for (let axis = 0; axis < vector.length; axis++) vector[axis] = (vector[axis] as number) / length
  return vector
}
