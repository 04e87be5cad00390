import { englishLabels } from './english.ts'
import { type Division, readDates, readRevisions } from './revisions.ts'
import { successors } from './successors.ts'
import { baseline, periodOf } from './validity.ts'

/** The three tables of data/, each as the text of its CSV file. */
export type DivisionTables = { revisions: string; dates: string; english: string }

/** The text of src/code-lists/division-data.ts: the same tables always give the same text. */
export function divisionModule(tables: DivisionTables): string {
  return `/** Day from which a line without \`validFrom\` holds: the first edition of the code table, GB 2260–80. */
export const baseline = '${baseline}'

/**
 * Written by scripts/build-divisions.ts from data/: change those. One division a line, in the order of the codes:
 * \`code|zh|en|validFrom|validTo|replacedBy\`; what stands empty at the end of a line is left out.
 */
export const divisionLines = \`
${divisionLines(tables).join('\n')}
\`
`
}

function divisionLines(tables: DivisionTables): string[] {
  const divisions = readRevisions(rowsOf(tables.revisions))
  const dates = readDates(rowsOf(tables.dates))
  const english = englishLabels(rowsOf(tables.english))
  const replacedBy = successors(divisions)
  return divisions.map((division) => {
    const known = dates.get(division.code)
    const period = periodOf(division)
    const validFrom = known?.validFrom ?? period.validFrom
    const validTo = known?.validTo ?? period.validTo
    const heir = known?.replacedBy ?? replacedBy.get(division.code)
    return lineOf(division, english(division), [validFrom === baseline ? '' : validFrom, validTo ?? '', heir ?? ''])
  })
}

function lineOf(division: Division, english: string, rest: readonly string[]): string {
  return [division.code, division.name, english, ...rest].join('|').replace(/\|+$/, '')
}

function rowsOf(csv: string): string[][] {
  const [, ...rows] = csv.trimEnd().split('\n')
  return rows.map((row) => row.split(','))
}
