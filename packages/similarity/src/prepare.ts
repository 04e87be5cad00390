import { candidateKeys } from './candidate-keys.ts'
import type { CaseText, PreparedCase } from './case-text.ts'
import type { Lexicon } from './lexicon.ts'
import { shippedLexicon } from './shipped-model.ts'
import { namesIn } from './text/names.ts'
import { normalise } from './text/normalise.ts'
import { segment, type TaggedWord } from './text/segment.ts'

/** Changes when a case prepared before must be prepared again. */
export const preparation = '5'
const contentRead = 1200
const sentenceEnd = /^[。！？；?!\n]+$/
const word = /[\p{Script=Han}a-z\d]/u

/** Make a case ready for comparison and for the inverted index. The same text gives the same result on every machine. */
export function prepare(text: CaseText, lexicon: Lexicon = shippedLexicon()): PreparedCase {
  const title = segment(normalise(text.title))
  const content = segment(normalise(text.content.slice(0, contentRead)))
  const place = text.address === undefined ? [] : segment(normalise(text.address))
  const titleNames = namesIn(title, lexicon.terms, 6)
  const names = [...new Set([...titleNames, ...namesIn([...place, ...content], lexicon.terms, 14)])]
  const titleWords = wordsOf(title)
  const words = wordsOf([...content, ...place])
  const reporterKey = text.reporterKey ?? null
  return {
    preparation,
    division: text.division,
    submittedAt: Date.parse(text.submittedAt),
    reporterKey,
    node: text.node,
    channel: text.channel ?? null,
    title: titleWords.join(' '),
    content: sentences(content).join('\n') + (place.length > 0 ? `\n${wordsOf(place).join(' ')}` : ''),
    names,
    titleNames: titleNames.length,
    indexKeys: candidateKeys({ titleWords, words, names, reporterKey }, lexicon.terms),
  }
}

function wordsOf(words: readonly TaggedWord[]): string[] {
  return words.map((part) => part.word).filter((part) => word.test(part))
}

function sentences(words: readonly TaggedWord[]): string[] {
  const lines: string[] = []
  let line: string[] = []
  for (const part of words) {
    if (word.test(part.word)) line.push(part.word)
    else if (sentenceEnd.test(part.word) && line.length > 0) {
      lines.push(line.join(' '))
      line = []
    }
  }
  if (line.length > 0) lines.push(line.join(' '))
  return lines
}
