import type { PreparedCase } from './case-text.ts'
import { weighNames, type WeighedNames } from './features/names.ts'
import type { Lexicon } from './lexicon.ts'
import { marksOf, type Marks } from './text/marks.ts'
import { meaningsOf, type Meanings } from './text/meanings.ts'
import { bodiesIn, problemWords, wishesIn } from './text/problem.ts'
import { subjectHashes } from './text/subjects.ts'
import { shingles } from './text/shingles.ts'
import { pairHashes, termVector, wordHashes, wordHashesIn, type TermVector } from './text/term-vector.ts'
import { topicOf } from './text/topics.ts'

/** A prepared case as comparisons want it: hashed, sorted and weighed. Made once per case and lexicon, then kept with it. */
export interface CaseReading {
  readonly prepared: PreparedCase
  readonly title: TermVector
  /** The title with the first words of the content: what the case is mainly about. */
  readonly lead: TermVector
  readonly whole: TermVector
  /** Pairs of neighbouring characters: they find a name in both however it was cut into words. */
  readonly titlePairs: TermVector
  readonly leadPairs: TermVector
  readonly wholePairs: TermVector
  readonly triples: Int32Array
  readonly names: WeighedNames
  readonly titleTopic: Float64Array
  readonly leadTopic: Float64Array
  readonly topic: Float64Array
  /** What the title says beside names: mostly the problem, with the meaning of each word. */
  readonly problem: TermVector
  readonly problemMeanings: Meanings
  /** The same of the title with the first words of the content. */
  readonly leadMeanings: Meanings
  /** Of the title's names the telling pairs of characters. */
  readonly titleNamePairs: TermVector
  /** What citizens write about, as far as the title, the beginning and the whole show it. */
  readonly titleSubjects: TermVector
  readonly leadSubjects: TermVector
  readonly subjects: TermVector
  /** Authorities and organisations named in the title, and in the title and the first words. */
  readonly titleBodies: ReadonlySet<string>
  readonly leadBodies: ReadonlySet<string>
  /** What kinds of wish the title shows. */
  readonly wishes: ReadonlySet<string>
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

/** How many words of the content belong to the beginning. */
const leadLength = 40
/** Words and pairs less telling than this are in nearly every text. */
const wordFloor = 1
const pairFloor = 2
const problemFloor = 2
const nameFloor = 5
/** How many words of the content tell whose act the case is about. */
const bodiesRead = 15

const readings = new WeakMap<PreparedCase, { lexicon: Lexicon; reading: CaseReading }>()

function read(prepared: PreparedCase, { terms, topics }: Lexicon): CaseReading {
  const titleWords = prepared.title.split(' ')
  const beginning = prepared.content.split(/[ \n]/, leadLength)
  const titleText = titleWords.join('')
  const leadText = `${titleText}\n${beginning.join('')}`
  const whole = `${titleText}\n${prepared.content.replaceAll(' ', '')}`
  const hashes = wordHashesIn(`${prepared.title}\n${prepared.content}`)
  const title = termVector(hashes.subarray(0, titleWords.length), terms, wordFloor)
  const lead = termVector(hashes.subarray(0, titleWords.length + beginning.length), terms, wordFloor)
  const all = termVector(hashes, terms, wordFloor)
  const problem = problemWords(titleWords, prepared.names)
  const leadProblem = problemWords([...titleWords, ...beginning], prepared.names)
  const problemVector = termVector(wordHashes(problem), terms, problemFloor)
  return {
    prepared,
    title,
    lead,
    whole: all,
    titlePairs: termVector(pairHashes(titleText), terms, pairFloor),
    leadPairs: termVector(pairHashes(leadText), terms, pairFloor),
    wholePairs: termVector(pairHashes(whole), terms, pairFloor),
    triples: shingles(whole.replaceAll('\n', ''), 3),
    names: weighNames(prepared.names, prepared.titleNames, terms),
    titleTopic: topicOf(title, topics),
    leadTopic: topicOf(lead, topics),
    topic: topicOf(all, topics),
    problem: problemVector,
    problemMeanings: meaningsOf(problemVector, topics),
    leadMeanings: meaningsOf(termVector(wordHashes(leadProblem), terms, problemFloor), topics),
    titleNamePairs: termVector(pairHashes(prepared.names.slice(0, prepared.titleNames).join('\n')), terms, nameFloor),
    titleSubjects: termVector(subjectHashes(titleText), terms, 0),
    leadSubjects: termVector(subjectHashes(leadText), terms, 0),
    subjects: termVector(subjectHashes(whole), terms, 0),
    titleBodies: bodiesIn(titleWords),
    leadBodies: bodiesIn([...titleWords, ...beginning.slice(0, bodiesRead)]),
    wishes: wishesIn(titleText),
    titleMarks: marksOf(titleText),
    marks: marksOf(whole),
  }
}
