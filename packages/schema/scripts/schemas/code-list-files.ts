import { divisions } from '../../src/code-lists/division.ts'
import { categories, type CodeEntry, type CodeList, shortCodeLists } from '../../src/index.ts'
import { type GeneratedFile, jsonFile } from '../generated-file.ts'

const columns = ['code', 'zh', 'en', 'validFrom', 'validTo', 'deprecated', 'replacedBy', 'parent'] as const

/** Every code list as JSON and as CSV (RFC 4180, UTF-8, one header line). */
export function codeListFiles(): GeneratedFile[] {
  return [...shortCodeLists, categories, divisions].flatMap((list) => [
    jsonFile(`schemas/code-lists/${list.name}.json`, list),
    { path: `schemas/code-lists/${list.name}.csv`, text: csv(list) },
  ])
}

function csv(list: CodeList): string {
  return [columns.join(','), ...list.codes.map(row)].map((line) => `${line}\r\n`).join('')
}

function row(entry: CodeEntry): string {
  return columns.map((column) => cell(entry[column])).join(',')
}

function cell(value: string | boolean | undefined): string {
  const text = value === undefined ? '' : String(value)
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
