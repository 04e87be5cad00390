import type { PreparedCase } from '../case-text.ts'
import { featureDefinitions } from '../features/definitions.ts'
import { measure } from '../features/measure.ts'
import type { Blend } from '../learning/matching-model.ts'
import type { Lexicon } from '../lexicon.ts'
import { readCase } from '../reading.ts'
import { boost, generator, type BoostingPlan, type Examples } from './boosting.ts'
import type { Arrivals } from './candidate-index.ts'
import type { PairExample } from './examples.ts'
import type { Gold } from './gold.ts'
import { fitLogistic } from './logistic.ts'
import { movedCase, renumberedCase } from './moved-cases.ts'

type Direction = -1 | 0 | 1

/** Features of which more may only speak against one matter; of all others more may only speak for it. */
const against = new Set<string>([
  'otherNames',
  'otherLeadNames',
  'daysApart',
  'changedCopy',
  'movedCopy',
  'titleUnfound',
  'citizenCases',
])
/** How the trees are fitted; chosen by cross-validation. */
const boosting: BoostingPlan = {
  trees: 200,
  depth: 3,
  rate: 0.05,
  ridge: 20,
  leastInLeaf: 10,
  featureShare: 0.5,
  monotone: featureDefinitions.map(({ name }): Direction => (against.has(name) ? -1 : 1)),
  seed: 7,
}
const linearRidge = 30
/** Share of the plain negatives that a fit uses; they count for those left out. */
const negativesUsed = 0.4
const movedWeight = 0.05
const renumberedWeight = 0.3

/** Prepared cases with what is known about their arrival. */
export interface PreparedRows {
  readonly cases: ReadonlyMap<string, PreparedCase>
  readonly lexicon: Lexicon
  readonly arrivals: Arrivals
}

/** The feature values of a pair as triage would measure it when the later of the two arrives. */
export function measurePair({ cases, lexicon, arrivals }: PreparedRows, a: string, b: string): number[] {
  const left = cases.get(a)
  const right = cases.get(b)
  if (left === undefined || right === undefined) throw new Error(`no case ${left === undefined ? a : b}`)
  return measure(readCase(left, lexicon), readCase(right, lexicon), arrivals.citizenCases(a, b))
}

/** Fit the blend that tells one matter from others. */
export function fitSameMatter(
  rows: PreparedRows,
  examples: readonly PairExample[],
  gold: Gold,
): Omit<Blend, 'slope' | 'intercept'> {
  const random = generator(5)
  const kept = examples.filter(
    ({ same, weight }) => weight > 0 && (same === 1 || weight !== 1 || random() < negativesUsed),
  )
  const moved = movedExamples(rows, gold)
  return fitBlend({
    rows: [...kept.map(({ a, b }) => measurePair(rows, a, b)), ...moved.map(({ values }) => values)],
    outcomes: [...kept.map(({ same }) => same), ...moved.map(() => 0)],
    weights: [
      ...kept.map(({ same, weight }) => (same === 0 && weight === 1 ? 1 / negativesUsed : weight)),
      ...moved.map(({ weight }) => weight),
    ],
  })
}

/** Fit the blend that tells related cases from all others; candidates that nobody judged count little. */
export function fitRelated(rows: PreparedRows, examples: readonly PairExample[]): Omit<Blend, 'slope' | 'intercept'> {
  const random = generator(9)
  const kept = examples.filter(
    ({ related, weight }) => weight > 0 && (related !== null || random() < negativesUsed / 4),
  )
  return fitBlend({
    rows: kept.map(({ a, b }) => measurePair(rows, a, b)),
    outcomes: kept.map(({ related }) => related ?? 0),
    weights: kept.map(({ related, weight }) => (related === null ? weight / negativesUsed : weight)),
  })
}

function fitBlend(examples: Examples): Omit<Blend, 'slope' | 'intercept'> {
  return { trees: boost(examples, boosting), linear: fitLogistic(examples, linearRidge) }
}

/** Made pairs that are alike in wording only: a case, and it or a fellow case of its matter moved elsewhere or renumbered. */
function movedExamples(rows: PreparedRows, { clusters }: Gold): { values: number[]; weight: number }[] {
  const { cases, lexicon } = rows
  const random = generator(11)
  const fellows = new Map(
    clusters.flatMap(({ ids }) => ids.map((id) => [id, ids.filter((other) => cases.has(other))] as const)),
  )
  const named = [...cases].filter(([, { titleNames }]) => titleNames > 0)
  const draw = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  return named.flatMap(([id, prepared]) => {
    const fellow = cases.get(draw(fellows.get(id) ?? [id])) ?? prepared
    const [elsewhere, there] = draw(named)
    const made: { other: PreparedCase; weight: number }[] = []
    if (random() < 0.6 && !(fellows.get(id) ?? [id]).includes(elsewhere)) {
      made.push({ other: movedCase(fellow, fellow, there, lexicon), weight: movedWeight })
    }
    if (isNumbered(prepared) && isNumbered(fellow)) {
      made.push({ other: renumberedCase(fellow, lexicon), weight: renumberedWeight })
    }
    return made.map(({ other, weight }) => ({
      values: measure(readCase(prepared, lexicon), readCase(other, lexicon), 0),
      weight,
    }))
  })
}

function isNumbered({ title }: PreparedCase): boolean {
  return /\d(号线|号楼|栋|幢|期|班|年级|年|路)|[a-z]\d[区县市]/.test(title.replaceAll(' ', ''))
}
