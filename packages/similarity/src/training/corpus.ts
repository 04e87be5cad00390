import type { CaseText, PreparedCase } from '../case-text.ts'
import type { Lexicon } from '../lexicon.ts'
import { prepare } from '../prepare.ts'
import { subjectHashes } from '../text/subjects.ts'
import { countTerms, type TermTable } from '../text/terms.ts'
import { pairHashes, wordHashes } from '../text/term-vector.ts'
import type { GoldRow } from './gold.ts'

/** A judged row as a case: the collection is of one city, its writers are known by name only. */
export function caseOf(row: GoldRow): CaseText {
  return {
    title: row.subject,
    content: row.detail,
    division: '440100',
    submittedAt: row.created_at,
    reporterKey: row.user,
    node: '440100',
  }
}

/** The words and character pairs of a prepared case as the term table counts them. */
export function countedTerms(prepared: PreparedCase): number[] {
  const words = [...prepared.title.split(' '), ...prepared.content.split(/[ \n]/)]
  const lines = `${prepared.title}\n${prepared.content}`.replaceAll(' ', '')
  return [...wordHashes(words), ...pairHashes(lines), ...subjectHashes(lines)]
}

/** The least number of inquiries that contain a word before the table keeps it: rarer words are names of someone's place. */
const leastCount = 8

/** Count the terms of prepared cases by matters, not cases: of those that belong together, a word counts once. */
export function termTableOf(matters: Iterable<readonly PreparedCase[]>): TermTable {
  return countTerms(
    [...matters].map((cases) => cases.flatMap(countedTerms)),
    leastCount,
  )
}

/** Prepare judged rows by a lexicon. */
export function prepareRows(rows: readonly GoldRow[], lexicon: Lexicon): Map<string, PreparedCase> {
  return new Map(rows.map((row) => [row.id, prepare(caseOf(row), lexicon)]))
}
