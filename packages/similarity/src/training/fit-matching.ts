import { featureDefinitions } from '../features/definitions.ts'
import type { Blend } from '../learning/matching-model.ts'
import { boost, generator, type BoostingPlan, type Examples } from './boosting.ts'
import type { PairExample } from './examples.ts'
import type { Gold } from './gold.ts'
import { fitLogistic } from './logistic.ts'
import { madeExamples } from './made-examples.ts'
import { measurePair, type PreparedRows } from './prepared-rows.ts'

type Direction = -1 | 0 | 1

/** Features of which more may only speak against one matter; of all others more may only speak for it. */
const against = new Set<string>([
  'otherNames',
  'otherLeadNames',
  'daysApart',
  'changedCopy',
  'movedCopy',
  'titleUnfound',
  'citizenCases',
  'problemUnfound',
  'otherRegions',
  'signsAgainst',
  'titleSubjectsDiffer',
])
/** How the trees are fitted; chosen by cross-validation. */
const boosting: BoostingPlan = {
  trees: 200,
  depth: 3,
  rate: 0.05,
  ridge: 20,
  leastInLeaf: 5,
  featureShare: 0.5,
  monotone: featureDefinitions.map(({ name }): Direction => (against.has(name) ? -1 : 1)),
  seed: 7,
}
const sharedName = featureDefinitions.findIndex(({ name }) => name === 'sharedName')
const linearRidge = 30
/** Share of the plain negatives that a fit uses; they count for those left out. */
const negativesUsed = 0.4
/** A plain negative that names a telling place or organisation of the other counts so much: those are hard to tell. */
const sharingNegative = { from: 5, weight: 2 }

/** Fit the blend that tells one matter from others. */
export function fitSameMatter(
  rows: PreparedRows,
  examples: readonly PairExample[],
  gold: Gold,
): Omit<Blend, 'slope' | 'intercept'> {
  const random = generator(5)
  const kept = examples.filter(
    ({ same, weight }) => weight > 0 && (same === 1 || weight !== 1 || random() < negativesUsed),
  )
  const made = madeExamples(rows, gold)
  const values = kept.map(({ a, b }) => measurePair(rows, a, b))
  const weightOf = ({ same, weight }: PairExample, at: number): number => {
    if (same === 1 || weight !== 1) return weight
    const isSharing = (values[at]?.[sharedName] ?? 0) > sharingNegative.from
    return (isSharing ? sharingNegative.weight : 1) / negativesUsed
  }
  return fitBlend({
    rows: [...values, ...made.map((example) => example.values)],
    outcomes: [...kept.map(({ same }) => same), ...made.map(({ same }) => same)],
    weights: [...kept.map(weightOf), ...made.map(({ weight }) => weight)],
  })
}

/** Fit the blend that tells related cases from all others; candidates that nobody judged count little. */
export function fitRelated(rows: PreparedRows, examples: readonly PairExample[]): Omit<Blend, 'slope' | 'intercept'> {
  const random = generator(9)
  const kept = examples.filter(
    ({ related, weight }) => weight > 0 && (related !== null || random() < negativesUsed / 4),
  )
  return fitBlend({
    rows: kept.map(({ a, b }) => measurePair(rows, a, b)),
    outcomes: kept.map(({ related }) => related ?? 0),
    weights: kept.map(({ related, weight }) => (related === null ? weight / negativesUsed : weight)),
  })
}

function fitBlend(examples: Examples): Omit<Blend, 'slope' | 'intercept'> {
  return { trees: boost(examples, boosting), linear: fitLogistic(examples, linearRidge) }
}
