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
import { movedCase, renumberedCase, shortenedCase } from './moved-cases.ts'

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
  'problemUnfound',
  'otherRegions',
  'signsAgainst',
])
/** How the trees are fitted; chosen by cross-validation. */
const boosting: BoostingPlan = {
  trees: 200,
  depth: 3,
  rate: 0.05,
  ridge: 20,
  leastInLeaf: 5,
  featureShare: 0.5,
  monotone: featureDefinitions.map(({ name }): Direction => (against.has(name) ? -1 : 1)),
  seed: 7,
}
const sharedName = featureDefinitions.findIndex(({ name }) => name === 'sharedName')
const linearRidge = 30
/** Share of the plain negatives that a fit uses; they count for those left out. */
const negativesUsed = 0.4
/** A plain negative that names a telling place or organisation of the other counts so much: those are hard to tell. */
const sharingNegative = { from: 5, weight: 2 }
const movedWeight = 0.05
const renumberedWeight = 0.3
const repeatedWeight = 0.1
/** Share of the cases of which a short repetition is made. */
const repeatedShare = 0.3

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
  const made = [...movedExamples(rows, gold), ...repeatedExamples(rows)]
  const values = kept.map(({ a, b }) => measurePair(rows, a, b))
  const weightOf = ({ same, weight }: PairExample, at: number): number => {
    if (same === 1 || weight !== 1) return weight
    const isSharing = (values[at]?.[sharedName] ?? 0) > sharingNegative.from
    return (isSharing ? sharingNegative.weight : 1) / negativesUsed
  }
  return fitBlend({
    rows: [...values, ...made.map((example) => example.values)],
    outcomes: [...kept.map(({ same }) => same), ...made.map(({ same }) => same)],
    weights: [...kept.map(weightOf), ...made.map(({ weight }) => weight)],
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
function movedExamples(rows: PreparedRows, { clusters }: Gold): MadeExample[] {
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
      same: 0 as const,
      weight,
    }))
  })
}

/** Made pairs of a short case and the same words again, by the same citizen or another: they are one matter. */
function repeatedExamples({ cases, lexicon }: PreparedRows): MadeExample[] {
  const random = generator(13)
  return [...cases.values()]
    .filter(() => random() < repeatedShare)
    .map((prepared) => {
      const first = shortenedCase(prepared, 0, lexicon)
      const again = shortenedCase(prepared, Math.floor(random() * 60), lexicon)
      const isSameCitizen = random() < 0.5
      const other = isSameCitizen ? again : { ...again, reporterKey: null }
      const values = measure(readCase(first, lexicon), readCase(other, lexicon), isSameCitizen ? 1 : 0)
      return { values, same: 1, weight: repeatedWeight }
    })
}

/** A pair that nobody filed, whose outcome is known from how it was made. */
interface MadeExample {
  readonly values: number[]
  readonly same: 0 | 1
  readonly weight: number
}

function isNumbered({ title }: PreparedCase): boolean {
  return /\d(号线|号楼|栋|幢|期|班|年级|年|路)|[a-z]\d[区县市]/.test(title.replaceAll(' ', ''))
}
