import { featureDefinitions } from '../features/definitions.ts'
import type { BoostingPlan } from './boosting.ts'

type Direction = -1 | 0 | 1

/** Features of which more may only speak against one matter, and those whose direction is left to the data. */
const against = new Set<string>(['otherNames', 'daysApart'])
const either = new Set<string>(['lengthRatio', 'shorterLength'])

/** How the shipped comparison is fitted; chosen by cross-validation. */
export const matchingPlan: BoostingPlan = {
  trees: 150,
  depth: 3,
  rate: 0.08,
  ridge: 5,
  leastInLeaf: 3,
  featureShare: 0.5,
  monotone: featureDefinitions.map(({ name }): Direction => (against.has(name) ? -1 : either.has(name) ? 0 : 1)),
  seed: 7,
}
