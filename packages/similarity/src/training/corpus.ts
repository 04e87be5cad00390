import type { CaseText, PreparedCase } from '../case-text.ts'
import { prepare } from '../prepare.ts'
import { hashText } from '../text/hash.ts'
import { countTerms, type TermTable } from '../text/terms.ts'
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

/** The words and names of a prepared case as the term table counts them. */
export function countedTerms(prepared: PreparedCase): number[] {
  const words = [...prepared.title.split(' '), ...prepared.content.split(/[ \n]/)]
  return [...words.map((word) => hashText(word)), ...prepared.names.map((name) => hashText(`name ${name}`))]
}

/** The least number of inquiries that contain a word before the table keeps it: rarer words are names of someone's place. */
const leastCount = 4

/** Count the terms of prepared cases, each text once. */
export function termTableOf(cases: Iterable<PreparedCase>, version: string): TermTable {
  const texts = new Map<string, number[]>()
  for (const prepared of cases) texts.set(prepared.content, countedTerms(prepared))
  return countTerms(texts.values(), leastCount, version)
}

/** A table that knows no word: for a first preparation, before anything was counted. */
export const emptyTable: TermTable = { version: '0', documents: 0, counts: new Map() }

/** Prepare judged rows by a table. */
export function prepareRows(rows: readonly GoldRow[], table: TermTable): Map<string, PreparedCase> {
  return new Map(rows.map((row) => [row.id, prepare(caseOf(row), table)]))
}
