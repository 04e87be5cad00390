import type { PreparedCase } from '../case-text.ts'
import { measure } from '../features/measure.ts'
import { readCase } from '../reading.ts'
import { meantBy } from '../text/meanings.ts'
import { sharedTerms } from '../text/term-vector.ts'
import { generator } from './boosting.ts'
import type { Gold } from './gold.ts'
import { movedCase, renumberedCase, shortenedCase } from './moved-cases.ts'
import type { PreparedRows } from './prepared-rows.ts'

/** A pair that nobody filed, whose outcome is known from how it was made. */
export interface MadeExample {
  readonly values: number[]
  readonly same: 0 | 1
  readonly weight: number
}

const movedWeight = 0.05
const renumberedWeight = 0.3
const repeatedWeight = 0.1
const otherProblemWeight = 0.1
const sameProblemWeight = 0.1
/** Share of the cases of which a short repetition is made. */
const repeatedShare = 0.3
/** Cases looked at for one that may be told of another's place. */
const placesTried = 30
/** How alike the titles' subjects and problems are in two cases about the same, and how unlike in two about other things. */
const sameProblem = { subjects: 0.7, meaning: 0.5 }
const otherProblem = { meaning: 0.6 }

/** All made pairs: what no judged collection has enough of. */
export function madeExamples(rows: PreparedRows, gold: Gold): MadeExample[] {
  return [...movedExamples(rows, gold), ...repeatedExamples(rows), ...samePlaceExamples(rows)]
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

/**
 * Made pairs of one place: a case, and another that is moved to its place. They are two matters where their titles show
 * other subjects, for one place has many problems; they are one where both are about the same, in other words.
 */
function samePlaceExamples({ cases, lexicon }: PreparedRows): MadeExample[] {
  const random = generator(17)
  const named = [...cases.values()].filter(
    (prepared) => prepared.titleNames > 0 && readCase(prepared, lexicon).titleSubjects.mass > 0,
  )
  return named.flatMap((prepared) => {
    const reading = readCase(prepared, lexicon)
    const drawn = Array.from({ length: placesTried }, () => named[Math.floor(random() * named.length)] as PreparedCase)
    const others = drawn
      .filter((other) => other !== prepared && !other.names.some((name) => prepared.names.includes(name)))
      .map((other) => {
        const theirs = readCase(other, lexicon)
        const subjects = sharedTerms(reading.titleSubjects, theirs.titleSubjects).cosine
        const problem = Math.min(
          meantBy(reading.problemMeanings, theirs.problemMeanings),
          meantBy(theirs.problemMeanings, reading.problemMeanings),
        )
        return { other, subjects, problem }
      })
    const unlike = others.find(({ subjects, problem }) => subjects === 0 && problem < otherProblem.meaning)
    const alike = others
      .filter(({ subjects, problem }) => subjects > sameProblem.subjects && problem > sameProblem.meaning)
      .toSorted((a, b) => b.subjects + b.problem - a.subjects - a.problem)[0]
    const made = (other: PreparedCase, same: 0 | 1, weight: number): MadeExample => {
      const days = Math.floor(random() * 200) * 86_400_000
      const moved = { ...movedCase(other, other, prepared, lexicon), submittedAt: prepared.submittedAt + days }
      return { values: measure(reading, readCase(moved, lexicon), 0), same, weight }
    }
    return [
      ...(unlike === undefined ? [] : [made(unlike.other, 0, otherProblemWeight)]),
      ...(alike === undefined ? [] : [made(alike.other, 1, sameProblemWeight)]),
    ]
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

function isNumbered({ title }: PreparedCase): boolean {
  return /\d(号线|号楼|栋|幢|期|班|年级|年|路)|[a-z]\d[区县市]/.test(title.replaceAll(' ', ''))
}
