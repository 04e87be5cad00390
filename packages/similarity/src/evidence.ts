import type { PreparedCase } from './case-text.ts'
import { featureDefinitions } from './features/definitions.ts'
import { sameName } from './features/names.ts'
import { blendContributions, type MatchingModel } from './learning/matching-model.ts'
import type { Lexicon } from './lexicon.ts'
import { readCase } from './reading.ts'
import { shippedLexicon } from './shipped-model.ts'
import { HashTable } from './text/hash-table.ts'
import { hashText } from './text/hash.ts'
import { wordEnd, type TermVector } from './text/term-vector.ts'

/** One feature of two cases and how far it moved the score. */
export interface FeatureEvidence {
  readonly name: string
  readonly value: number
  /** In log odds: above 0 speaks for one matter, below 0 against it. */
  readonly contribution: number
  readonly zh: string
  readonly en: string
}

/** What a score rests on, in numbers and names of features only. */
export interface Evidence {
  readonly modelVersion: string
  /** The features that moved the score most, strongest first, at most eight. */
  readonly features: readonly FeatureEvidence[]
}

/** What an official who may read both cases is shown. */
export interface PrivateEvidence {
  /** Telling words in common, rarest first, at most twelve. */
  readonly words: readonly string[]
  readonly names: readonly string[]
  readonly sameCitizen: boolean
  readonly daysApart: number
  /** The sentences of either case that say most of the other: sentence numbers (title = 0) and the words they share. */
  readonly sentences: readonly { readonly a: number; readonly b: number; readonly words: readonly string[] }[]
}

const featuresShown = 8
const wordsShown = 12
/** Words less telling than this are not shown. */
const shownFrom = 2.5
const sentencesShown = 3

/** The public form of evidence for measured values. */
export function publicEvidence(values: readonly number[], model: MatchingModel): Evidence {
  const moved = blendContributions(model.sameMatter, values)
  const features = featureDefinitions
    .map(({ name, zh, en }, at) => ({
      name,
      value: round(values[at] ?? 0),
      contribution: round(moved[at] ?? 0),
      zh,
      en,
    }))
    .filter(({ contribution }) => contribution !== 0)
    .toSorted((x, y) => Math.abs(y.contribution) - Math.abs(x.contribution))
    .slice(0, featuresShown)
  return { modelVersion: model.version, features }
}

/** The evidence of a comparison that came to nothing. */
export function noEvidence(model: MatchingModel): Evidence {
  return { modelVersion: model.version, features: [] }
}

/** The private form: the words, names and sentences that two cases share. It quotes the cases; keep it from the public. */
export function privateEvidence(
  a: PreparedCase,
  b: PreparedCase,
  lexicon: Lexicon = shippedLexicon(),
): PrivateEvidence {
  const common = tellingInBoth(readCase(a, lexicon).whole, readCase(b, lexicon).whole)
  const [left, right] = [sentencesOf(a, common), sentencesOf(b, common)]
  return {
    words: shared(together(left), together(right)).slice(0, wordsShown),
    names: a.names.filter((name) => b.names.some((other) => sameName(name, other))),
    sameCitizen: a.reporterKey !== null && a.reporterKey === b.reporterKey,
    daysApart: round(Math.abs(a.submittedAt - b.submittedAt) / 86_400_000),
    sentences: alikeSentences(left, right),
  }
}

/** Of a sentence the words that may be shown, in their order, and how telling each is. */
type Sentence = ReadonlyMap<string, number>

/** How telling the words are that stand in both texts and are worth showing, by their hashes. */
function tellingInBoth(a: TermVector, b: TermVector): HashTable {
  const worths: [number, number][] = []
  for (let i = 0, j = 0; i < a.hashes.length; i++) {
    const hash = a.hashes[i] as number
    while (j < b.hashes.length && (b.hashes[j] as number) < hash) j++
    const worth = a.rarity[i] as number
    if (b.hashes[j] === hash && worth > shownFrom) worths.push([hash, worth])
  }
  return new HashTable(worths)
}

function sentencesOf({ title, content }: PreparedCase, common: HashTable): Sentence[] {
  return [title, ...content.split('\n')].map((line) => {
    const words = new Map<string, number>()
    for (let start = 0, end = 0; start < line.length; start = end + 1) {
      end = wordEnd(line, start)
      const worth = end - start > 1 ? common.get(hashText(line, start, end), 0) : 0
      if (worth > 0) words.set(line.slice(start, end), worth)
    }
    return words
  })
}

function together(sentences: readonly Sentence[]): Sentence {
  return new Map(sentences.flatMap((words) => [...words]))
}

function alikeSentences(left: readonly Sentence[], right: readonly Sentence[]): PrivateEvidence['sentences'] {
  return left
    .flatMap((one, a) => right.map((other, b) => ({ a, b, words: shared(one, other) })))
    .filter(({ words }) => words.length > 1)
    .map((pair) => ({ pair, worth: pair.words.reduce((sum, word) => sum + (left[pair.a]?.get(word) ?? 0), 0) }))
    .toSorted((x, y) => y.worth - x.worth)
    .slice(0, sentencesShown)
    .map(({ pair }) => pair)
}

/** The words in both, rarest first. */
function shared(left: Sentence, right: Sentence): string[] {
  const words: string[] = []
  for (const word of left.keys()) if (right.has(word)) words.push(word)
  return words.sort((x, y) => (left.get(y) ?? 0) - (left.get(x) ?? 0))
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
