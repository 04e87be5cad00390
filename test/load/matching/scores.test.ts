import { pairName, type Gold } from '@inquiry/similarity/training/gold'
import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluation.ts'

// The expected figures are those of the collection's own scorer (eval_dup.py) on the same made-up gold.
const gold: Gold = {
  pairs: [
    pair('a1', 'a2', 'duplicate', 'S1', 0.5),
    pair('a1', 'a3', 'duplicate', 'S1', 0.5),
    pair('a2', 'b1', 'related', 'S1', 0.5),
    pair('b1', 'b2', 'duplicate', 'S2', 0.1),
    pair('c1', 'd1', 'different', 'S2', 0.1),
    pair('a3', 'c1', 'different', 'S2', 0.1),
    pair('d1', 'd2', 'duplicate', 'G_gold', 0.02),
    pair('c1', 'c2', 'different', 'S1', 0.5),
  ],
  clusters: [
    { name: 'a', ids: ['a1', 'a2', 'a3'] },
    { name: 'b', ids: ['b1', 'b2'], optional: ['b3'] },
    { name: 'd', ids: Array.from({ length: 17 }, (_, at) => `d${at + 1}`) },
  ],
  mustNotMerge: [
    { name: 'm1', sets: [['a1', 'a2'], ['b1']] },
    { name: 'm2', sets: [['c1'], ['c2']] },
  ],
  uncertain: [{ ids: ['e1', 'e2'] }],
}
const scores = new Map([
  [pairName('a1', 'a2'), 0.9],
  [pairName('a2', 'a3'), 0.7],
  [pairName('a2', 'b1'), 0.6],
  [pairName('b1', 'b2'), 0.6],
  [pairName('c1', 'd1'), 0.2],
  [pairName('d1', 'd2'), 0.55],
  [pairName('d2', 'd3'), 0.5],
  [pairName('c1', 'c2'), 0.8],
  [pairName('a3', 'c1'), 0.1],
])
const found = evaluate('made up', gold, ['c3'], scores, 0.5, 200)

describe('the judged pairs are scored as by the scorer of the collection', () => {
  test('each once', () => {
    expect(found.pairs.sample).toMatchObject({ precision: 0.6, recall: 0.75, bestThreshold: 0.55 })
    expect(found.pairs.sample.f1).toBeCloseTo(2 / 3, 12)
    expect(found.pairs.sample.averagePrecision).toBeCloseTo(0.525, 12)
  })

  test('by one over their inclusion probability', () => {
    expect(found.pairs.population.precision).toBeCloseTo(0.9393939393939394, 12)
    expect(found.pairs.population.recall).toBeCloseTo(0.96875, 12)
    expect(found.pairs.population.averagePrecision).toBeCloseTo(0.8823390151515151, 12)
  })

  test('and without the pairs inside the few very big clusters', () => {
    expect(found.pairs.hard).toMatchObject({ precision: 0.75, bestThreshold: 0.6 })
    expect(found.pairs.hard.f1).toBeCloseTo(0.8, 12)
    expect(found.pairs.hard.averagePrecision).toBeCloseTo(0.6785714285714286, 12)
  })

  test('with intervals that hold the figure', () => {
    const [low, high] = found.pairs.sample.intervals.f1
    expect(low).toBeLessThan(found.pairs.sample.f1)
    expect(high).toBeGreaterThanOrEqual(found.pairs.sample.f1)
  })
})

test('clusters are scored as by the scorer of the collection, with and without the big one', () => {
  expect(found.clusters.all).toMatchObject({ rows: 24, clusters: 3 })
  expect(found.clusters.all.bCubed.f1).toBeCloseTo(0.49525937965596634, 12)
  expect(found.clusters.all.pairwise).toMatchObject({ precision: 0.5, recall: 0.05 })
  expect(found.clusters.upTo15).toMatchObject({ rows: 7, clusters: 2 })
  expect(found.clusters.upTo15.bCubed.precision).toBeCloseTo(0.5142857142857142, 12)
  expect(found.directRecall).toEqual({ all: 5 / 140, upTo15: 0.75 })
})

test('a group that must not merge is broken once two of its sets are in one group', () => {
  expect(found.mustNotMerge).toEqual({
    groups: 2,
    broken: 2,
    where: [
      { name: 'm1', joined: 1 },
      { name: 'm2', joined: 1 },
    ],
  })
})

test('the largest cluster is held together as far as its largest part reaches', () => {
  expect(found.largestCluster).toEqual({ rows: 17, together: 3 / 17, strangers: 0 })
})

function pair(
  a: string,
  b: string,
  label: Gold['pairs'][number]['label'],
  stratum: string,
  p_inclusion: number,
): Gold['pairs'][number] {
  return { a, b, label, confidence: 'high', stratum, p_inclusion }
}
