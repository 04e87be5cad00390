import { pairName, type Gold, type GoldPair } from '@inquiry/similarity/training/gold'

/** Scores of pairs by {@link pairName}; a pair that is absent counts as below every threshold. */
export type PairScores = ReadonlyMap<string, number>

/** Precision, recall and their harmonic mean; NaN where nothing was predicted or nothing is to be found. */
export interface Agreement {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** Agreement at a threshold, average precision, and 95 % intervals of the four by bootstrap within strata. */
export interface PairAgreement extends Agreement {
  readonly averagePrecision: number
  readonly intervals: Readonly<Record<keyof Agreement | 'averagePrecision', readonly [number, number]>>
}

/** A judged pair as it is counted: its score, whether it is a duplicate, its weight. */
export interface JudgedPair {
  readonly score: number
  readonly duplicate: boolean
  readonly weight: number
  readonly stratum: string
}

/**
 * The three readings of the judged sample: `sample` counts every pair once; `population` by 1 / its inclusion probability
 * (Horvitz and Thompson 1952); `hard` is the population without the pairs inside the few very big clusters (G_gold).
 */
export const pairReadings = ['sample', 'population', 'hard'] as const
export type PairReading = (typeof pairReadings)[number]

/** The judged pairs under a reading. */
export function judgedPairs(gold: Gold, scores: PairScores, reading: PairReading): JudgedPair[] {
  return gold.pairs
    .filter(({ stratum }) => reading !== 'hard' || stratum !== 'G_gold')
    .map((pair) => judged(pair, scores, reading))
}

/** Agreement of the judged pairs at a threshold. */
export function agreementAt(pairs: readonly JudgedPair[], threshold: number): Agreement {
  let right = 0
  let wrong = 0
  let missed = 0
  for (const { score, duplicate, weight } of pairs) {
    if (score >= threshold && duplicate) right += weight
    else if (score >= threshold) wrong += weight
    else if (duplicate) missed += weight
  }
  return agreementOf(right, wrong, missed)
}

/** Agreement from what was found rightly, found wrongly and missed. */
export function agreementOf(right: number, wrong: number, missed: number): Agreement {
  return {
    precision: right / (right + wrong),
    recall: right / (right + missed),
    f1: (2 * right) / (2 * right + wrong + missed),
  }
}

/** Sum over distinct scores, from the highest, of the recall gained times the precision there; ties are one step. */
export function averagePrecision(pairs: readonly JudgedPair[]): number {
  const positive = pairs.reduce((sum, { duplicate, weight }) => sum + (duplicate ? weight : 0), 0)
  const byScore = Map.groupBy(pairs, ({ score }) => score)
  let right = 0
  let wrong = 0
  let total = 0
  for (const score of [...byScore.keys()].toSorted((a, b) => b - a)) {
    if (score === -Infinity) break
    const gained = (byScore.get(score) ?? []).reduce((sum, { duplicate, weight }) => sum + (duplicate ? weight : 0), 0)
    wrong += (byScore.get(score) ?? []).reduce((sum, { duplicate, weight }) => sum + (duplicate ? 0 : weight), 0)
    right += gained
    total += ((gained / positive) * right) / (right + wrong)
  }
  return positive === 0 ? Number.NaN : total
}

/** The threshold at which F1 is highest on these pairs; only for the choice of one within the development half. */
export function bestThreshold(pairs: readonly JudgedPair[]): number {
  const scores = [...new Set(pairs.map(({ score }) => score))].filter((score) => score > -Infinity)
  const rated = scores
    .map((score) => ({ score, f1: agreementAt(pairs, score).f1 }))
    .toSorted((a, b) => b.f1 - a.f1 || a.score - b.score)
  return rated[0]?.score ?? Number.NaN
}

/** Agreement with intervals. */
export function pairAgreement(pairs: readonly JudgedPair[], threshold: number, resamples: number): PairAgreement {
  const drawn = bootstrap(pairs, threshold, resamples)
  return {
    ...agreementAt(pairs, threshold),
    averagePrecision: averagePrecision(pairs),
    intervals: {
      precision: interval(drawn.map(({ precision }) => precision)),
      recall: interval(drawn.map(({ recall }) => recall)),
      f1: interval(drawn.map(({ f1 }) => f1)),
      averagePrecision: interval(drawn.map((agreement) => agreement.averagePrecision)),
    },
  }
}

function judged(pair: GoldPair, scores: PairScores, reading: PairReading): JudgedPair {
  return {
    score: scores.get(pairName(pair.a, pair.b)) ?? -Infinity,
    duplicate: pair.label === 'duplicate',
    weight: reading === 'sample' ? 1 : 1 / pair.p_inclusion,
    stratum: pair.stratum,
  }
}

function bootstrap(
  pairs: readonly JudgedPair[],
  threshold: number,
  resamples: number,
): (Agreement & { averagePrecision: number })[] {
  const strata = [...Map.groupBy(pairs, ({ stratum }) => stratum).values()]
  const random = numbersFrom(1)
  return Array.from({ length: resamples }, () => {
    const drawn = strata.flatMap((stratum) =>
      stratum.map(() => stratum[Math.floor(random() * stratum.length)] as JudgedPair),
    )
    return { ...agreementAt(drawn, threshold), averagePrecision: averagePrecision(drawn) }
  })
}

function interval(values: readonly number[]): [number, number] {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return [at(0.025), at(0.975)]
}

/** Numbers in 0…1 that repeat for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296
  }
}
