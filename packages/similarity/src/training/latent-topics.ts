import { telling, type TermTable } from '../text/terms.ts'
import { topicSpace, type TopicSpace } from '../text/topics.ts'
import { generator } from './boosting.ts'

/** How a topic space is found. */
export interface TopicPlan {
  readonly dimensions: number
  /** Words found in fewer texts are left out. */
  readonly leastCount: number
  readonly rounds: number
  readonly seed: number
}

/** A text's known words by their column, with weights of length 1. */
interface SparseRow {
  readonly columns: Int32Array
  readonly weights: Float64Array
}

/**
 * Find the leading right singular vectors of the texts' weighted words by subspace iteration (Halko 2011), each text of
 * length 1. Every word's vector is scaled by the root of its singular values and rounded to eight bits.
 */
export function latentTopics(texts: readonly (readonly number[])[], table: TermTable, plan: TopicPlan): TopicSpace {
  const used = new Set(texts.flat())
  const hashes = [...table.counts]
    .filter(([hash, count]) => used.has(hash) && count >= plan.leastCount && count < table.documents / 4)
    .map(([hash]) => hash)
  const columns = new Map(hashes.map((hash, at) => [hash, at]))
  const rows = texts.map((text) => sparseRow(text, columns, table)).filter((row) => row.columns.length > 0)
  const random = generator(plan.seed)
  let basis: Float64Array[] = Array.from({ length: plan.dimensions }, () =>
    Float64Array.from(hashes, () => random() - 0.5),
  )
  let lengths: number[] = []
  for (let round = 0; round < plan.rounds; round++) {
    basis = basis.map((axis) => multiplyBack(rows, multiply(rows, axis), hashes.length))
    lengths = orthonormalise(basis)
  }
  return quantised(hashes, basis, lengths, plan)
}

function sparseRow(text: readonly number[], columns: ReadonlyMap<number, number>, table: TermTable): SparseRow {
  const counts = new Map<number, number>()
  for (const hash of text) if (columns.has(hash)) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  const weights = Float64Array.from(counts, ([hash, count]) => (1 + Math.log(count)) * telling(table, hash))
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1
  return {
    columns: Int32Array.from(counts.keys(), (hash) => columns.get(hash) ?? 0),
    weights: weights.map((weight) => weight / length),
  }
}

function multiply(rows: readonly SparseRow[], axis: Float64Array): Float64Array {
  return Float64Array.from(rows, ({ columns, weights }) => {
    let sum = 0
    for (let at = 0; at < columns.length; at++) sum += (weights[at] as number) * (axis[columns[at] as number] as number)
    return sum
  })
}

function multiplyBack(rows: readonly SparseRow[], values: Float64Array, width: number): Float64Array {
  const result = new Float64Array(width)
  for (const [row, { columns, weights }] of rows.entries()) {
    const value = values[row] as number
    for (let at = 0; at < columns.length; at++) {
      const column = columns[at] as number
      result[column] = (result[column] as number) + value * (weights[at] as number)
    }
  }
  return result
}

/** Gram–Schmidt in place; answers the lengths, which tend to the squared singular values. */
function orthonormalise(basis: Float64Array[]): number[] {
  return basis.map((axis, at) => {
    for (const earlier of basis.slice(0, at)) {
      const overlap = dot(axis, earlier)
      for (let i = 0; i < axis.length; i++) axis[i] = (axis[i] as number) - overlap * (earlier[i] as number)
    }
    const length = Math.sqrt(dot(axis, axis)) || 1
    for (let i = 0; i < axis.length; i++) axis[i] = (axis[i] as number) / length
    return length
  })
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number)
  return sum
}

function quantised(
  hashes: readonly number[],
  basis: readonly Float64Array[],
  lengths: readonly number[],
  plan: TopicPlan,
): TopicSpace {
  const scales = lengths.map((length) => length ** 0.25)
  const most = Math.max(...basis.map((axis, at) => (scales[at] as number) * percentile(axis)))
  const vectors = new Int8Array(hashes.length * plan.dimensions)
  for (let word = 0; word < hashes.length; word++) {
    for (const [at, axis] of basis.entries()) {
      const value = ((scales[at] as number) * (axis[word] as number) * 127) / most
      vectors[word * plan.dimensions + at] = Math.max(-127, Math.min(127, Math.round(value)))
    }
  }
  return topicSpace(plan.dimensions, Int32Array.from(hashes), vectors)
}

/** The size that only one value of a thousand exceeds: larger ones are cut, so that the others keep their detail. */
function percentile(axis: Float64Array): number {
  const sizes = axis.map(Math.abs).sort()
  return sizes[Math.floor(sizes.length * 0.999)] ?? 1
}
