import { readdir, stat } from 'node:fs/promises'
import { extname, join, matchesGlob } from 'node:path'
import type { Cell, Fault, Row, Said } from '../row.ts'
import type { FolderSource } from '../settings/source.ts'
import { columnsOf } from '../settings/fields.ts'
import { readCsv } from './csv.ts'
import { detectEncoding } from './encoding.ts'
import { columnsIn, deepest, headingFaults, type Columns } from './heading.ts'
import { maxWorkbookBytes, readWorkbook, WorkbookTooLarge } from './workbook.ts'

/** A file that lies in a drop folder and has not changed for long enough to be whole. */
export type DroppedFile = { name: string; path: string; bytes: number; changedAt: number }

/** The files of the source that are to be read, oldest first, without those still being written. */
export async function droppedFiles(source: FolderSource, now: number): Promise<DroppedFile[]> {
  const names = (await readdir(source.folder, { withFileTypes: true }))
    // Excel keeps a file of its own (~$name) beside one that is open.
    .filter((entry) => entry.isFile() && !/^(~\$|\.)/.test(entry.name))
    .filter(({ name }) => source.files.some((pattern) => matchesGlob(name.toLowerCase(), pattern.toLowerCase())))
  const files = await Promise.all(names.map(({ name }) => fileAt(source.folder, name)))
  return files
    .filter(({ changedAt }) => now - changedAt >= source.settleSeconds * 1000)
    .toSorted((a, b) => a.changedAt - b.changedAt || (a.name < b.name ? -1 : 1))
}

async function fileAt(folder: string, name: string): Promise<DroppedFile> {
  const path = join(folder, name)
  const { size, mtimeMs, ctimeMs } = await stat(path)
  // A file that is moved in keeps its old time of writing.
  return { name, path, bytes: size, changedAt: Math.max(mtimeMs, ctimeMs) }
}

/** Whether the file is still the one that was found. */
export async function isUnchanged({ path, bytes, changedAt }: DroppedFile): Promise<boolean> {
  const { size, mtimeMs, ctimeMs } = await stat(path)
  return size === bytes && Math.max(mtimeMs, ctimeMs) === changedAt
}

/** Why a file as a whole cannot be read. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
  readonly faults: Fault[]

  constructor(faults: Fault[]) {
    super(faults.map(({ message }) => message.en).join('; '))
    this.faults = faults
  }
}

/** The rows of a file below its headings; blank ones are passed over. Throws UnreadableFile. */
export async function* rowsOfFile(source: FolderSource, path: string): AsyncGenerator<Row> {
  const lines = withReason(await linesOf(source, path))
  const head: Cell[][] = []
  let columns: Columns | undefined
  let number = 0
  const wanted = columnsOf(source.fields)
  for await (const cells of lines) {
    number++
    if (columns) {
      if (!isBlank(cells)) yield rowOf(number, cells, columns)
      continue
    }
    head.push(cells)
    columns = columnsIn(cells, wanted)
    if (!columns && head.length >= deepest) break
  }
  if (columns) return
  if (head.every(isBlank)) throw fileFault('empty', { zh: '文件是空的', en: 'the file is empty' })
  throw new UnreadableFile(headingFaults(head, wanted))
}

function rowOf(number: number, cells: readonly Cell[], columns: Columns): Row {
  return {
    at: `row ${number}`,
    cells: Object.fromEntries(columns.map(({ name, index }) => [name, cells[index] ?? null])),
  }
}

function isBlank(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''))
}

async function linesOf(source: FolderSource, path: string): Promise<AsyncGenerator<Cell[]>> {
  const kind = extname(path).toLowerCase()
  if (kind === '.xls' || kind === '.et')
    throw fileFault('old-workbook', {
      zh: '旧格式工作簿不能读取；请另存为 .xlsx 或 CSV',
      en: 'a workbook of the old format cannot be read: save it as .xlsx or CSV',
    })
  if (kind === '.xlsx' || kind === '.xlsm') return readWorkbook(path, source.sheet)
  const detected = source.encoding === 'auto' ? await detectEncoding(path) : { encoding: source.encoding }
  if ('mixedAt' in detected)
    throw fileFault(
      'mixed-encodings',
      {
        zh: `从第 ${detected.mixedAt} 行起编码与前面不同（UTF-8 与 GBK 混在一起）；请分别导出`,
        en: `from line ${detected.mixedAt} on the encoding is another (UTF-8 and GBK mixed): export them apart`,
      },
      `row ${detected.mixedAt}`,
    )
  return readCsv(path, { encoding: detected.encoding, ...(source.separator ? { separator: source.separator } : {}) })
}

/** Say what a library found wrong with a file as a fault that a person can mend. */
async function* withReason(lines: AsyncGenerator<Cell[]>): AsyncGenerator<Cell[]> {
  try {
    yield* lines
  } catch (error) {
    if (error instanceof WorkbookTooLarge)
      throw fileFault('too-large', {
        zh: `工作簿超过 ${maxWorkbookBytes / 2 ** 20} MB；请另存为 CSV，CSV 没有大小限制`,
        en: `the workbook has more than ${maxWorkbookBytes / 2 ** 20} MB: save it as CSV, which may be of any size`,
      })
    const detail = error instanceof Error ? error.message : String(error)
    throw fileFault('unreadable', { zh: `文件无法读取：${detail}`, en: `the file cannot be read: ${detail}` })
  }
}

function fileFault(rule: string, message: Said, at = 'file'): UnreadableFile {
  return new UnreadableFile([{ at, field: '', rule, message }])
}
