import * as z from 'zod'

/**
 * One code with its labels and the days on which it holds: `validFrom` is the first such day, `validTo` the first day
 * on which it holds no more (so the last day of 440116 is 2014-08-31 where `validTo` is 2014-09-01). Both are local
 * dates of Asia/Shanghai, `YYYY-MM-DD`. A `deprecated` code still holds but should not be chosen for new cases.
 */
export const codeEntrySchema = z.strictObject({
  code: z.string().min(1).max(64),
  zh: z.string().min(1),
  en: z.string().min(1),
  validFrom: z.iso.date(),
  validTo: z.iso.date().optional(),
  deprecated: z.boolean().optional(),
  replacedBy: z.string().optional(),
  parent: z.string().optional(),
})

export type CodeEntry = z.infer<typeof codeEntrySchema>

/**
 * A named, versioned list of codes. A code may stand more than once if the periods do not overlap (its label changed);
 * once published, neither the code nor its past labels change.
 */
export const codeListSchema = z.strictObject({
  name: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  version: z.string().min(1),
  codes: z.array(codeEntrySchema).readonly(),
})

export type CodeList = z.infer<typeof codeListSchema>

/** Whether the entry holds on the local date `onDate` (`YYYY-MM-DD`); the day `validTo` itself is outside. */
export function isValidOn(entry: CodeEntry, onDate: string): boolean {
  return entry.validFrom <= onDate && (entry.validTo === undefined || onDate < entry.validTo)
}

/** The entry of `code` that holds on the local date `onDate`, or undefined if there is none: one look in an index. */
export function findCode(list: CodeList, code: string, onDate: string): CodeEntry | undefined {
  return findEntries(list, code).find((entry) => isValidOn(entry, onDate))
}

/** Every entry of `code`, whenever it holds or held, in the list's order; empty if the list never knew the code. */
export function findEntries(list: CodeList, code: string): readonly CodeEntry[] {
  return indexOf(list).get(code) ?? []
}

const indexes = new WeakMap<CodeList, ReadonlyMap<string, CodeEntry[]>>()

function indexOf(list: CodeList): ReadonlyMap<string, CodeEntry[]> {
  const known = indexes.get(list)
  if (known) return known
  const index = Map.groupBy(list.codes, (entry) => entry.code)
  indexes.set(list, index)
  return index
}
