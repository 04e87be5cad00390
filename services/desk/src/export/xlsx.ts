import { Zip, ZipDeflate } from 'fflate'
import { harmless, type Cell } from './cell.ts'
import type { ExportTable } from './export-table.ts'

/** The media type of a workbook (ECMA-376). */
export const xlsxMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Rows of a sheet at most, beside that of the headings: Excel takes 1,048,576. */
export const mostSheetRows = 1_000_000

/**
 * The table as a workbook of two sheets, the rows and what is said of them, written and packed as the rows are read: of
 * the whole there is never more in memory than one piece. Texts are text, so that codes keep their zeros.
 */
export async function* xlsxOf(table: ExportTable): AsyncGenerator<Uint8Array> {
  const packed: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    packed.push(bytes)
  })
  // The fastest compression: what is written is mostly tags, and others wait for their turn.
  const file = (name: string): ((text: string, last?: boolean) => void) => {
    const entry = new ZipDeflate(name, { level: 1 })
    zip.add(entry)
    return (text, last = false) => {
      entry.push(Buffer.from(text), last)
    }
  }
  const taken = (): Uint8Array => Buffer.concat(packed.splice(0))
  for (const [name, text] of fixedParts(table.title)) file(name)(text, true)
  const rows = file('xl/worksheets/sheet1.xml')
  rows(sheetHead(table.headings.length) + rowOf(table.headings, 1, heading))
  let count = 0
  for await (const piece of table.pieces()) {
    if (count + piece.length > mostSheetRows) throw new Error('a sheet does not hold as many rows')
    // The first row is the headings.
    rows(piece.map((cells, at) => rowOf(cells, count + at + 2, plain)).join(''))
    count += piece.length
    yield taken()
  }
  rows(sheetFoot(table.headings.length, count + 1), true)
  file('xl/worksheets/sheet2.xml')(notesSheet([...table.notes, ['#', String(count)]]), true)
  zip.end()
  yield taken()
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
/** Styles by their place in `styles.xml`. */
const plain = 0
const heading = 1

function sheetHead(columns: number): string {
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols><col min="1" max="${columns}" width="18" customWidth="1"/></cols><sheetData>`
}

function sheetFoot(columns: number, rows: number): string {
  return `</sheetData><autoFilter ref="A1:${columnName(columns)}${rows}"/></worksheet>`
}

function notesSheet(notes: ExportTable['notes']): string {
  const rows = notes.map(([name, value], at) => rowOf([name, value], at + 1, plain)).join('')
  const cols =
    '<cols><col min="1" max="1" width="28" customWidth="1"/><col min="2" max="2" width="80" customWidth="1"/></cols>'
  return `${declaration}<worksheet xmlns="${main}">${cols}<sheetData>${rows}</sheetData></worksheet>`
}

/** Readers need not count: each row and cell says where it stands. */
function rowOf(cells: readonly Cell[], row: number, style: number): string {
  return `<row r="${row}">${cells.map((cell, at) => cellOf(cell, `${columnName(at + 1)}${row}`, style)).join('')}</row>`
}

function cellOf(cell: Cell, place: string, style: number): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${place}" s="${style}"><v>${cell}</v></c>`
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(harmless(cell))}</t></is></c>`
}

/** What XML 1.0 cannot hold is left out; `_x000D_` is how a sheet writes a control, so a text of that form is told apart. */
function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')
}

/** `A`, `Z`, `AA`, counted from one. */
function columnName(column: number): string {
  const rest = Math.floor((column - 1) / 26)
  return `${rest > 0 ? columnName(rest) : ''}${String.fromCharCode(65 + ((column - 1) % 26))}`
}

/** What a workbook has beside its sheets. */
function fixedParts(title: string): [name: string, text: string][] {
  const part = (name: string, type: string): string =>
    `<Override PartName="/xl/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`
  const types = `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook', 'sheet.main')}${part('worksheets/sheet1', 'worksheet')}${part('worksheets/sheet2', 'worksheet')}${part('styles', 'styles')}</Types>`
  const link = (id: number, type: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${office}/${type}" Target="${target}"/>`
  const links = (all: string): string => `<Relationships xmlns="${packages}/relationships">${all}</Relationships>`
  const sheets = `<sheet name="${xmlText(title)}" sheetId="1" r:id="rId1"/><sheet name="说明 About" sheetId="2" r:id="rId2"/>`
  const font = (bold: boolean): string => `<font>${bold ? '<b/>' : ''}<sz val="11"/><name val="Calibri"/></font>`
  const styles = `<fonts count="2">${font(false)}${font(true)}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/></cellXfs>`
  return [
    ['[Content_Types].xml', declaration + types],
    ['_rels/.rels', declaration + links(link(1, 'officeDocument', 'xl/workbook.xml'))],
    [
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      declaration +
        links(
          link(1, 'worksheet', 'worksheets/sheet1.xml') +
            link(2, 'worksheet', 'worksheets/sheet2.xml') +
            link(3, 'styles', 'styles.xml'),
        ),
    ],
    ['xl/styles.xml', `${declaration}<styleSheet xmlns="${main}">${styles}</styleSheet>`],
  ]
}
