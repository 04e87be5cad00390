import { HashTable } from './hash-table.ts'

/** How common words are in citizens' inquiries: a count per hashed word, so that the table shows no one's text. */
export interface TermTable {
  /** How many texts were counted. */
  readonly documents: number
  /** Hashes of the words found in at least a few texts, ascending, with the number of texts of each. */
  readonly counts: ReadonlyMap<number, number>
  /** How telling each of them is, and a word that is not among them: see {@link telling}. */
  readonly rarities: HashTable
  readonly rarityOfOthers: number
}

/** A term table as its file keeps it: little-endian int32 hashes and sixteenths of a natural logarithm, in base64. */
export interface TermTableFile {
  readonly documents: number
  readonly hashes: string
  readonly logCounts: string
}

/** How telling a word is: ln((N + 1) / (n + 1/2)) for a word that n of N texts contain, at most that of n = 4. */
export function telling(table: TermTable, hash: number): number {
  return table.rarities.get(hash, table.rarityOfOthers)
}

/** A table from counts. */
export function termTable(documents: number, counts: ReadonlyMap<number, number>): TermTable {
  const rarity = (count: number): number => Math.log((documents + 1) / (count + 0.5))
  const rarities = new HashTable([...counts].map(([hash, count]) => [hash, rarity(count)]))
  return { documents, counts, rarities, rarityOfOthers: rarity(countOfOthers) }
}

/** What a word that the table leaves out counts for. */
const countOfOthers = 4

/** Read a term table's file. */
export function readTermTable(file: TermTableFile): TermTable {
  const bytes = Buffer.from(file.hashes, 'base64')
  const logs = Buffer.from(file.logCounts, 'base64')
  const counts = new Map<number, number>()
  for (let at = 0; at < logs.length; at++) counts.set(bytes.readInt32LE(at * 4), Math.exp((logs[at] ?? 0) / 16))
  return termTable(file.documents, counts)
}

/** Write a term table's file; counts lose at most 3 % to rounding. */
export function writeTermTable(table: TermTable): TermTableFile {
  const entries = [...table.counts].toSorted((a, b) => a[0] - b[0])
  const hashes = Buffer.alloc(entries.length * 4)
  const logCounts = Buffer.alloc(entries.length)
  for (const [at, [hash, count]] of entries.entries()) {
    hashes.writeInt32LE(hash, at * 4)
    logCounts[at] = Math.min(255, Math.round(Math.log(count) * 16))
  }
  return { documents: table.documents, hashes: hashes.toString('base64'), logCounts: logCounts.toString('base64') }
}

/** Count in how many of the texts (each a list of hashed words) a word occurs, leaving out those in fewer than `least`. */
export function countTerms(texts: Iterable<Iterable<number>>, least: number): TermTable {
  const all = new Map<number, number>()
  let documents = 0
  for (const text of texts) {
    documents++
    for (const hash of new Set(text)) all.set(hash, (all.get(hash) ?? 0) + 1)
  }
  return termTable(documents, new Map([...all].filter(([, count]) => count >= least)))
}
