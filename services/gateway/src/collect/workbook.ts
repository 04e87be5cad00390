import { stat } from 'node:fs/promises'
import { readSheet } from 'read-excel-file/node'
import type { Cell } from '../row.ts'

/** A workbook is read whole: one of 100,000 rows takes 330 MB. Beyond this size it is to be saved as CSV. */
export const maxWorkbookBytes = 16 * 2 ** 20

export class WorkbookTooLarge extends Error {
  override name = 'WorkbookTooLarge'
}

/**
 * The rows of a sheet, the first where none is named. A formula gives the value that Excel last worked out, a merged
 * cell its value in its first cell only; blank rows at the end are left out. Throws where it is no workbook.
 */
export async function* readWorkbook(path: string, sheet?: string): AsyncGenerator<Cell[]> {
  if ((await stat(path)).size > maxWorkbookBytes) throw new WorkbookTooLarge()
  yield* (await readSheet(path, sheet)) as Cell[][]
}
