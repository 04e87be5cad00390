import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { featureDefinitions } from '../src/features/definitions.ts'
import { measure } from '../src/features/measure.ts'
import type { MatchingModel } from '../src/learning/matching-model.ts'
import type { TreeSum } from '../src/learning/trees.ts'
import { readCase } from '../src/reading.ts'
import { writeTermTable } from '../src/text/terms.ts'
import { boost } from '../src/training/boosting.ts'
import { candidatePairs } from '../src/training/candidate-index.ts'
import { emptyTable, prepareRows, termTableOf } from '../src/training/corpus.ts'
import { pairExamples, type PairExample } from '../src/training/examples.ts'
import { matchingPlan } from '../src/training/matching-plan.ts'
import { readGold, readRows } from './gold-files.ts'

// Fits the shipped model files on the development collection: node packages/similarity/scripts/train.ts [folder]
const folder = process.argv[2] ?? fileURLToPath(new URL('../../../../shared/data/teddy', import.meta.url))
const rows = await readRows(`${folder}/f3_hotspot.jsonl`)
const others = [
  ...(await readRows(`${folder}/f4_replies.jsonl`)),
  ...(await readRows(`${folder}/f2_raw_labelled.jsonl`)),
]
const gold = await readGold(`${folder}/dup_gold`)
const table = termTableOf(
  prepareRows([...others.map((row, at) => ({ ...row, id: `other ${at}` })), ...rows], emptyTable).values(),
  '1',
)
const cases = prepareRows(rows, table)
const examples = pairExamples(gold, candidatePairs(cases))

function fit(chosen: readonly PairExample[], outcome: (example: PairExample) => number): TreeSum {
  return boost(
    {
      rows: chosen.map(({ a, b }) => measure(readCase(cases.get(a)!, table), readCase(cases.get(b)!, table))),
      outcomes: chosen.map(outcome),
      weights: chosen.map(({ weight }) => weight),
    },
    matchingPlan,
  )
}

function rounded({ bias, trees }: TreeSum): TreeSum {
  const round = (value: number): number => Number(value.toPrecision(5))
  return {
    bias: round(bias),
    trees: trees.map((tree) => ({ ...tree, thresholds: tree.thresholds.map(round), values: tree.values.map(round) })),
  }
}

const model: MatchingModel = {
  version: '2026-1-provisional',
  features: featureDefinitions.map(({ name }) => name),
  sameMatter: { ...rounded(fit(examples, ({ same }) => same)), slope: 1, intercept: 0 },
  related: {
    ...rounded(
      fit(
        examples.filter(({ related }) => related !== null),
        ({ related }) => related ?? 0,
      ),
    ),
    slope: 1,
    intercept: 0,
  },
  thresholds: { sure: 0.95, likely: 0.6, related: 0.7 },
}
await writeFile(new URL('../model/terms.json', import.meta.url), `${JSON.stringify(writeTermTable(table))}\n`)
await writeFile(new URL('../model/matching.json', import.meta.url), `${JSON.stringify(model)}\n`)
