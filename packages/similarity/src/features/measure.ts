import type { CaseReading } from '../reading.ts'
import { agreement, type Marks } from '../text/marks.ts'
import { sharedCount } from '../text/shingles.ts'
import { sharedTerms, type TermVector } from '../text/term-vector.ts'
import { sharedNames } from './names.ts'

/** Measure two cases: the values of {@link featureDefinitions}, in that order, the same whichever case comes first. */
export function measure(a: CaseReading, b: CaseReading): number[] {
  const whole = sharedTerms(a.whole, b.whole)
  const title = sharedTerms(a.title, b.title)
  const titleFound = [found(a.title, b.whole), found(b.title, a.whole)] as const
  const pairs = sharedCount(a.titlePairs, b.titlePairs)
  const triples = sharedCount(a.triples, b.triples)
  const names = sharedNames(a.names, b.names)
  const titleNames = sharedNames(a.titleNames, b.titleNames)
  const titleNameFound = [sharedNames(a.titleNames, b.names).most, sharedNames(b.titleNames, a.names).most] as const
  const shorter = Math.min(a.triples.length, b.triples.length)
  const longer = Math.max(a.triples.length, b.triples.length)
  return [
    whole.cosine,
    whole.rareCosine,
    whole.commonCosine,
    whole.mass / (Math.min(a.whole.mass, b.whole.mass) || 1),
    whole.rarest[0],
    whole.rarest[2],
    title.cosine,
    title.rareCosine,
    (2 * pairs) / (a.titlePairs.length + b.titlePairs.length || 1),
    Math.min(...titleFound),
    Math.max(...titleFound),
    triples / (a.triples.length + b.triples.length - triples || 1),
    triples / (shorter || 1),
    names.most,
    names.total,
    titleNames.most,
    Math.max(...titleNameFound),
    a.titleNames.length > 0 && b.titleNames.length > 0 && titleNames.most === 0 ? 1 : 0,
    agreement(a.marks.regions, b.marks.regions),
    numbersAgree(a.marks, b.marks),
    numbersAgree(a.titleMarks, b.titleMarks),
    sameCitizen(a, b),
    Math.log1p(Math.abs(a.prepared.submittedAt - b.prepared.submittedAt) / 86_400_000),
    shorter / (longer || 1),
    Math.log1p(shorter),
  ]
}

/** Share of the title's rarities that the other text contains. */
function found(title: TermVector, whole: TermVector): number {
  return sharedTerms(title, whole).mass / (title.mass || 1)
}

function sameCitizen(a: CaseReading, b: CaseReading): number {
  return a.prepared.reporterKey !== null && a.prepared.reporterKey === b.prepared.reporterKey ? 1 : 0
}

/** Sum over what is counted in both: 1 where a number agrees, −1 where none does, within ±2. */
function numbersAgree(a: Marks, b: Marks): number {
  let sum = 0
  for (const [unit, values] of a.numbers) sum += agreement(values, b.numbers.get(unit) ?? none)
  return Math.max(-2, Math.min(2, sum))
}

const none: ReadonlySet<string> = new Set()
