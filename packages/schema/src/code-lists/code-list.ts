import { z } from 'zod'
import { LocalDate } from '../instant.ts'

const Code = z
  .string()
  .min(1)
  .max(64)
  .meta({ examples: ['440106'] })

/**
 * One code with its labels and the days on which it holds: `validFrom` is the first such day, `validTo` the first day
 * on which it holds no more (a code whose last day was 31 August 2015 has `validTo` 2015-09-01). Both are days in
 * Asia/Shanghai, `YYYY-MM-DD`. A `deprecated` code still holds but should not be chosen for new cases.
 */
export const CodeEntry = z
  .strictObject({
    code: Code,
    zh: z
      .string()
      .min(1)
      .meta({ examples: ['天河区'] }),
    en: z
      .string()
      .min(1)
      .meta({ examples: ['Tianhe District'] }),
    validFrom: LocalDate,
    validTo: LocalDate.optional(),
    deprecated: z.boolean().optional(),
    replacedBy: Code.optional(),
    parent: Code.optional(),
  })
  .meta({ id: 'CodeEntry', description: '代码 one code of a list, with its labels and days of validity' })

export type CodeEntry = z.infer<typeof CodeEntry>

/** A named, versioned list of codes, each of which stands in it once. A published version never changes. */
export const CodeList = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z]+(-[a-z]+)*$/)
      .meta({ examples: ['division'] }),
    version: z
      .string()
      .min(1)
      .max(64)
      .meta({ examples: ['2023-06-30'] }),
    codes: z.array(CodeEntry).readonly(),
  })
  .meta({ id: 'CodeList', description: '代码表 a versioned list of codes' })

export type CodeList = z.infer<typeof CodeList>

/** Whether the entry holds on `onDate` (a day in Asia/Shanghai, `YYYY-MM-DD`); the day `validTo` is outside. */
export function isValidOn(entry: CodeEntry, onDate: string): boolean {
  return entry.validFrom <= onDate && (entry.validTo === undefined || onDate < entry.validTo)
}

/** The entry of `code` if it holds on `onDate` (a day in Asia/Shanghai, `YYYY-MM-DD`), else undefined. */
export function findCode(list: CodeList, code: string, onDate: string): CodeEntry | undefined {
  const entry = entryOf(list, code)
  return entry && isValidOn(entry, onDate) ? entry : undefined
}

/** The entry of `code` whether or not it holds today, for showing its label; undefined if the list never had it. */
export function entryOf(list: CodeList, code: string): CodeEntry | undefined {
  return indexOf(list).get(code)
}

const indexes = new WeakMap<CodeList, ReadonlyMap<string, CodeEntry>>()

/** The list's entries by code, made at the first look and kept as long as the list. */
function indexOf(list: CodeList): ReadonlyMap<string, CodeEntry> {
  const known = indexes.get(list)
  if (known) return known
  const index = new Map(list.codes.map((entry) => [entry.code, entry]))
  indexes.set(list, index)
  return index
}
