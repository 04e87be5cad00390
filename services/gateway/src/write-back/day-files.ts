import writeExcelFile from 'write-excel-file/node'
import { headings, type Column } from '../settings/columns.ts'
import type { FilesTarget } from '../settings/write-back.ts'
import type { EventRow } from './event-row.ts'

export type Language = 'zh' | 'en'

/** Columns that a person fills in beside a case to handle; the table dropped back is a source of answers. */
export const answerHeadings = {
  action: { zh: '动作', en: 'action' },
  content: { zh: '答复内容', en: 'reply' },
  unit: { zh: '承办单位', en: 'responsible unit' },
  outcome: { zh: '办理结果', en: 'result' },
  reason: { zh: '原因', en: 'reason' },
  public: { zh: '是否公开', en: 'public' },
} as const

export type TableName = 'toHandle' | 'results'

/** The two tables of a day: cases to handle, and what became of the city's own. */
export const tables: Record<
  TableName,
  {
    name: Record<Language, string>
    columns: Column[]
    isFor: (role: string, row: EventRow) => boolean
    blanks: boolean
  }
> = {
  toHandle: {
    name: { zh: '待办', en: 'to-handle' },
    columns: [
      'caseId',
      'time',
      'event',
      'role',
      'dueAt',
      'nature',
      'urgency',
      'title',
      'text',
      'division',
      'address',
      'submittedAt',
      'name',
      'phone',
      'idNumber',
      'email',
      'supervision',
      'said',
      'eventId',
    ],
    isFor: (role) => role !== 'origin' && role !== 'self',
    blanks: true,
  },
  results: {
    name: { zh: '结果', en: 'results' },
    columns: [
      'sourceId',
      'caseId',
      'queryCode',
      'time',
      'event',
      'node',
      'unit',
      'outcome',
      'dueAt',
      'said',
      'eventId',
    ],
    // A city may have to handle a case of its own: it stands in both tables.
    isFor: (role, { sourceId }) => role === 'origin' || sourceId !== undefined,
    blanks: false,
  },
}

/** A table's rows as the bytes of a file. */
export async function tableBytes(
  table: TableName,
  rows: readonly EventRow[],
  format: FilesTarget['format'],
  language: Language,
): Promise<Buffer> {
  const { columns, blanks } = tables[table]
  const head = [
    ...columns.map((column) => headings[column][language]),
    ...(blanks ? Object.values(answerHeadings).map((heading) => heading[language]) : []),
  ]
  const cells = rows.map((row) => columns.map((column) => row[column] ?? ''))
  return format === 'csv' ? csvOf([head, ...cells]) : workbookOf(head, cells)
}

/** Text cells, so that numbers keep their leading zeros and no cell is a formula. */
async function workbookOf(head: readonly string[], rows: readonly (readonly string[])[]): Promise<Buffer> {
  const text = (value: string) => (value === '' ? null : { value: value.slice(0, 32_767), type: String, format: '@' })
  const data = [
    head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map(text)),
  ]
  const columns = head.map((value) => ({ width: Math.max(12, value.length * 2 + 2) }))
  return writeExcelFile(data, { columns, stickyRowsCount: 1 }).toBuffer()
}

/** CSV with the mark by which Excel knows UTF-8; a cell that Excel would work out as a formula is led by a quote. */
export function csvOf(rows: readonly (readonly string[])[]): Buffer {
  const cell = (text: string): string => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return Buffer.from(`\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`)
}
