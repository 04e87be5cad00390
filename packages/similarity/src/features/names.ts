import { pairHashes } from '../text/term-vector.ts'
import { telling, type TermTable } from '../text/terms.ts'

/** Names with how telling each is. */
export interface WeighedNames {
  readonly names: readonly string[]
  readonly rarities: readonly number[]
  /** How many of them stand in the title. */
  readonly inTitle: number
}

/** How the names of two cases meet. */
export interface SharedNames {
  /** The rarest in common, and the sum of the three rarest. */
  readonly most: number
  readonly total: number
  /** The rarest that both titles have; that both beginnings have; that one's title, or beginning, has and the other has. */
  readonly inBothTitles: number
  readonly inBothLeads: number
  readonly inATitle: number
  readonly inALead: number
}

/** The beginning of a case is taken to name two places or organisations beside those of the title. */
const leadBeyondTitle = 2

/** Weigh names by the rarest pair of neighbouring characters in them. */
export function weighNames(names: readonly string[], inTitle: number, table: TermTable): WeighedNames {
  const rarity = (name: string): number =>
    pairHashes(name).reduce((most, pair) => Math.max(most, telling(table, pair)), 0)
  return { names, rarities: names.map(rarity), inTitle }
}

/** How many names the title and the beginning have. */
export function leadNames({ names, inTitle }: WeighedNames): number {
  return Math.min(names.length, inTitle + leadBeyondTitle)
}

/** The names in common. */
export function sharedNames(a: WeighedNames, b: WeighedNames): SharedNames {
  const [leadA, leadB] = [a.inTitle + leadBeyondTitle, b.inTitle + leadBeyondTitle]
  const found = { inBothTitles: 0, inBothLeads: 0, inATitle: 0, inALead: 0 }
  const each: number[] = []
  for (let i = 0; i < a.names.length; i++) {
    let best = 0
    for (let j = 0; j < b.names.length; j++) {
      if (!sameName(a.names[i] as string, b.names[j] as string)) continue
      const rarity = Math.min(a.rarities[i] as number, b.rarities[j] as number)
      const [titleA, titleB] = [i < a.inTitle, j < b.inTitle]
      const [beginsA, beginsB] = [i < leadA, j < leadB]
      best = Math.max(best, rarity)
      if (titleA && titleB) found.inBothTitles = Math.max(found.inBothTitles, rarity)
      if (titleA || titleB) found.inATitle = Math.max(found.inATitle, rarity)
      if (beginsA && beginsB) found.inBothLeads = Math.max(found.inBothLeads, rarity)
      if (beginsA || beginsB) found.inALead = Math.max(found.inALead, rarity)
    }
    if (best > 0) each.push(best)
  }
  each.sort((x, y) => y - x)
  return { most: each[0] ?? 0, total: (each[0] ?? 0) + (each[1] ?? 0) + (each[2] ?? 0), ...found }
}

/**
 * Two names are one when they are equal, the longer contains the shorter of at least three characters, or both have the
 * same number of at least four characters and differ in one place or by two that changed places (祥英, 英祥).
 */
export function sameName(a: string, b: string): boolean {
  if (a.length === b.length) return a === b || (a.length >= 4 && nearlyEqual(a, b))
  return a.length > b.length ? b.length >= 3 && a.includes(b) : a.length >= 3 && b.includes(a)
}

function nearlyEqual(a: string, b: string): boolean {
  let first = -1
  let second = -1
  for (let at = 0; at < a.length; at++) {
    if (a.charCodeAt(at) === b.charCodeAt(at)) continue
    if (first < 0) first = at
    else if (second < 0) second = at
    else return false
  }
  return second < 0 || (a[first] === b[second] && a[second] === b[first])
}
