import { blendLogOdds } from '../learning/matching-model.ts'
import { arrive, distinctPairs, widePlan } from './candidate-index.ts'
import { lexiconWithout, mattersOf, type Collection } from './collection.ts'
import { prepareRows } from './corpus.ts'
import { pairExamples, type PairExample } from './examples.ts'
import { fitRelated, fitSameMatter } from './fit-matching.ts'
import { foldsOf } from './folds.ts'
import { pairName } from './gold.ts'
import { measurePair, type PreparedRows } from './prepared-rows.ts'

/** Log odds of a pair that no model had seen. */
export interface UnseenPair extends PairExample {
  readonly sameOdds: number
  readonly relatedOdds: number
  /** The feature values, by the first of the lexicons that had not seen the pair. */
  readonly values: readonly number[]
}

/**
 * Score every candidate and judged pair by models that were fitted without one of its cases: lexicon, topics, trees and
 * slopes are learnt from the rows outside a fold, and a pair across two folds is given the mean of both folds' log odds.
 */
export function crossValidate(collection: Collection, folds: number, report: (fold: number) => void): UnseenPair[] {
  const matters = mattersOf(collection)
  const fold = foldsOf(collection.rows, collection.gold, folds)
  const odds = new Map<string, { example: PairExample; values: number[]; same: number[]; related: number[] }>()
  for (let held = 0; held < folds; held++) {
    const heldIds = new Set([...fold].filter(([, of]) => of === held).map(([id]) => id))
    const lexicon = lexiconWithout(heldIds, matters, collection, `without fold ${held}`)
    const cases = prepareRows(collection.rows, lexicon)
    const rows: PreparedRows = { cases, lexicon, arrivals: arrive(cases, widePlan) }
    const examples = pairExamples(collection.gold, distinctPairs(rows.arrivals.pairs))
    const seen = examples.filter(({ a, b }) => !heldIds.has(a) && !heldIds.has(b))
    const sameMatter = fitSameMatter(
      { ...rows, cases: new Map([...cases].filter(([id]) => !heldIds.has(id))) },
      seen,
      collection.gold,
    )
    const related = fitRelated(rows, seen)
    for (const example of examples) {
      if (!heldIds.has(example.a) && !heldIds.has(example.b)) continue
      const values = measurePair(rows, example.a, example.b)
      const name = pairName(example.a, example.b)
      const entry = odds.get(name) ?? { example, values, same: [], related: [] }
      entry.same.push(blendLogOdds(sameMatter, values))
      entry.related.push(blendLogOdds(related, values))
      odds.set(name, entry)
    }
    report(held)
  }
  return [...odds.values()].map(({ example, values, same, related }) => ({
    ...example,
    values,
    sameOdds: mean(same),
    relatedOdds: mean(related),
  }))
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length
}
