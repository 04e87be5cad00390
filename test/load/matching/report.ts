import { printTable } from '../table.ts'
import type { CategoryEvaluation } from './category-evaluation.ts'
import type { Evaluation } from './evaluation.ts'
import type { MatchingEvaluation } from './matching-evaluation.ts'
import { pairReadings, type PairReading } from './pair-scores.ts'
import type { MatchingReport } from './run.ts'

interface Sheet {
  readonly title: string
  readonly head: string[]
  readonly rows: string[][]
}

/** Print what was found. */
export function printReport(report: MatchingReport): void {
  for (const { title, head, rows } of sheetsOf(report)) {
    console.log(`\n${title}`)
    printTable(head, rows)
  }
  for (const missing of report.leftOut) console.log(`Left out: ${missing}.`)
}

/** The same as a page: figures only, no text of any case. */
export function writeReport(report: MatchingReport): string {
  const sheets = sheetsOf(report).map(({ title, head, rows }) =>
    [`## ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n'),
  )
  const opening = [
    '# How well cases of one matter are found',
    '',
    'Made by `pnpm bench matching` on the development collection (2,974 real inquiries of one city, 400 judged pairs, 371',
    'clusters, 21 groups that must not merge). Every figure of the model is out of fold: lexicon, topics, trees, slopes and',
    'calibration of a pair come from rows outside the fold of one of its cases (ten folds; no cluster is in two). Baselines',
    'are shown at the threshold that is best for them on this sample. `sample` counts each judged pair once, `population`',
    'by one over its inclusion probability, `hard` the same without the pairs inside the few very big clusters. Related',
    'pairs count as different. Intervals are 95 %, by bootstrap within strata. "Pairs alone" is the comparison of two cases at',
    'the likely threshold; "matters" lets the cases arrive one by one and join the matter whose cases agree, as a coordinator',
    'would be shown; "joined by rule" lets a case join one matter only, where the matter agrees as a whole and one of its',
    'cases is surely the same, as triage does without one. Candidates are found as triage finds them.',
    '',
    '',
  ]
  return [opening.join('\n'), ...sheets, ...report.leftOut.map((text) => `Left out: ${text}.`)].join('\n')
}

function sheetsOf({ matching, category }: MatchingReport): Sheet[] {
  return [
    ...(matching === null
      ? []
      : [pairSheet(matching), clusterSheet(matching), sureSheet(matching), strataSheet(matching), costSheet(matching)]),
    ...(category === null ? [] : [categorySheet(category)]),
  ]
}

function pairSheet({ methods }: MatchingEvaluation): Sheet {
  return {
    title: 'Judged pairs',
    head: ['method', 'threshold', ...pairReadings.flatMap((name) => [`${name} P`, 'R', 'F1', 'AP'])],
    rows: methods.map((method) => [
      method.method,
      figure(method.threshold),
      ...pairReadings.flatMap((name) => pairCells(method, name)),
    ]),
  }
}

function pairCells({ pairs }: Evaluation, name: PairReading): string[] {
  const { precision, recall, f1, averagePrecision, intervals } = pairs[name]
  const [low, high] = intervals.f1
  return [figure(precision), figure(recall), `${figure(f1)} [${figure(low)}–${figure(high)}]`, figure(averagePrecision)]
}

function clusterSheet({ methods }: MatchingEvaluation): Sheet {
  return {
    title: 'Clusters',
    head: [
      'method',
      'B³ P ≤15',
      'R',
      'F1',
      'B³ F1 all',
      'direct recall ≤15',
      'must-not-merge broken',
      'largest together',
      'strangers',
    ],
    rows: methods.map(({ method, clusters, directRecall, mustNotMerge, largestCluster }) => [
      method,
      figure(clusters.upTo15.bCubed.precision),
      figure(clusters.upTo15.bCubed.recall),
      figure(clusters.upTo15.bCubed.f1),
      figure(clusters.all.bCubed.f1),
      figure(directRecall.upTo15),
      `${mustNotMerge.broken} of ${mustNotMerge.groups}`,
      figure(largestCluster.together),
      String(largestCluster.strangers),
    ]),
  }
}

function sureSheet({ sure, thresholds }: MatchingEvaluation): Sheet {
  return {
    title: `At the sure threshold (${thresholds.sure})`,
    head: ['reading', 'precision', 'interval', 'recall'],
    rows: pairReadings.map((name) => {
      const { precision, interval, recall } = sure[name]
      return [name, figure(precision), `${figure(interval[0])}–${figure(interval[1])}`, figure(recall)]
    }),
  }
}

function strataSheet({ methods }: MatchingEvaluation): Sheet {
  const own = methods.at(-2)
  return {
    title: `Judged pairs by stratum: ${own?.method ?? ''}`,
    head: ['stratum', 'found rightly', 'found wrongly', 'missed', 'rightly left'],
    rows: (own?.strata ?? []).map(({ stratum, right, wrong, missed, left }) => [
      stratum,
      ...[right, wrong, missed, left].map(String),
    ]),
  }
}

function costSheet({ candidates, speed, modelVersion, cases, judgedPairs }: MatchingEvaluation): Sheet {
  return {
    title: 'Candidates and cost',
    head: ['what', 'figure'],
    rows: [
      ['model', modelVersion],
      ['cases; judged pairs', `${cases}; ${judgedPairs}`],
      ['candidates compared per case', candidates.perCase.toFixed(1)],
      ['judged duplicates among the candidates', figure(candidates.recall)],
      [
        'pairs inside clusters among the candidates; of clusters up to 15',
        `${figure(candidates.clusterRecall)}; ${figure(candidates.clusterRecallUpTo15)}`,
      ],
      [
        'index keys per case; prepared case, bytes of JSON',
        `${speed.keysPerCase.toFixed(1)}; ${speed.bytesPerCase.toFixed(0)}`,
      ],
      ['prepare, ms of processor time per case', speed.prepareMs.toFixed(3)],
      [
        'compare, µs of processor time per pair: with one case not read before; with both read',
        `${speed.firstCompareUs.toFixed(1)}; ${speed.compareUs.toFixed(1)}`,
      ],
    ],
  }
}

function categorySheet({ all, texts, tokens, folds }: CategoryEvaluation): Sheet {
  return {
    title: `Suggested category (first level, seven classes, ${folds} folds)`,
    head: ['inquiries', 'count', 'accuracy', 'macro-F1', ...all.byCode.map(({ code }) => `F1 ${code}`)],
    rows: [
      { name: 'all', part: all },
      { name: 'given as text', part: texts },
      { name: 'given as words', part: tokens },
    ].map(({ name, part }) => [
      name,
      String(part.count),
      figure(part.accuracy),
      figure(part.macroF1),
      ...part.byCode.map(({ f1 }) => figure(f1)),
    ]),
  }
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function figure(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(3)
}
