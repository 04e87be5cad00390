import { hashText, mix } from './text/hash.ts'
import { shingles } from './text/shingles.ts'
import { telling, type TermTable } from './text/terms.ts'

const bands = 6
const rowsPerBand = 3
const rareWords = 14
const namesKept = 8

/** How candidates are found: of the newest cases of every key those that share most, of them who is alike at a glance. */
export interface CandidatePlan {
  /** How many of the newest cases of each key are looked at, so that a lookup costs the same however common it becomes. */
  readonly newestPerKey: number
  /** How many candidates are looked at, at most. */
  readonly lookedAt: number
  /** Who shares less is no candidate ({@link keyShared}, summed over the keys in common). */
  readonly least: number
  /** Who is less alike at a {@link glance} is not compared; of the others, so many of the most alike. */
  readonly glance: number
  readonly compared: number
}

/** Chosen by the share of judged duplicates found: see docs/evaluation/matching.md. */
export const candidatePlan: CandidatePlan = { newestPerKey: 40, lookedAt: 20, least: 4, glance: 0.3, compared: 10 }
/** What the same citizen counts for, however many cases of the citizen there are. */
export const citizenShared = 8

/**
 * What a key in common counts for, of which `holders` of the newest cases were looked at: 1 to 2 for a key that many
 * have, 6 for one that only one other has.
 */
export function keyShared(holders: number, { newestPerKey }: CandidatePlan = candidatePlan): number {
  return Math.log2(1 + (2 * newestPerKey) / holders)
}

/**
 * The keys under which a case is found by others about the same matter: at most 29 signed 32-bit integers, the same for
 * equal inputs on every machine. Kinds of key: the citizen; the names, title first; the rarest words, title words before
 * others of the same rarity; six MinHash bands of three over the character 3-grams, for copied text. The citizen's key
 * comes first, then one of each kind in turn.
 *
 * The index is a table `case_key (key int4, position bigint)` with a btree on `(key, position desc)`. The newest cases
 * of every key are looked at and ranked by what they share ({@link keyShared}), so that a lookup costs the same however
 * many cases are stored and however common a key becomes.
 */
export function candidateKeys(
  parts: {
    titleWords: readonly string[]
    words: readonly string[]
    names: readonly string[]
    reporterKey: string | null
  },
  table: TermTable,
): number[] {
  const citizen = parts.reporterKey === null ? [] : [hashText(`citizen ${parts.reporterKey}`)]
  const names = parts.names.slice(0, namesKept).map((name) => hashText(`name ${lettersOf(name)}`))
  const words = rarest(parts, table).map((word) => hashText(`word ${lettersOf(word)}`))
  const copies = minHashBands(shingles([...parts.titleWords, ...parts.words].join(''), 3))
  return [...new Set([...citizen, ...inTurn([names, words, copies])])]
}

/** The letters of a name in an order of their own: 丽景 and 景丽 are often meant to be one. */
function lettersOf(name: string): string {
  return [...name].toSorted().join('')
}

/** One of each list after the other, so that the first keys are the best of every kind. */
function inTurn(lists: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat()
}

function rarest(parts: { titleWords: readonly string[]; words: readonly string[] }, table: TermTable): string[] {
  const inTitle = new Set(parts.titleWords)
  const worth = (word: string): number => telling(table, hashText(word)) + (inTitle.has(word) ? 2 : 0)
  return [...new Set([...parts.titleWords, ...parts.words])]
    .filter((word) => word.length > 1)
    .map((word) => ({ word, worth: worth(word) }))
    .toSorted((a, b) => b.worth - a.worth)
    .slice(0, rareWords)
    .map(({ word }) => word)
}

/** One-permutation MinHash: the smallest hash of each bucket; three neighbouring buckets make a band. */
function minHashBands(hashes: Int32Array): number[] {
  const buckets = bands * rowsPerBand
  const smallest = Array.from({ length: buckets }, () => 0x7fffffff)
  for (const hash of hashes) {
    const mixed = mix(hash ^ 0x5bd1e995)
    const bucket = (mixed >>> 0) % buckets
    const value = mix(mixed)
    if (value < (smallest[bucket] ?? 0)) smallest[bucket] = value
  }
  return Array.from({ length: bands }, (_, band) =>
    hashText(`band ${band} ${smallest.slice(band * rowsPerBand, (band + 1) * rowsPerBand).join(' ')}`),
  )
}
