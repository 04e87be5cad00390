import type { Language } from '@inquiry/schema'
import type { Cell } from './cell.ts'

/** A table that is exported: what it is called, its headings, its rows as they are read, and what is to be said of it. */
export type ExportTable = {
  /** `案件`, as the sheet and the file are called. */
  title: string
  /** The same in ASCII, for whoever cannot read the other name of the file. */
  asciiTitle: string
  headings: readonly string[]
  /** Rows in pieces, each of which takes few milliseconds to write. */
  pieces: () => AsyncIterable<readonly (readonly Cell[])[]>
  /** What is said beside the table: the name and the value. */
  notes: readonly (readonly [name: string, value: string])[]
}

/** Rows that are at hand, in pieces. */
export async function* inPieces<T>(rows: readonly T[], size = 200): AsyncGenerator<readonly T[]> {
  for (let at = 0; at < rows.length; at += size) {
    yield rows.slice(at, at + size)
    // Others have their turn between the pieces.
    await new Promise(setImmediate)
  }
}

/** `2026-11-25 03:45:00`, in Asia/Shanghai, as spreadsheets know times. */
export function localTime(instant: Date): string {
  return shanghai.format(instant)
}

// Swedish writes dates as ISO 8601 does.
const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** What is said of every export. */
export function notesOf(
  language: Language,
  { position, at, by, query }: { position: number; at: Date; by: string; query: string },
): ExportTable['notes'] {
  return language === 'zh'
    ? [
        ['数据截至日志位置', String(position)],
        ['导出时间（北京时间）', localTime(at)],
        ['导出人', by],
        ['条件', query === '' ? '无' : query],
        ['时间', '均为北京时间（Asia/Shanghai，UTC+8）'],
        ['以 = + - @ 开头的文字', '前加单引号，以免表格软件当作公式'],
      ]
    : [
        ['As of log position', String(position)],
        ['Exported at (Asia/Shanghai)', localTime(at)],
        ['Exported by', by],
        ['Filters', query === '' ? 'none' : query],
        ['Times', 'in Asia/Shanghai (UTC+8)'],
        [
          'Texts that begin with = + - @',
          'have an apostrophe before them, so that no spreadsheet takes them for formulas',
        ],
      ]
}
