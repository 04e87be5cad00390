/** What a cell of a source holds. A `Date` is a wall clock written as if it were UTC, as workbooks keep it. */
export type Cell = string | number | boolean | Date | null

/** A row as a source gave it: where it stands (`row 12`), and its cells by column. */
export type Row = { at: string; cells: Readonly<Record<string, Cell>> }

/** Something said to the person who must act, in the two languages of the standard. */
export type Said = { zh: string; en: string }

/**
 * What is wrong with a row or a file, and how to mend it: the field of the standard, the column it was read from, what
 * stood there, the rule that is broken, and a valid example.
 */
export type Fault = {
  at: string
  field: string
  column?: string
  value?: string
  rule: string
  message: Said
  example?: string
}

/** Whether it is what is wrong, and not what was asked for. An empty list is not. */
export function isFaults(value: readonly object[]): value is Fault[] {
  return value.length > 0 && value.every((one) => 'rule' in one)
}
