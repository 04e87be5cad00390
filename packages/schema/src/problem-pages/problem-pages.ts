import { type Language, sentence } from '../parse.ts'
import { type Problem, problems, type ProblemSlug, problemType } from '../problems.ts'
import { accessPages } from './access-pages.ts'
import { messagePages } from './message-pages.ts'
import type { ProblemPage } from './page.ts'
import { requestPages } from './request-pages.ts'
import { signedPages } from './signed-pages.ts'

/** For every problem its cause, its remedy and an example, in Chinese and English. */
export const problemPages: Readonly<Record<ProblemSlug, ProblemPage>> = {
  ...signedPages,
  ...messagePages,
  ...accessPages,
  ...requestPages,
}

/** The example of a page as the answer would be, in one language. */
export function problemExample(slug: ProblemSlug, language: Language): Problem {
  const { detail, instance, errors = [], members } = problemPages[slug].example
  const { status, [language]: title } = problems[slug]
  const faults = errors.map(({ limit, ...fault }) => ({ ...fault, message: sentence(fault.rule, limit, language) }))
  return { type: problemType(slug), title, status, detail: detail[language], instance, errors: faults, ...members }
}
