import { hashText } from '../text/hash.ts'
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

/** Weigh names by how many inquiries name them. */
export function weighNames(names: readonly string[], table: TermTable): WeighedName[] {
  return names.map((name) => ({ name, rarity: telling(table, hashText(`name ${name}`)) }))
}

/** Two names are one when they are equal or the longer ends with or contains the shorter of at least three characters. */
export function sameName(a: string, b: string): boolean {
  if (a === b) return true
  const [long, short] = a.length > b.length ? [a, b] : [b, a]
  return short.length >= 3 && long.includes(short)
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
