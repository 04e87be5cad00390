import { linearContributions, linearLogOdds, type LinearModel } from './linear.ts'
import { contributions, logOdds, probability, type TreeSum } from './trees.ts'

/** The learned comparison: the probability that two cases are one matter, and that they are at least related. */
export interface MatchingModel {
  readonly version: string
  /** Version of the lexicon that the features were measured by. */
  readonly lexicon: string
  /** Names of the features in the order of the models' indexes; checked against the code's. */
  readonly features: readonly string[]
  readonly sameMatter: Blend
  readonly related: Blend
  readonly thresholds: Thresholds
}

/** The mean of a tree sum and a linear model in log odds; slope and intercept make it a probability (Platt 1999). */
export interface Blend {
  readonly trees: TreeSum
  readonly linear: LinearModel
  readonly slope: number
  readonly intercept: number
}

/** From which score on a link is made. */
export interface Thresholds {
  /** One matter, and a rule may decide it. */
  readonly sure: number
  /** One matter, for a coordinator to confirm. */
  readonly likely: number
  /** Own handling, worth knowing of each other. */
  readonly related: number
  /** Least agreement of the members of a matter with a case that joins it, when a coordinator confirms it. */
  readonly join: number
  /** The same when a rule joins it; one of them must be surely the same beside. */
  readonly rule: number
}

/** The log odds of a blend, before slope and intercept. */
export function blendLogOdds({ trees, linear }: Pick<Blend, 'trees' | 'linear'>, values: ArrayLike<number>): number {
  return (logOdds(trees, values) + linearLogOdds(linear, values)) / 2
}

/** The probability. */
export function blendProbability(blend: Blend, values: ArrayLike<number>): number {
  return probability(blend.slope * blendLogOdds(blend, values) + blend.intercept)
}

/** How far each feature moved the log odds that {@link blendProbability} rests on. */
export function blendContributions(blend: Blend, values: ArrayLike<number>): Float64Array {
  const linear = linearContributions(blend.linear, values)
  return contributions(blend.trees, values).map((moved, at) => (blend.slope * (moved + (linear[at] as number))) / 2)
}
