import { linearLogOdds } from '@inquiry/similarity/learning/linear'
import type { Examples } from '@inquiry/similarity/training/boosting'
import { foldsOf } from '@inquiry/similarity/training/folds'
import { pairName, type Gold, type GoldRow } from '@inquiry/similarity/training/gold'
import { fitLogistic } from '@inquiry/similarity/training/logistic'
import { shingles, sharedCount } from '@inquiry/similarity/text/shingles'
import { sharedTerms, termVector, wordHashes, type TermVector } from '@inquiry/similarity/text/term-vector'
import { countTerms, type TermTable } from '@inquiry/similarity/text/terms'
import { segment } from '@inquiry/similarity/text/segment'
import type { PairScores } from './pair-scores.ts'

/** Pairs of ids. */
export type Pairs = readonly (readonly [string, string])[]

interface ReadRow {
  readonly row: GoldRow
  readonly shingles: Int32Array
  readonly terms: TermVector
  readonly title: TermVector
}

/** The three methods to compare with: they know these rows' word counts, and nothing of places or matters. */
export interface Baselines {
  readonly jaccard: PairScores
  readonly cosine: PairScores
  readonly values: ReadonlyMap<string, readonly number[]>
}

/** Score pairs by character 3-gram Jaccard and by TF-IDF cosine, and measure what the logistic combination uses. */
export function baselines(rows: readonly GoldRow[], pairs: Pairs): Baselines {
  const words = new Map(rows.map((row) => [row.id, wordsOf(`${row.subject} ${row.detail}`)]))
  const table = countTerms([...words.values()].map(wordHashes), 1)
  const read = new Map(rows.map((row) => [row.id, readRow(row, words.get(row.id) ?? [], table)]))
  const values = new Map(
    pairs.flatMap(([a, b]) => {
      const [left, right] = [read.get(a), read.get(b)]
      return left === undefined || right === undefined ? [] : [[pairName(a, b), valuesOf(left, right)] as const]
    }),
  )
  return { jaccard: column(values, 0), cosine: column(values, 1), values }
}

/**
 * The logistic combination of Jaccard, TF-IDF, rare words, writer, days and titles, fitted on the judged pairs; each pair
 * is scored by a model that saw neither of its cases' folds.
 */
export function combinationOutOfFold(
  rows: readonly GoldRow[],
  gold: Gold,
  { values }: Baselines,
  folds: number,
): PairScores {
  const fold = foldsOf(rows, gold, folds)
  const scores = new Map<string, number>()
  for (let first = 0; first < folds; first++) {
    for (let second = first; second < folds; second++) {
      const held = (id: string): boolean => fold.get(id) === first || fold.get(id) === second
      const model = fitCombination({ ...gold, pairs: gold.pairs.filter(({ a, b }) => !held(a) && !held(b)) }, values)
      for (const [name, row] of values) {
        const [a = '', b = ''] = name.split(' ')
        const folded = [fold.get(a) ?? 0, fold.get(b) ?? 0].toSorted((x, y) => x - y)
        if (folded[0] === first && folded[1] === second) scores.set(name, probabilityOf(model, row))
      }
    }
  }
  return scores
}

/** The combination fitted on all judged pairs of one gold, applied to the pairs of another. */
export function combinationOf(gold: Gold, fitted: Baselines, applied: Baselines): PairScores {
  const model = fitCombination(gold, fitted.values)
  return new Map([...applied.values].map(([name, row]) => [name, probabilityOf(model, row)]))
}

function fitCombination(gold: Gold, values: ReadonlyMap<string, readonly number[]>): ReturnType<typeof fitLogistic> {
  const known = gold.pairs.flatMap(({ a, b, label }) => {
    const row = values.get(pairName(a, b))
    return row === undefined ? [] : [{ row, outcome: label === 'duplicate' ? 1 : 0 }]
  })
  const examples: Examples = {
    rows: known.map(({ row }) => row),
    outcomes: known.map(({ outcome }) => outcome),
    weights: known.map(() => 1),
  }
  return fitLogistic(examples, 1)
}

function probabilityOf(model: ReturnType<typeof fitLogistic>, row: readonly number[]): number {
  return 1 / (1 + Math.exp(-linearLogOdds(model, row)))
}

function readRow(row: GoldRow, words: readonly string[], table: TermTable): ReadRow {
  return {
    row,
    shingles: shingles(`${row.subject}${row.detail}`.replaceAll(/\s/g, ''), 3),
    terms: termVector(wordHashes(words), table, 0),
    title: termVector(wordHashes(wordsOf(row.subject)), table, 0),
  }
}

function valuesOf(a: ReadRow, b: ReadRow): number[] {
  const shared = sharedCount(a.shingles, b.shingles)
  const terms = sharedTerms(a.terms, b.terms)
  return [
    shared / (a.shingles.length + b.shingles.length - shared || 1),
    terms.cosine,
    terms.rareMass,
    a.row.user === b.row.user ? 1 : 0,
    Math.log1p(Math.abs(Date.parse(a.row.created_at) - Date.parse(b.row.created_at)) / 86_400_000),
    sharedTerms(a.title, b.title).cosine,
  ]
}

function wordsOf(text: string): string[] {
  return segment(text)
    .map(({ word }) => word)
    .filter((word) => /[\p{Script=Han}a-z\d]/iu.test(word))
}

function column(values: ReadonlyMap<string, readonly number[]>, at: number): PairScores {
  return new Map([...values].map(([name, row]) => [name, row[at] ?? 0]))
}
