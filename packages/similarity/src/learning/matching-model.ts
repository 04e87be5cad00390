import type { TreeSum } from './trees.ts'

/** The learned comparison: the probability that two cases are one matter, and that they are at least related. */
export interface MatchingModel {
  readonly version: string
  /** Names of the features in the order of the trees' indexes; checked against the code's. */
  readonly features: readonly string[]
  readonly sameMatter: CalibratedTrees
  readonly related: CalibratedTrees
  readonly thresholds: Thresholds
}

/** A tree sum whose log odds become a probability by slope and intercept (Platt 1999), fitted out of fold. */
export interface CalibratedTrees extends TreeSum {
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
}
