import { describe, expect, test } from 'vitest'
import { linearLogOdds } from '../src/learning/linear.ts'
import { contributions, logOdds, probability } from '../src/learning/trees.ts'
import { boost, generator, type BoostingPlan, type Examples } from '../src/training/boosting.ts'
import { arrive } from '../src/training/candidate-index.ts'
import { pairExamples } from '../src/training/examples.ts'
import { foldsOf } from '../src/training/folds.ts'
import type { Gold, GoldRow } from '../src/training/gold.ts'
import { fitLogistic } from '../src/training/logistic.ts'
import { prepare } from '../src/index.ts'

const random = generator(42)
/** Two features in 0…1; the outcome follows the first, upwards, and the second is noise. */
const examples: Examples = (() => {
  const rows = Array.from({ length: 4000 }, () => [random(), random()])
  const outcomes = rows.map(([first = 0]) => (random() < probability(6 * first - 3) ? 1 : 0))
  return { rows, outcomes, weights: rows.map(() => 1) }
})()
const plan: BoostingPlan = {
  trees: 60,
  depth: 2,
  rate: 0.1,
  ridge: 5,
  leastInLeaf: 5,
  featureShare: 1,
  monotone: [1, 0],
  seed: 1,
}

describe('boosted trees', () => {
  const model = boost(examples, plan)

  test('learn what the outcome follows', () => {
    expect(probability(logOdds(model, [0.95, 0.5]))).toBeGreaterThan(0.85)
    expect(probability(logOdds(model, [0.05, 0.5]))).toBeLessThan(0.15)
  })

  test('never fall where more may only speak for it', () => {
    for (const noise of [0.1, 0.5, 0.9]) {
      const rising = Array.from({ length: 50 }, (_, at) => logOdds(model, [at / 49, noise]))
      for (const [at, odds] of rising.entries()) expect(odds).toBeGreaterThanOrEqual(rising[at - 1] ?? -Infinity)
    }
  })

  test('owe their odds to the features, and to what the roots say', () => {
    const values = [0.8, 0.3]
    const roots = model.trees.reduce((sum, { values: [root = 0] }) => sum + root, model.bias)
    const moved = contributions(model, values).reduce((sum, value) => sum + value, 0)
    expect(roots + moved).toBeCloseTo(logOdds(model, values), 9)
  })

  test('are the same for the same seed', () => {
    expect(boost(examples, plan)).toEqual(model)
  })
})

test('the logistic model finds the slope that made the outcomes', () => {
  const model = fitLogistic(examples, 0)
  const rise = linearLogOdds(model, [1, 0.5]) - linearLogOdds(model, [0, 0.5])
  expect(rise).toBeGreaterThan(5)
  expect(rise).toBeLessThan(7)
})

const gold: Gold = {
  pairs: [{ a: 'r1', b: 'r4', label: 'related', confidence: 'high', stratum: 'S', p_inclusion: 1 }],
  clusters: [{ name: 'c', ids: ['r1', 'r2', 'r3'], optional: ['r5'] }],
  mustNotMerge: [{ name: 'm', sets: [['r1'], ['r6']] }],
  uncertain: [{ ids: ['r7', 'r8'] }],
}
const rows: GoldRow[] = Array.from({ length: 12 }, (_, at) => ({
  id: `r${at + 1}`,
  user: `u${at}`,
  subject: '标题',
  created_at: '2026-01-01T08:00:00+08:00',
  detail: '内容',
}))

test('no cluster is in two folds, and folds are of nearly equal size', () => {
  const folds = foldsOf(rows, gold, 3)
  expect(new Set(['r1', 'r2', 'r3', 'r5'].map((id) => folds.get(id))).size).toBe(1)
  expect([...Map.groupBy(folds.values(), (fold) => fold).values()].map((list) => list.length)).toEqual([4, 4, 4])
})

test('pairs to learn from carry what was judged, and undecided ones weigh nothing', () => {
  const learnt = new Map(
    pairExamples(gold, [
      ['r4', 'r9'],
      ['r7', 'r9'],
    ]).map((example) => [`${example.a} ${example.b}`, example]),
  )
  expect(learnt.get('r1 r2')).toMatchObject({ same: 1, related: 1 })
  expect(learnt.get('r1 r4')).toMatchObject({ same: 0, related: 1 })
  expect(learnt.get('r1 r6')).toMatchObject({ same: 0, related: null })
  expect(learnt.get('r4 r9')).toMatchObject({ same: 0, weight: 1 })
  expect(learnt.get('r7 r9')).toMatchObject({ weight: 0 })
})

test('an arriving case finds those before it that share its rare words, and none after it', () => {
  const text = { division: '440300', node: '440300', reporterKey: 'k' }
  const cases = new Map([
    [
      'later',
      prepare({
        ...text,
        title: '龙华区翠湖雅居停水',
        content: '翠湖雅居停水三天',
        submittedAt: '2026-01-03T00:00:00Z',
      }),
    ],
    [
      'first',
      prepare({ ...text, title: '翠湖雅居又停水', content: '翠湖雅居没有水', submittedAt: '2026-01-01T00:00:00Z' }),
    ],
    [
      'other',
      prepare({
        ...text,
        reporterKey: 'l',
        title: '社保卡如何补办',
        content: '社保卡丢失',
        submittedAt: '2026-01-02T00:00:00Z',
      }),
    ],
  ])
  const { candidates, citizenCases } = arrive(cases)
  expect(candidates.get('later')).toContain('first')
  expect(candidates.get('first')).toEqual([])
  expect(citizenCases('first', 'later')).toBe(1)
})
