/** Log odds that are a sum of standardised features, each within ±4 deviations of its mean, times its slope. */
export interface LinearModel {
  readonly bias: number
  readonly slopes: readonly number[]
  readonly means: readonly number[]
  readonly deviations: readonly number[]
}

const mostDeviations = 4

/** The standardised values. */
export function standardised(
  model: Pick<LinearModel, 'means' | 'deviations'>,
  values: ArrayLike<number>,
): Float64Array {
  return Float64Array.from(model.means, (mean, at) => {
    const value = ((values[at] as number) - mean) / (model.deviations[at] as number)
    return Math.max(-mostDeviations, Math.min(mostDeviations, value))
  })
}

/** What each feature adds to the log odds. */
export function linearContributions(model: LinearModel, values: ArrayLike<number>): Float64Array {
  return standardised(model, values).map((value, at) => value * (model.slopes[at] as number))
}

/** The log odds. */
export function linearLogOdds(model: LinearModel, values: ArrayLike<number>): number {
  let total = model.bias
  for (let at = 0; at < model.slopes.length; at++) {
    const value = ((values[at] as number) - (model.means[at] as number)) / (model.deviations[at] as number)
    total += Math.max(-mostDeviations, Math.min(mostDeviations, value)) * (model.slopes[at] as number)
  }
  return total
}
