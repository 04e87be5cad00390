import type { PreparedCase } from './case-text.ts'
import { weighNames, type WeighedName } from './features/names.ts'
import { marksOf, type Marks } from './text/marks.ts'
import { shingles } from './text/shingles.ts'
import { termVector, type TermVector } from './text/term-vector.ts'
import type { TermTable } from './text/terms.ts'

/** A prepared case as comparisons want it: hashed, sorted and weighed. Made once per case and table, then kept with it. */
export interface CaseReading {
  readonly prepared: PreparedCase
  readonly title: TermVector
  readonly whole: TermVector
  readonly titlePairs: Int32Array
  readonly triples: Int32Array
  readonly titleNames: readonly WeighedName[]
  readonly names: readonly WeighedName[]
  readonly titleMarks: Marks
  readonly marks: Marks
}

/** Read a prepared case by a term table; the same object for the same two. */
export function readCase(prepared: PreparedCase, table: TermTable): CaseReading {
  const known = readings.get(prepared)
  if (known?.table === table) return known.reading
  const reading = read(prepared, table)
  readings.set(prepared, { table, reading })
  return reading
}

const readings = new WeakMap<PreparedCase, { table: TermTable; reading: CaseReading }>()

function read(prepared: PreparedCase, table: TermTable): CaseReading {
  const titleWords = prepared.title.split(' ')
  const words = prepared.content.split(/[ \n]/)
  const title = prepared.title.replaceAll(' ', '')
  const whole = `${title}\n${prepared.content.replaceAll(' ', '')}`
  const names = weighNames(prepared.names, table)
  return {
    prepared,
    title: termVector(titleWords, table),
    whole: termVector([...titleWords, ...words], table),
    titlePairs: shingles(title, 2),
    triples: shingles(whole.replaceAll('\n', ''), 3),
    titleNames: names.slice(0, prepared.titleNames),
    names,
    titleMarks: marksOf(title),
    marks: marksOf(whole),
  }
}
