import type { PreparedCase } from './case-text.ts'
import { weighNames, type WeighedName } from './features/names.ts'
import { marksOf, type Marks } from './text/marks.ts'
import { shingles } from './text/shingles.ts'
import { pairsOf, termVector, type TermVector } from './text/term-vector.ts'
import { topicOf } from './text/topics.ts'
import type { Lexicon } from './lexicon.ts'

/** A prepared case as comparisons want it: hashed, sorted and weighed. Made once per case and table, then kept with it. */
export interface CaseReading {
  readonly prepared: PreparedCase
  readonly title: TermVector
  readonly whole: TermVector
  /** Pairs of neighbouring characters: they find a name in both however it was cut into words. */
  readonly titlePairs: TermVector
  readonly wholePairs: TermVector
  /** The title with the first words of the content: what the case is mainly about. */
  readonly lead: TermVector
  readonly leadPairs: TermVector
  readonly leadNames: readonly WeighedName[]
  readonly leadTopic: Float64Array
  readonly triples: Int32Array
  readonly titleNames: readonly WeighedName[]
  readonly names: readonly WeighedName[]
  readonly titleTopic: Float64Array
  readonly topic: Float64Array
  readonly titleMarks: Marks
  readonly marks: Marks
}

/** Read a prepared case by a lexicon; the same object for the same two. */
export function readCase(prepared: PreparedCase, lexicon: Lexicon): CaseReading {
  const known = readings.get(prepared)
  if (known?.lexicon === lexicon) return known.reading
  const reading = read(prepared, lexicon)
  readings.set(prepared, { lexicon, reading })
  return reading
}

const leadLength = 40

const readings = new WeakMap<PreparedCase, { lexicon: Lexicon; reading: CaseReading }>()

function read(prepared: PreparedCase, { terms, topics }: Lexicon): CaseReading {
  const titleWords = prepared.title.split(' ')
  const words = prepared.content.split(/[ \n]/)
  const title = prepared.title.replaceAll(' ', '')
  const whole = `${title}\n${prepared.content.replaceAll(' ', '')}`
  const names = weighNames(prepared.names, terms)
  const titleVector = termVector(titleWords, terms)
  const wholeVector = termVector([...titleWords, ...words], terms)
  const leadWords = [...titleWords, ...words.slice(0, leadLength)]
  const lead = termVector(leadWords, terms)
  return {
    prepared,
    lead,
    leadPairs: termVector([...pairsOf(title), ...pairsOf(words.slice(0, leadLength).join(''))], terms, 2),
    leadNames: names.slice(0, prepared.titleNames + 2),
    leadTopic: topicOf(lead, topics),
    title: titleVector,
    whole: wholeVector,
    titlePairs: termVector(pairsOf(title), terms, 2),
    wholePairs: termVector(pairsOf(whole), terms, 2),
    triples: shingles(whole.replaceAll('\n', ''), 3),
    titleNames: names.slice(0, prepared.titleNames),
    names,
    titleTopic: topicOf(titleVector, topics),
    topic: topicOf(wholeVector, topics),
    titleMarks: marksOf(title),
    marks: marksOf(whole),
  }
}
