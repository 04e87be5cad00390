import { featureDefinitions } from '../features/definitions.ts'
import { cautiously } from '../features/signs.ts'
import type { Blend, MatchingModel, Thresholds } from '../learning/matching-model.ts'
import { probability } from '../learning/trees.ts'
import type { Lexicon } from '../lexicon.ts'
import { arrive, distinctPairs, widePlan } from './candidate-index.ts'
import { lexiconWithout, mattersOf, type Collection } from './collection.ts'
import { prepareRows } from './corpus.ts'
import { crossValidate, type UnseenPair } from './cross-validation.ts'
import { pairExamples } from './examples.ts'
import { fitRelated, fitSameMatter } from './fit-matching.ts'
import type { LinearModel } from '../learning/linear.ts'
import { fitLogistic } from './logistic.ts'

/** How many folds the thresholds and the calibration rest on. */
export const foldsShipped = 10
/** Chosen by cross-validation of the whole of triage: see docs/evaluation/matching.md. */
const thresholdsShipped: Thresholds = { sure: 0.9, likely: 0.32, related: 0.5, join: 0.4, rule: 0.5 }

/** Fit the model that ships: on all rows, calibrated on log odds from models that had not seen the pair. */
export function fitShipped(
  collection: Collection,
  version: string,
  report: (line: string) => void,
): { model: MatchingModel; lexicon: Lexicon } {
  const unseen = crossValidate(collection, foldsShipped, (fold) => report(`fold ${fold} of ${foldsShipped} scored`))
  const lexicon = lexiconWithout(new Set(), mattersOf(collection), collection, version)
  const cases = prepareRows(collection.rows, lexicon)
  const rows = { cases, lexicon, arrivals: arrive(cases, widePlan) }
  const examples = pairExamples(collection.gold, distinctPairs(rows.arrivals.pairs))
  const model: MatchingModel = {
    version,
    lexicon: lexicon.version,
    features: featureDefinitions.map(({ name }) => name),
    sameMatter: { ...rounded(fitSameMatter(rows, examples, collection.gold)), ...calibrateSame(unseen) },
    related: { ...rounded(fitRelated(rows, examples)), ...calibrateRelated(unseen) },
    thresholds: thresholdsShipped,
  }
  return { model, lexicon }
}

/** Slope and intercept by which log odds of one matter become probabilities. */
export function calibrateSame(unseen: readonly UnseenPair[]): { slope: number; intercept: number } {
  return calibrate(
    unseen.filter(({ weight }) => weight > 0),
    ({ sameOdds }) => sameOdds,
    ({ same }) => same,
  )
}

/** The same for log odds of being related; candidates that nobody judged count as unrelated. */
export function calibrateRelated(unseen: readonly UnseenPair[]): { slope: number; intercept: number } {
  return calibrate(
    unseen.filter(({ weight }) => weight > 0),
    ({ relatedOdds }) => relatedOdds,
    ({ related }) => related ?? 0,
  )
}

/** The score of an unseen pair: calibrated, and cautious where a sign speaks against it. */
export function unseenScore(
  { sameOdds, values }: Pick<UnseenPair, 'sameOdds' | 'values'>,
  { slope, intercept }: { slope: number; intercept: number },
): number {
  return cautiously(probability(slope * sameOdds + intercept), values, thresholdsShipped.sure)
}

function calibrate(
  pairs: readonly UnseenPair[],
  odds: (pair: UnseenPair) => number,
  outcome: (pair: UnseenPair) => number,
): { slope: number; intercept: number } {
  const { bias, slopes, means, deviations } = fitLogistic(
    {
      rows: pairs.map((pair) => [odds(pair)]),
      outcomes: pairs.map(outcome),
      weights: pairs.map(({ weight }) => weight),
    },
    0,
  )
  const slope = (slopes[0] ?? 0) / (deviations[0] ?? 1)
  return { slope: short(slope), intercept: short(bias - slope * (means[0] ?? 0)) }
}

function rounded({ trees, linear }: Omit<Blend, 'slope' | 'intercept'>): Omit<Blend, 'slope' | 'intercept'> {
  const shortTrees = trees.trees.map((tree) => ({
    ...tree,
    thresholds: tree.thresholds.map(short),
    values: tree.values.map(short),
  }))
  return { trees: { bias: short(trees.bias), trees: shortTrees }, linear: shortLinear(linear) }
}

function shortLinear({ bias, slopes, means, deviations }: LinearModel): LinearModel {
  return { bias: short(bias), slopes: slopes.map(short), means: means.map(short), deviations: deviations.map(short) }
}

/** Five digits are plenty for a decision and keep the file small. */
function short(value: number): number {
  return Number(value.toPrecision(5))
}
