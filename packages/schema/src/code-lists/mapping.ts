import { z } from 'zod'
import { NodeId } from '../identifiers.ts'
import { type CodeList, findCode } from './code-list.ts'
import { codeListNames } from './standard-lists.ts'

/** A node's table from the codes of its own platform to those of a standard list (代码映射); each local code once. */
export const CodeMapping = z
  .strictObject({
    list: z.enum(codeListNames),
    nodeId: NodeId,
    version: z.string().min(1).max(64),
    entries: z
      .array(z.strictObject({ local: z.string().min(1).max(200), standard: z.string().min(1).max(64) }))
      .max(20_000)
      .readonly()
      .refine(hasNoRepeatedLocalCode, { params: { rule: 'uniqueItems' } }),
  })
  .meta({ id: 'CodeMapping', description: '代码映射 from a node’s local codes to a standard list' })

export type CodeMapping = z.infer<typeof CodeMapping>

/** The standard code for a node's local code, or undefined where the mapping has none. */
export function translate(mapping: CodeMapping, local: string): string | undefined {
  return indexOf(mapping).get(local)
}

/** The entries whose standard code does not hold in `list` on `onDate` (`YYYY-MM-DD`); empty where all do. */
export function entriesWithoutStandard(mapping: CodeMapping, list: CodeList, onDate: string): CodeMapping['entries'] {
  return mapping.entries.filter((entry) => findCode(list, entry.standard, onDate) === undefined)
}

/** How much of what a node sent its mapping covers. */
export type MappingCoverage = {
  /** Occurrences counted. */
  total: number
  /** Occurrences whose local code the mapping translates. */
  mapped: number
  /** `mapped / total`, from 0 to 1; null where nothing was counted. */
  share: number | null
  /** The twenty most frequent local codes without a translation, most frequent first. */
  unmapped: { local: string; count: number }[]
}

const shownUnmapped = 20

/** The coverage of `mapping` over the local codes that occurred, each with how often it did. */
export function coverage(mapping: CodeMapping, counts: ReadonlyMap<string, number>): MappingCoverage {
  const occurrences = [...counts].map(([local, count]) => ({ local, count }))
  const missing = occurrences.filter(({ local }) => translate(mapping, local) === undefined)
  const total = sum(occurrences)
  const mapped = total - sum(missing)
  const unmapped = missing.toSorted(mostFrequentFirst).slice(0, shownUnmapped)
  return { total, mapped, share: total === 0 ? null : mapped / total, unmapped }
}

function sum(occurrences: readonly { count: number }[]): number {
  return occurrences.reduce((total, { count }) => total + count, 0)
}

/** Equal counts stand in the order of their codes, so that the same counts always give the same report. */
function mostFrequentFirst(a: { local: string; count: number }, b: { local: string; count: number }): number {
  return b.count - a.count || (a.local < b.local ? -1 : 1)
}

function hasNoRepeatedLocalCode(entries: readonly { local: string }[]): boolean {
  return new Set(entries.map((entry) => entry.local)).size === entries.length
}

const indexes = new WeakMap<CodeMapping, ReadonlyMap<string, string>>()

function indexOf(mapping: CodeMapping): ReadonlyMap<string, string> {
  const known = indexes.get(mapping)
  if (known) return known
  const index = new Map(mapping.entries.map((entry) => [entry.local, entry.standard]))
  indexes.set(mapping, index)
  return index
}
