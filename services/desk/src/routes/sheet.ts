import { rowsToRules, rulesToRows, type Cell, type CellFault } from '@inquiry/routing'
import type { Language, RouteRule } from '@inquiry/schema'
import { readSheet } from 'read-excel-file/node'
import writeExcelFile, { type SheetData } from 'write-excel-file/node'

/** The media type of a workbook (ECMA-376). */
export const sheetMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Widths in characters: id, division, category, nature, channel, keyword, handler, assistants, profile, note. */
const widths = [18, 10, 10, 16, 16, 28, 20, 24, 18, 40]

/** The rules as a workbook that officials edit. Every cell is text, so that codes keep their leading zeros. */
export async function writeRuleSheet(rules: readonly RouteRule[], language: Language): Promise<Buffer> {
  const [headings = [], ...rows] = rulesToRows(rules, language)
  const data: SheetData = [
    headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String, format: '@', wrap: true }))),
  ]
  const columns = widths.map((width) => ({ width }))
  return writeExcelFile(data, {
    columns,
    stickyRowsCount: 1,
    sheet: language === 'zh' ? '分派规则' : 'Routes',
  }).toBuffer()
}

/** The rules of a workbook's first sheet, with what is wrong in which cell; undefined where it is no workbook. */
export async function readRuleSheet(
  bytes: Uint8Array,
  language: Language,
): Promise<{ rules: RouteRule[]; faults: CellFault[] } | undefined> {
  const rows = await readSheet(Buffer.from(bytes)).catch(() => undefined)
  return rows && rowsToRules(rows as readonly (readonly Cell[])[], language)
}
