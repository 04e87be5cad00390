import { categories, type CodeList, entryOf } from '@inquiry/schema'
import type { Language } from '../language/language.tsx'

/** The label of a code in the reader's language; a code that the list never had stands for itself. */
export function labelOf(list: CodeList, code: string, language: Language): string {
  return entryOf(list, code)?.[language] ?? code
}

/** The codes of a list as choices of a filter. */
export function choicesOf(list: CodeList, language: Language): { value: string; label: string }[] {
  return list.codes.map((entry) => ({ value: entry.code, label: entry[language] }))
}

/** A category with the branches above it: `环境保护 / 噪声污染 / 施工噪声`. */
export function categoryPath(code: string, language: Language): string {
  const codes = [2, 4, 6].filter((digits) => digits <= code.length).map((digits) => code.slice(0, digits))
  return codes.map((each) => labelOf(categories, each, language)).join(' / ')
}
