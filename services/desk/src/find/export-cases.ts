import { recordAccess, type CoordinatorIdentity } from '@inquiry/access'
import type { Database } from '@inquiry/database'
import { fail } from '@inquiry/problems'
import type { Language } from '@inquiry/schema'
import { inPieces, notesOf, type ExportTable } from '../export/export-table.ts'
import type { ExportFormat } from '../export/format.ts'
import { labelsIn } from '../export/labels.ts'
import { mostSheetRows } from '../export/xlsx.ts'
import { caseRow, casesHeadings } from './cases-table.ts'
import { findCases, isMoreThan, type CasesAsked } from './find-cases.query.ts'

export type CasesExport = {
  db: Database
  identity: CoordinatorIdentity
  /** What is asked for; no page of it, but everything. */
  asked: Pick<CasesAsked, 'filter' | 'words'>
  /** Up to where the list is complete. */
  position: number
  query: string
  language: Language
  now: () => Date
}

/** Cases read together. */
const pageSize = 500

/** Everything that the list would show page by page, each page on record before any of it is given. */
export async function casesTable(wanted: CasesExport): Promise<ExportTable> {
  const { db, identity, asked, position, query, language, now } = wanted
  const at = now()
  const labels = await labelsIn(db, language)
  return {
    title: { zh: '案件', en: 'Cases' }[language],
    asciiTitle: 'cases',
    headings: casesHeadings(language, position),
    notes: notesOf(language, { position, at, by: identity.name ?? identity.subject, query }),
    async *pieces() {
      let after: string | undefined
      do {
        const { rows, next } = await findCases(db, { ...asked, after, limit: pageSize, now: at })
        const caseIds = rows.map((row) => row.case_id)
        await recordAccess(db, identity, { what: 'list', way: 'export', caseIds }, now())
        for await (const piece of inPieces(rows)) yield piece.map((row) => caseRow(row, labels, at))
        after = next ?? undefined
      } while (after !== undefined)
    },
  }
}

/** A sheet that cannot hold all of them is not begun. */
export async function mustFitSheet(
  format: ExportFormat,
  { db, asked, now }: CasesExport,
  most: number = mostSheetRows,
): Promise<void> {
  if (format !== 'xlsx' || !(await isMoreThan(db, { ...asked, most, now: now() }))) return
  fail(
    'invalid-parameter',
    `符合条件的案件超过 ${most} 件，一张工作表放不下；请收窄条件，或用 format=csv。`,
    `More than ${most} cases fit, which a sheet does not hold; narrow the filters, or take format=csv.`,
    { errors: [{ pointer: '?format', rule: 'maxItems', message: `≤ ${most}`, example: 'csv' }] },
  )
}
