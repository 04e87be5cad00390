import type { PreparedCase } from './case-text.ts'
import { featureDefinitions } from './features/definitions.ts'
import { sameName } from './features/names.ts'
import { blendContributions, type MatchingModel } from './learning/matching-model.ts'
import type { Lexicon } from './lexicon.ts'
import { shippedLexicon } from './shipped-model.ts'
import { hashText } from './text/hash.ts'
import { telling, type TermTable } from './text/terms.ts'

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
  { terms }: Lexicon = shippedLexicon(),
): PrivateEvidence {
  const left = sentencesOf(a)
  const right = sentencesOf(b)
  const words = shared(new Set(left.flat()), new Set(right.flat()), terms)
  return {
    words: words.slice(0, wordsShown),
    names: a.names.filter((name) => b.names.some((other) => sameName(name, other))),
    sameCitizen: a.reporterKey !== null && a.reporterKey === b.reporterKey,
    daysApart: round(Math.abs(a.submittedAt - b.submittedAt) / 86_400_000),
    sentences: alikeSentences(left, right, terms),
  }
}

function alikeSentences(left: string[][], right: string[][], table: TermTable): PrivateEvidence['sentences'] {
  const [ours, theirs] = [left, right].map((sentences) => sentences.map((words) => new Set(words))) as [
    Set<string>[],
    Set<string>[],
  ]
  return ours
    .flatMap((one, a) => theirs.map((other, b) => ({ a, b, words: shared(one, other, table) })))
    .filter(({ words }) => words.length > 1)
    .map((pair) => ({ pair, worth: pair.words.reduce((sum, word) => sum + telling(table, hashText(word)), 0) }))
    .toSorted((x, y) => y.worth - x.worth)
    .slice(0, sentencesShown)
    .map(({ pair }) => pair)
}

/** Words in both sets that are worth showing, rarest first. */
function shared(left: ReadonlySet<string>, right: ReadonlySet<string>, table: TermTable): string[] {
  return [...left]
    .filter((word) => word.length > 1 && right.has(word))
    .map((word) => ({ word, worth: telling(table, hashText(word)) }))
    .filter(({ worth }) => worth > 2.5)
    .toSorted((x, y) => y.worth - x.worth)
    .map(({ word }) => word)
}

function sentencesOf(prepared: PreparedCase): string[][] {
  return [prepared.title, ...prepared.content.split('\n')].map((line) => line.split(' '))
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
