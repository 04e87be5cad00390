import { join } from 'node:path'
import { modelVersion, prepare, thresholds, type PreparedCase, type Thresholds } from '@inquiry/similarity'
import { readCollection, readGold, readRows } from '@inquiry/similarity/scripts/gold-files'
import { arrive, distinctPairs, widePlan, type Arrivals } from '@inquiry/similarity/training/candidate-index'
import { caseOf } from '@inquiry/similarity/training/corpus'
import { crossValidate } from '@inquiry/similarity/training/cross-validation'
import { pairsOf } from '@inquiry/similarity/training/examples'
import { pairName, type Gold, type GoldRow } from '@inquiry/similarity/training/gold'
import { calibrateSame, foldsShipped, unseenScore } from '@inquiry/similarity/training/ship'
import { compare } from '@inquiry/similarity'
import { arrange, scoresAfterJoining, type Joining } from './arrangement.ts'
import { baselines, combinationOf, combinationOutOfFold, type Baselines, type Pairs } from './baselines.ts'
import { bestSampleThreshold, evaluate, precisionAt, type Evaluation } from './evaluation.ts'
import { type PairScores } from './pair-scores.ts'
import { measureSpeed, type Speed } from './speed.ts'

/** What is measured on one gold. */
export interface MatchingEvaluation {
  readonly modelVersion: string
  readonly thresholds: Thresholds
  readonly cases: number
  readonly judgedPairs: number
  /** Share of the judged duplicates, and of the pairs inside clusters, that the index proposes at all. */
  readonly candidates: {
    readonly perCase: number
    readonly recall: number
    readonly clusterRecall: number
    readonly clusterRecallUpTo15: number
  }
  readonly methods: readonly Evaluation[]
  /** Precision from the sure threshold on. */
  readonly sure: ReturnType<typeof precisionAt>
  readonly speed: Speed
}

/** Where to read and how to measure. */
export interface MatchingPlan {
  readonly gold: string
  readonly cases: string
  readonly development: string
  readonly ofDevelopment: boolean
  /** Whether the development collection is at hand. */
  readonly labelled: boolean
  readonly resamples: number
}

/** Measure the shipped comparison and the baselines. */
export async function evaluateMatching(plan: MatchingPlan): Promise<MatchingEvaluation> {
  const gold = await readGold(plan.gold)
  const rows = await readRows(plan.cases)
  const cases = new Map(rows.map((row) => [row.id, prepare(caseOf(row))]))
  const arrivals = arrive(cases)
  const found = distinctPairs(arrivals.pairs)
  const looked = distinctPairs([...found, ...gold.pairs.map(({ a, b }) => [a, b] as const), ...clusterPairs(gold)])
  const ids = rows.map(({ id }) => id)
  const own = await ownScores(plan, cases, arrivals, found)
  const simple = await baselineScores(plan, rows, gold, looked)
  const { resamples } = plan
  const joined = (name: string, joining: Joining): Evaluation => {
    const grouping = arrange(cases, arrivals, own.heard, joining)
    const scores = scoresAfterJoining(own.scores, looked, grouping)
    return evaluate(`${own.name}, ${name}`, gold, ids, scores, 0.5, resamples, grouping)
  }
  return {
    modelVersion,
    thresholds,
    cases: rows.length,
    judgedPairs: gold.pairs.length,
    candidates: candidateRecall(gold, found, cases.size),
    methods: [
      ...simple.map(({ name, scores }) =>
        evaluate(name, gold, ids, scores, bestSampleThreshold(gold, scores), resamples),
      ),
      evaluate(`${own.name}, pairs alone`, gold, ids, own.scores, thresholds.likely, resamples),
      joined('matters', { least: thresholds.join }),
      joined('joined by rule', { least: thresholds.rule, sure: thresholds.sure }),
    ],
    sure: precisionAt(gold, own.scores, thresholds.sure, resamples),
    speed: measureSpeed(rows.map(caseOf)),
  }
}

/** Scores of the pairs that are compared as candidates, and of those that may be as cases of one matter beside. */
interface OwnScores {
  readonly name: string
  readonly scores: PairScores
  readonly heard: PairScores
}

/** The comparison's scores: on the development gold from models that did not see the pair, else the shipped model's. */
async function ownScores(
  { ofDevelopment, development }: MatchingPlan,
  cases: ReadonlyMap<string, PreparedCase>,
  arrivals: Arrivals,
  found: Pairs,
): Promise<OwnScores> {
  const wide = distinctPairs([...found, ...arrive(cases, widePlan).pairs])
  const proposed = new Set(found.map(([a, b]) => pairName(a, b)))
  const limited = (heard: PairScores): PairScores => new Map([...heard].filter(([name]) => proposed.has(name)))
  if (!ofDevelopment) {
    const heard = new Map(wide.map(([a, b]) => [pairName(a, b), scoreOf(cases, arrivals, a, b)] as const))
    return { name: 'shipped model', scores: limited(heard), heard }
  }
  const unseen = crossValidate(await readCollection(development), foldsShipped, (fold) =>
    console.error(`fold ${fold + 1} of ${foldsShipped}`),
  )
  const scale = calibrateSame(unseen)
  const named = new Set(wide.map(([a, b]) => pairName(a, b)))
  const scored = unseen.map((pair) => [pairName(pair.a, pair.b), unseenScore(pair, scale)] as const)
  const heard = new Map(scored.filter(([name]) => named.has(name)))
  return { name: 'this model, out of fold', scores: limited(heard), heard }
}

function scoreOf(cases: ReadonlyMap<string, PreparedCase>, arrivals: Arrivals, a: string, b: string): number {
  const [left, right] = [cases.get(a), cases.get(b)]
  if (left === undefined || right === undefined) return 0
  return compare(left, right, { citizenCases: arrivals.citizenCases(a, b) }).score
}

async function baselineScores(
  { ofDevelopment, development, labelled }: MatchingPlan,
  rows: readonly GoldRow[],
  gold: Gold,
  pairs: Pairs,
): Promise<{ name: string; scores: PairScores }[]> {
  const here = baselines(rows, pairs)
  const simple = [
    { name: 'character 3-gram Jaccard', scores: here.jaccard },
    { name: 'TF-IDF cosine', scores: here.cosine },
  ]
  const name = 'logistic combination'
  if (ofDevelopment) return [...simple, { name, scores: combinationOutOfFold(rows, gold, here, 5) }]
  if (!labelled) return simple
  const known = await developmentBaselines(development)
  return [...simple, { name, scores: combinationOf(known.gold, known.baselines, here) }]
}

async function developmentBaselines(development: string): Promise<{ gold: Gold; baselines: Baselines }> {
  const gold = await readGold(join(development, 'dup_gold'))
  const rows = await readRows(join(development, 'f3_hotspot.jsonl'))
  const pairs = gold.pairs.map(({ a, b }) => [a, b] as const)
  return { gold, baselines: baselines(rows, pairs) }
}

function candidateRecall(gold: Gold, found: Pairs, cases: number): MatchingEvaluation['candidates'] {
  const proposed = new Set(found.map(([a, b]) => pairName(a, b)))
  const recall = (pairs: Pairs): number =>
    pairs.filter(([a, b]) => proposed.has(pairName(a, b))).length / Math.max(1, pairs.length)
  const small = { ...gold, clusters: gold.clusters.filter(({ ids }) => ids.length <= 15) }
  return {
    perCase: found.length / cases,
    recall: recall(gold.pairs.filter(({ label }) => label === 'duplicate').map(({ a, b }) => [a, b])),
    clusterRecall: recall(clusterPairs(gold)),
    clusterRecallUpTo15: recall(clusterPairs(small)),
  }
}

function clusterPairs({ clusters }: Gold): Pairs {
  return clusters.flatMap(({ ids }) => pairsOf(ids))
}
