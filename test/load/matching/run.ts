import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { evaluateCategories, type CategoryEvaluation } from './category-evaluation.ts'
import { evaluateMatching, type MatchingEvaluation } from './matching-evaluation.ts'
import { printReport, writeReport } from './report.ts'

/** What `pnpm bench matching` found. */
export interface MatchingReport {
  readonly matching: MatchingEvaluation | null
  readonly category: CategoryEvaluation | null
  /** What could not be measured, and why. */
  readonly leftOut: readonly string[]
}

const root = join(import.meta.dirname, '../../..')
/** Where the development collection lies; it is not part of the project. */
const development = resolve(root, '../shared/data/teddy')

/**
 * `pnpm bench matching [--gold <folder> --cases <file>] [--json]`: how well cases of one matter are found on judged pairs
 * and clusters, beside three baselines. On the development gold every figure is out of fold, and the table is saved to
 * docs/evaluation/matching.md; on another gold the shipped model is measured as it is.
 */
export async function runMatching(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      gold: { type: 'string', default: join(development, 'dup_gold') },
      cases: { type: 'string', default: join(development, 'f3_hotspot.jsonl') },
      json: { type: 'boolean', default: false },
      resamples: { type: 'string', default: '1000' },
    },
  })
  const ofDevelopment = resolve(values.gold) === join(development, 'dup_gold')
  const report = await measure(values.gold, values.cases, ofDevelopment, Number(values.resamples))
  if (values.json) console.log(JSON.stringify(report))
  else printReport(report)
  if (ofDevelopment && report.matching !== null) {
    await mkdir(join(root, 'docs/evaluation'), { recursive: true })
    await writeFile(join(root, 'docs/evaluation/matching.md'), writeReport(report))
  }
}

async function measure(
  gold: string,
  cases: string,
  ofDevelopment: boolean,
  resamples: number,
): Promise<MatchingReport> {
  const missing = [gold, cases].filter((path) => !existsSync(path))
  const leftOut = missing.map((path) => `${path} is absent: no pair, cluster or speed was measured`)
  const labelled = existsSync(join(development, 'f2_tokens_labelled.jsonl'))
  if (!labelled) leftOut.push(`${development} is absent: categories and the fitted baseline were not measured`)
  return {
    matching:
      missing.length > 0
        ? null
        : await evaluateMatching({ gold, cases, development, ofDevelopment, labelled, resamples }),
    category: labelled && ofDevelopment ? await evaluateCategories(development) : null,
    leftOut,
  }
}
