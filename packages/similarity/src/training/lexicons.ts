import type { PreparedCase } from '../case-text.ts'
import type { Lexicon } from '../lexicon.ts'
import { hashText } from '../text/hash.ts'
import { termTableOf } from './corpus.ts'
import { latentTopics, type TopicPlan } from './latent-topics.ts'

/** How the shipped topic space is found; chosen by cross-validation. */
export const topicPlan: TopicPlan = { dimensions: 48, leastCount: 10, rounds: 6, seed: 3 }

/** How many texts of one matter the topic space is found from, so that a matter of a hundred cases is no topic. */
const textsPerMatter = 2

/**
 * Learn a lexicon from prepared cases, put together by matter, and from texts that are given as words only. Words are
 * counted by matter, so that a much-filed matter does not make the name of its place common.
 */
export function learnLexicon(
  matters: readonly (readonly PreparedCase[])[],
  wordLists: readonly (readonly string[])[],
  version: string,
): Lexicon {
  const terms = termTableOf(matters)
  const texts = matters.flatMap((cases) => cases.slice(0, textsPerMatter))
  const lists = [...texts.map(({ title, content }) => [...title.split(' '), ...content.split(/[ \n]/)]), ...wordLists]
  const hashed = lists.map((words) => words.filter((word) => word.length > 1).map((word) => hashText(word)))
  return { version, terms, topics: latentTopics(hashed, terms, topicPlan) }
}
