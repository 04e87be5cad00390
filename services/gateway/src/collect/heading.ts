import type { Cell, Fault } from '../row.ts'

/** Above the headings an export may have a title and a note; they are looked for this far down. */
export const deepest = 20

/** Where each wanted column stands. */
export type Columns = { name: string; index: number }[]

/** A name as it is compared: headings are wrapped, padded and written in wide characters. */
function plainName(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).normalize('NFKC').replaceAll(/\s+/g, '')
}

/** Where the wanted columns stand, if the row holds the headings: all of them, once each. */
export function columnsIn(cells: readonly Cell[], wanted: readonly string[]): Columns | undefined {
  const { columns, faults } = judge(cells, 1, wanted)
  return faults.length === 0 ? columns : undefined
}

/** What is missing or stands twice in the row that comes nearest to headings; `rows` are the first of a file. */
export function headingFaults(rows: readonly (readonly Cell[])[], wanted: readonly string[]): Fault[] {
  const judged = rows.map((cells, i) => judge(cells, i + 1, wanted))
  const nearest = judged.toSorted((a, b) => b.columns.length - a.columns.length)[0]
  return (nearest ?? judge([], 1, wanted)).faults
}

function judge(cells: readonly Cell[], row: number, wanted: readonly string[]): { columns: Columns; faults: Fault[] } {
  const names = cells.map(plainName)
  const present = names.filter((name) => name !== '').join('、')
  const columns = wanted.map((name) => ({ name, index: names.indexOf(plainName(name)) }))
  const faults = columns.flatMap(({ name, index }): Fault[] => {
    const twice = index >= 0 && names.includes(plainName(name), index + 1)
    if (index >= 0 && !twice) return []
    return [
      { at: `row ${row}`, field: '', column: name, ...(twice ? columnTwice(name) : columnMissing(name, present)) },
    ]
  })
  return { columns: columns.filter(({ index }) => index >= 0), faults }
}

function columnTwice(name: string): Pick<Fault, 'rule' | 'message'> {
  return {
    rule: 'column-twice',
    message: {
      zh: `表头“${name}”出现了两次，无法判断取哪一列；请改其中一个的名称`,
      en: `the heading ‘${name}’ stands twice: rename one of them`,
    },
  }
}

function columnMissing(name: string, present: string): Pick<Fault, 'rule' | 'message' | 'example'> {
  return {
    rule: 'column-missing',
    message: {
      zh: `没有表头“${name}”；文件中有：${present || '（没有表头）'}`,
      en: `there is no heading ‘${name}’; the file has: ${present || '(none)'}`,
    },
    example: name,
  }
}
