import type { Cell } from '../row.ts'
import { placeholders, type Expression } from '../settings/fields.ts'

export type Cells = Readonly<Record<string, Cell>>

/** What a field gives for a row: a cell as it stood, or a text of the configuration's. Null where there is nothing. */
export function valueOf(field: Expression | undefined, cells: Cells): Cell {
  if (!field) return null
  if (field.constant !== undefined) return field.constant
  if (field.template !== undefined) return filled(field.template, cells)
  const cell = cells[field.column ?? ''] ?? null
  return typeof cell === 'string' && cell.trim() === '' ? null : cell
}

/** A field as text without what no text on the wire may hold; undefined where there is none. */
export function textOf(field: Expression | undefined, cells: Cells): string | undefined {
  const text = plainText(valueOf(field, cells)) || (field?.otherwise ?? '')
  if (text === '') return undefined
  return field?.cut === undefined ? text : [...text].slice(0, field.cut).join('')
}

/** A cell as text: whole numbers without a decimal point, days without a time where they have none. */
export function plainText(cell: Cell): string {
  if (cell === null) return ''
  if (cell instanceof Date) {
    const iso = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString()
    return iso.slice(0, iso.endsWith('T00:00:00.000Z') ? 10 : 19).replace('T', ' ')
  }
  if (typeof cell !== 'string') return String(cell)
  // Excel writes a vertical tab or _x000D_ for a line break in a cell.
  // oxlint-disable-next-line no-control-regex -- this is what is replaced
  const text = cell.replaceAll(/\r\n?|\u000B|_x000D_/g, '\n').toWellFormed()
  // oxlint-disable-next-line no-control-regex -- these are what is taken out
  return text.replaceAll(/[\u0000-\u0008\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g, '').trim()
}

/** Names of columns that a template needs and a row does not fill are left out. */
function filled(template: string, cells: Cells): string | null {
  const names = placeholders(template)
  if (names.length > 0 && names.every((name) => plainText(cells[name] ?? null) === '')) return null
  return template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => plainText(cells[name] ?? null))
}
