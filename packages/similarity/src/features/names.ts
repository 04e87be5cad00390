import { hashText } from '../text/hash.ts'
import { pairsOf } from '../text/term-vector.ts'
import { telling, type TermTable } from '../text/terms.ts'

/** How two lists of names meet: the rarest and the sum (at most three) of the rarities of the names in common. */
export interface SharedNames {
  readonly most: number
  readonly total: number
}

/** A name with how telling it is. */
export interface WeighedName {
  readonly name: string
  readonly rarity: number
}

/** Weigh names by the rarest pair of neighbouring characters in them. */
export function weighNames(names: readonly string[], table: TermTable): WeighedName[] {
  return names.map((name) => ({
    name,
    rarity: Math.max(0, ...pairsOf(name).map((pair) => telling(table, hashText(pair)))),
  }))
}

/**
 * Two names are one when they are equal, the longer contains the shorter of at least three characters, or both have the
 * same number of at least four characters and all but one of them in common (中茂城市广场, 中贸城市广场).
 */
export function sameName(a: string, b: string): boolean {
  if (a === b) return true
  const [long, short] = a.length > b.length ? [a, b] : [b, a]
  if (short.length >= 3 && long.includes(short)) return true
  return short.length >= 4 && long.length === short.length && charactersApart(a, b) <= 1
}

function charactersApart(a: string, b: string): number {
  let rest = b
  let apart = 0
  for (let at = 0; at < a.length; at++) {
    const found = rest.indexOf(a[at] as string)
    if (found < 0) apart++
    else rest = rest.slice(0, found) + rest.slice(found + 1)
  }
  return apart
}

/** The names in common. */
export function sharedNames(a: readonly WeighedName[], b: readonly WeighedName[]): SharedNames {
  const found: number[] = []
  for (const left of a) {
    const right = b.find(({ name }) => sameName(left.name, name))
    if (right !== undefined) found.push(Math.min(left.rarity, right.rarity))
  }
  found.sort((x, y) => y - x)
  return { most: found[0] ?? 0, total: (found[0] ?? 0) + (found[1] ?? 0) + (found[2] ?? 0) }
}
