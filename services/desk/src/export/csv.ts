import { harmless, type Cell } from './cell.ts'
import type { ExportTable } from './export-table.ts'

const lineEnd = '\r\n'

/** The table as CSV (RFC 4180) in UTF-8, with a byte order mark by which Excel knows that. The first line is the headings. */
export async function* csvOf({ headings, pieces }: ExportTable): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`\uFEFF${lineOf(headings)}`)
  for await (const rows of pieces()) yield Buffer.from(rows.map(lineOf).join(''))
}

function lineOf(cells: readonly Cell[]): string {
  return cells.map(fieldOf).join(',') + lineEnd
}

function fieldOf(cell: Cell): string {
  if (cell === null) return ''
  const text = typeof cell === 'number' ? String(cell) : harmless(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
