import type { Cell, Fault } from '../row.ts'

/** Above the headings an export may have a title and a note; they are looked for this far down. */
const deepest = 20

/** Where each wanted column stands, and how many rows end with the headings. */
export type Heading = { rows: number; columns: { name: string; index: number }[] }

/** A name as it is compared: headings are wrapped, padded and written in wide characters. */
export function plainName(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).normalize('NFKC').replaceAll(/\s+/g, '')
}

/**
 * Find the row that holds the headings: the first of twenty in which all wanted columns stand, once each. Gives what is
 * missing or stands twice in the row that comes nearest.
 */
export function findHeading(rows: readonly (readonly Cell[])[], wanted: readonly string[]): Heading | Fault[] {
  const judged = rows.slice(0, deepest).map((cells, i) => judge(cells, i + 1, wanted))
  const whole = judged.find(({ faults }) => faults.length === 0)
  if (whole) return whole.heading
  const nearest = judged.toSorted((a, b) => b.heading.columns.length - a.heading.columns.length)[0]
  return nearest?.faults ?? judge([], 1, wanted).faults
}

function judge(cells: readonly Cell[], rows: number, wanted: readonly string[]): { heading: Heading; faults: Fault[] } {
  const names = cells.map(plainName)
  const present = names.filter((name) => name !== '').join('、')
  const columns = wanted.map((name) => ({ name, index: names.indexOf(plainName(name)) }))
  const faults = columns.flatMap(({ name, index }): Fault[] => {
    const twice = index >= 0 && names.includes(plainName(name), index + 1)
    if (index >= 0 && !twice) return []
    return [
      { at: `row ${rows}`, field: '', column: name, ...(twice ? columnTwice(name) : columnMissing(name, present)) },
    ]
  })
  return { heading: { rows, columns: columns.filter(({ index }) => index >= 0) }, faults }
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
