import { standardised, type LinearModel } from '../learning/linear.ts'
import { probability } from '../learning/trees.ts'
import type { Examples } from './boosting.ts'

/** Fit weighted logistic regression with an L2 penalty by Newton's method (iteratively reweighted least squares). */
export function fitLogistic(examples: Examples, ridge: number, rounds = 25): LinearModel {
  const { outcomes, weights } = examples
  const scale = scaleOf(examples.rows)
  const rows = examples.rows.map((row) => standardised(scale, row))
  const width = scale.means.length + 1
  let beta = new Float64Array(width)
  for (let round = 0; round < rounds; round++) {
    const gradient = new Float64Array(width)
    const hessian = Array.from({ length: width }, () => new Float64Array(width))
    for (const [at, row] of rows.entries()) {
      const p = probability(oddsOf(beta, row))
      const slope = (weights[at] as number) * ((outcomes[at] as number) - p)
      const curvature = (weights[at] as number) * Math.max(p * (1 - p), 1e-9)
      for (let i = 0; i < width; i++) {
        const x = i === 0 ? 1 : (row[i - 1] as number)
        gradient[i] = (gradient[i] as number) + slope * x
        const line = hessian[i] as Float64Array
        for (let j = 0; j <= i; j++)
          line[j] = (line[j] as number) + curvature * x * (j === 0 ? 1 : (row[j - 1] as number))
      }
    }
    for (let i = 1; i < width; i++) {
      gradient[i] = (gradient[i] as number) - ridge * (beta[i] as number)
      const line = hessian[i] as Float64Array
      line[i] = (line[i] as number) + ridge
    }
    const step = solve(hessian, gradient)
    beta = beta.map((value, i) => value + (step[i] as number))
    if (Math.max(...step.map(Math.abs)) < 1e-6) break
  }
  return { bias: beta[0] as number, slopes: Array.from(beta.slice(1)), ...scale }
}

function scaleOf(rows: readonly ArrayLike<number>[]): { means: number[]; deviations: number[] } {
  const width = rows[0]?.length ?? 0
  const means = Array.from(
    { length: width },
    (_, at) => rows.reduce((sum, row) => sum + (row[at] as number), 0) / rows.length,
  )
  const deviations = means.map((mean, at) => {
    const squares = rows.reduce((sum, row) => sum + ((row[at] as number) - mean) ** 2, 0)
    return Math.sqrt(squares / rows.length) || 1
  })
  return { means, deviations }
}

function oddsOf(beta: Float64Array, row: ArrayLike<number>): number {
  let total = beta[0] as number
  for (let at = 0; at < row.length; at++) total += (beta[at + 1] as number) * (row[at] as number)
  return total
}

/** Solve a symmetric positive definite system given by its lower triangle (Cholesky). */
function solve(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  const root = lower.map((line) => Float64Array.from(line))
  const at = (i: number, j: number): number => (root[i] as Float64Array)[j] as number
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(i, j)
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k)
      ;(root[i] as Float64Array)[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(j, j)
    }
  }
  const solution = Float64Array.from(right)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) solution[i] = (solution[i] as number) - at(i, k) * (solution[k] as number)
    solution[i] = (solution[i] as number) / at(i, i)
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) solution[i] = (solution[i] as number) - at(k, i) * (solution[k] as number)
    solution[i] = (solution[i] as number) / at(i, i)
  }
  return solution
}
