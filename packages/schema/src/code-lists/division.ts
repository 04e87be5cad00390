import type { CodeEntry, CodeList } from './code-list.ts'
import { baseline, divisionLines } from './division-data.ts'

/**
 * The administrative divisions (行政区划, GB/T 2260) of province, city and county level of the whole country, with the
 * codes that have gone since 2002 and what took their place. It stands apart from the package's main entry, so that its
 * 3,700 entries reach only the programs that ask for them.
 */
export const divisions: CodeList = /* @__PURE__ */ makeDivisions()

function makeDivisions(): CodeList {
  const codes = divisionLines.trim().split('\n').map(entryOfLine)
  const known = new Set(codes.map((entry) => entry.code))
  return { name: 'division', version: '2023-06-30', codes: codes.map((entry) => withParent(entry, known)) }
}

function entryOfLine(line: string): CodeEntry {
  const [code = '', zh = '', en = '', validFrom = '', validTo = '', replacedBy = ''] = line.split('|')
  return {
    code,
    zh,
    en,
    validFrom: validFrom || baseline,
    ...(validTo && { validTo }),
    ...(replacedBy && { replacedBy }),
  }
}

/** A county lies in the city of its first four digits, a city in the province of its first two. */
function withParent(entry: CodeEntry, known: ReadonlySet<string>): CodeEntry {
  const above = [`${entry.code.slice(0, 4)}00`, `${entry.code.slice(0, 2)}0000`]
  const parent = above.find((code) => code !== entry.code && known.has(code))
  return parent ? { ...entry, parent } : entry
}
