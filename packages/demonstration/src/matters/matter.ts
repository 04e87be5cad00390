import { drawSurroundings } from '../places/place.ts'
import type { City } from '../places/cities.ts'
import type { District } from '../places/districts.ts'
import { between, pick } from '../random.ts'
import type { Random } from '../random.ts'
import type { Fact, MatterScript } from './script.ts'

/** One matter in the world: a script at a place, with its facts. Everyone who brings it speaks of the same. */
export interface Matter {
  readonly number: number
  readonly script: MatterScript
  readonly city: City
  readonly district: District
  readonly slots: Readonly<Record<string, string>>
  /** Milliseconds since 1970. */
  readonly began: number
  /** Degrees, within a few kilometres of the district's seat. */
  readonly longitude: number
  readonly latitude: number
}

/** Draws a matter of this script in this district that began so many days before `until`. */
export function drawMatter(
  random: Random,
  where: { readonly number: number; readonly script: MatterScript; readonly city: City; readonly district: District },
  until: number,
): Matter {
  const facts = Object.entries(where.script.facts ?? {}).map(([name, fact]) => [name, drawFact(random, fact)])
  return {
    ...where,
    slots: {
      ...drawSurroundings(random, where.city, where.district, where.script.place === 'village'),
      ...Object.fromEntries(facts),
    },
    began: until - between(random, 3 * 24, 80 * 24) * 3_600_000,
    longitude: where.district.longitude + (random() - 0.5) * 0.04,
    latitude: where.district.latitude + (random() - 0.5) * 0.03,
  }
}

/** What no other matter may share: two cases with one key would truly be about the same thing. */
export function matterKey(matter: Matter): string {
  return [matter.script.id, matter.district.code, matter.slots[matter.script.place]].join('|')
}

function drawFact(random: Random, fact: Fact): string {
  if (isWords(fact)) return pick(random, fact)
  const [low, high, step = 1] = fact
  return String(low + step * between(random, 0, Math.floor((high - low) / step)))
}

function isWords(fact: Fact): fact is readonly [string, string, ...string[]] {
  return typeof fact[0] === 'string'
}
