import type { Gold } from '@inquiry/similarity/training/gold'
import {
  brokenGroups,
  clusterAgreement,
  directRecall,
  largestCluster,
  singleLink,
  type ClusterAgreement,
  type Grouping,
} from './cluster-scores.ts'
import {
  agreementAt,
  bestThreshold,
  judgedPairs,
  pairAgreement,
  pairReadings,
  type PairAgreement,
  type PairReading,
  type PairScores,
} from './pair-scores.ts'

/** All figures of one method on one gold. */
export interface Evaluation {
  readonly method: string
  readonly threshold: number
  readonly pairs: Readonly<
    Record<PairReading, PairAgreement & { readonly bestThreshold: number; readonly bestF1: number }>
  >
  /** Judged pairs by stratum at the threshold: found rightly, found wrongly, missed, rightly left alone. */
  readonly strata: readonly {
    readonly stratum: string
    readonly right: number
    readonly wrong: number
    readonly missed: number
    readonly left: number
  }[]
  readonly clusters: { readonly all: ClusterAgreement; readonly upTo15: ClusterAgreement }
  readonly directRecall: { readonly all: number; readonly upTo15: number }
  readonly mustNotMerge: {
    readonly groups: number
    readonly broken: number
    readonly where: readonly { name: string; joined: number }[]
  }
  readonly largestCluster: { readonly rows: number; readonly together: number; readonly strangers: number }
}

/** Evaluate scores at a threshold; without a grouping, rows joined by a chain of found pairs are together. */
export function evaluate(
  method: string,
  gold: Gold,
  rows: readonly string[],
  scores: PairScores,
  threshold: number,
  resamples: number,
  grouping: Grouping = singleLink(scores, threshold),
): Evaluation {
  const broken = brokenGroups(gold, grouping)
  return {
    method,
    threshold,
    pairs: {
      sample: reading(gold, scores, threshold, resamples, 'sample'),
      population: reading(gold, scores, threshold, resamples, 'population'),
      hard: reading(gold, scores, threshold, resamples, 'hard'),
    },
    strata: byStratum(gold, scores, threshold),
    clusters: clusterAgreement(gold, grouping),
    directRecall: directRecall(gold, scores, threshold),
    mustNotMerge: { groups: gold.mustNotMerge.length, broken: broken.length, where: broken },
    largestCluster: largestCluster(gold, rows, grouping),
  }
}

/** The threshold with the best F1 on the sample: for methods without a shipped one, in their favour. */
export function bestSampleThreshold(gold: Gold, scores: PairScores): number {
  return bestThreshold(judgedPairs(gold, scores, 'sample'))
}

/** Precision at a threshold under each reading, with its interval, and the share of duplicates that reach it. */
export function precisionAt(
  gold: Gold,
  scores: PairScores,
  threshold: number,
  resamples: number,
): Record<PairReading, { precision: number; interval: readonly [number, number]; recall: number }> {
  const at = (name: PairReading): { precision: number; interval: readonly [number, number]; recall: number } => {
    const { precision, recall, intervals } = pairAgreement(judgedPairs(gold, scores, name), threshold, resamples)
    return { precision, interval: intervals.precision, recall }
  }
  const [sample, population, hard] = pairReadings.map(at) as [
    ReturnType<typeof at>,
    ReturnType<typeof at>,
    ReturnType<typeof at>,
  ]
  return { sample, population, hard }
}

function reading(
  gold: Gold,
  scores: PairScores,
  threshold: number,
  resamples: number,
  name: PairReading,
): PairAgreement & { bestThreshold: number; bestF1: number } {
  const pairs = judgedPairs(gold, scores, name)
  const best = bestThreshold(pairs)
  return { ...pairAgreement(pairs, threshold, resamples), bestThreshold: best, bestF1: agreementAt(pairs, best).f1 }
}

function byStratum(gold: Gold, scores: PairScores, threshold: number): Evaluation['strata'] {
  const strata = Map.groupBy(judgedPairs(gold, scores, 'sample'), ({ stratum }) => stratum)
  return [...strata]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([stratum, pairs]) => {
      const count = (duplicate: boolean, found: boolean): number =>
        pairs.filter((pair) => pair.duplicate === duplicate && pair.score >= threshold === found).length
      return {
        stratum,
        right: count(true, true),
        wrong: count(false, true),
        missed: count(true, false),
        left: count(false, false),
      }
    })
}
