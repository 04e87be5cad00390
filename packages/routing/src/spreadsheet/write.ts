import { entryOf } from '@inquiry/schema'
import type { Language, RouteRule } from '@inquiry/schema'
import { columns } from './columns.ts'
import type { Column } from './columns.ts'
import { writeList } from './list-cell.ts'

/** The rules as rows of text cells, the headings first; natures and channels by their labels. */
export function rulesToRows(rules: readonly RouteRule[], language: Language = 'zh'): string[][] {
  return [columns.map((column) => column[language]), ...rules.map((rule) => rowOf(rule, language))]
}

function rowOf(rule: RouteRule, language: Language): string[] {
  return columns.map((column) => {
    const value = column.valueOf(rule) ?? ''
    return typeof value === 'string' ? value : writeList(value.map((item) => labelOf(column, item, language)))
  })
}

function labelOf({ codes }: Column, item: string, language: Language): string {
  return (codes && entryOf(codes, item)?.[language]) ?? item
}
