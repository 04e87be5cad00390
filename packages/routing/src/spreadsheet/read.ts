import { parse, RouteRule, sentence } from '@inquiry/schema'
import type { Language } from '@inquiry/schema'
import { repeated } from '../examination/faults.ts'
import { columns } from './columns.ts'
import type { Column } from './columns.ts'
import { readList } from './list-cell.ts'

/** A cell as a spreadsheet gives it. */
export type Cell = string | number | boolean | Date | null | undefined

/** What is wrong with a cell: its address (`C5`), the rule it breaks (as in `Fault`), and what to mend. */
export type CellFault = { cell: string; rule: string; message: string }

/** A place of the sheet in a row, counted from 0. */
type Placed = { column: Column; place: number }

/**
 * The rules of a sheet, whose first row holds the headings in either language and any order; empty rows do not count.
 * Natures and channels may be given by label or code. Where there are faults the other rules are given all the same.
 */
export function rowsToRules(
  rows: readonly (readonly Cell[])[],
  language: Language = 'zh',
): { rules: RouteRule[]; faults: CellFault[] } {
  const [headings = [], ...body] = rows
  const { placed, faults } = readHeadings(headings, language)
  const rules: RouteRule[] = []
  const known = new Set<string>()
  for (const [index, row] of body.entries()) {
    if (row.every(isEmpty)) continue
    const read = readRow(row, index + 2, placed, language)
    faults.push(...read.faults)
    if (!read.rule) continue
    if (known.has(read.rule.id)) {
      faults.push({
        cell: addressOf(placed, '/id', index + 2),
        rule: 'uniqueItems',
        message: repeated(read.rule.id, language),
      })
    }
    known.add(read.rule.id)
    rules.push(read.rule)
  }
  return { rules, faults }
}

function readHeadings(headings: readonly Cell[], language: Language): { placed: Placed[]; faults: CellFault[] } {
  const placed: Placed[] = []
  const faults: CellFault[] = []
  for (const [place, cell] of headings.entries()) {
    if (isEmpty(cell)) continue
    const name = String(cell).trim()
    const column = columns.find(({ zh, en }) => name === zh || name.toLowerCase() === en.toLowerCase())
    if (column) placed.push({ column, place })
    else faults.push({ cell: `${letters(place)}1`, rule: 'enum', message: sentence('enum', names(language), language) })
  }
  for (const required of columns.filter(({ pointer }) => pointer === '/id' || pointer === '/assign')) {
    if (placed.some(({ column }) => column === required)) continue
    faults.push({
      cell: 'A1',
      rule: 'required',
      message: `${required[language]}: ${sentence('required', '', language)}`,
    })
  }
  return { placed, faults }
}

function names(language: Language): string {
  return columns.map((column) => column[language]).join(', ')
}

function readRow(
  row: readonly Cell[],
  line: number,
  placed: readonly Placed[],
  language: Language,
): { rule?: RouteRule; faults: CellFault[] } {
  const faults: CellFault[] = []
  const draft: { when: Record<string, unknown>; [member: string]: unknown } = { when: {} }
  for (const { column, place } of placed) {
    const cell = row[place]
    if (isEmpty(cell)) continue
    const text = textOf(cell, column)
    if (text === undefined) faults.push({ cell: `${letters(place)}${line}`, rule: 'type', message: notText(language) })
    else put(draft, column, text)
  }
  const parsed = parse(RouteRule, draft, '', language)
  if (parsed.ok) return faults.length > 0 ? { faults } : { rule: parsed.value, faults }
  const named = parsed.errors.map(({ pointer, rule, message }) => ({
    cell: addressOf(placed, pointer, line),
    rule,
    message,
  }))
  return { faults: [...faults, ...named.filter(({ cell }) => faults.every((fault) => fault.cell !== cell))] }
}

/** A number is taken for its digits, unless a category's leading zero has gone with it: codes have an even length. */
function textOf(cell: Cell, { pointer }: Column): string | undefined {
  if (typeof cell === 'string') return cell
  if (typeof cell !== 'number' || !Number.isSafeInteger(cell) || cell < 0) return undefined
  const digits = String(cell)
  return pointer === '/when/category' && digits.length % 2 === 1 ? undefined : digits
}

function notText(language: Language): string {
  return language === 'zh'
    ? '请将单元格设为文本格式后重新填写，以免丢失前导零'
    : 'must be a text cell, so that no leading zero is lost'
}

function put(draft: { when: Record<string, unknown>; [member: string]: unknown }, column: Column, text: string): void {
  const [first = '', second] = column.pointer.slice(1).split('/')
  const isFree = column.pointer === '/note'
  const value = column.isList ? readList(text).map((item) => codeOf(column, item)) : isFree ? text : text.trim()
  if (second === undefined) draft[first] = value
  else draft.when[second] = value
}

function codeOf({ codes }: Column, item: string): string {
  return codes?.codes.find(({ zh, en }) => item === zh || item.toLowerCase() === en.toLowerCase())?.code ?? item
}

/** The cell of the column to which the pointer leads; the row's first cell where the sheet lacks it. */
function addressOf(placed: readonly Placed[], pointer: string, line: number): string {
  const found = placed.find(({ column }) => pointer === column.pointer || pointer.startsWith(`${column.pointer}/`))
  return `${letters(found?.place ?? 0)}${line}`
}

/** The spreadsheet's name of a column, counted from 0: A, B … Z, AA. */
function letters(place: number): string {
  const rest = Math.floor(place / 26)
  return (rest === 0 ? '' : letters(rest - 1)) + String.fromCharCode(65 + (place % 26))
}

function isEmpty(cell: Cell): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
}
