import { readTermTable, termTable, writeTermTable, type TermTable, type TermTableFile } from './text/terms.ts'
import { readTopicSpace, topicSpace, writeTopicSpace, type TopicSpace, type TopicSpaceFile } from './text/topics.ts'

/** What is known about words before any two cases are compared: how common they are, and which belong together. */
export interface Lexicon {
  readonly version: string
  readonly terms: TermTable
  readonly topics: TopicSpace
}

/** A lexicon as its file keeps it; words stand in it as hashes only. */
export interface LexiconFile {
  readonly version: string
  readonly terms: TermTableFile
  readonly topics: TopicSpaceFile
}

/** A lexicon that knows no word: for a first preparation, before anything was counted. */
export const emptyLexicon: Lexicon = {
  version: '0',
  terms: termTable(0, new Map()),
  topics: topicSpace(0, new Int32Array(), new Int8Array()),
}

/** Read a lexicon's file. */
export function readLexicon({ version, terms, topics }: LexiconFile): Lexicon {
  return { version, terms: readTermTable(terms), topics: readTopicSpace(topics) }
}

/** Write a lexicon's file. */
export function writeLexicon({ version, terms, topics }: Lexicon): LexiconFile {
  return { version, terms: writeTermTable(terms), topics: writeTopicSpace(topics) }
}
