import type { Citizen } from './citizen.ts'
import { compose } from './compose.ts'
import type { Occasion, Text } from './compose.ts'
import { draftFiling } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Matter } from './matters/matter.ts'
import type { Telling } from './matters/script.ts'
import { channelFor, departmentFor } from './platforms.ts'
import { chance, pick, randomFrom, shuffled } from './random.ts'
import type { Random } from './random.ts'
import { SentenceLedger } from './sentence-ledger.ts'

const mostTries = 24

/** Writes filings so that no two matters share a long sentence while other words can be found. */
export class Author {
  readonly #random: Random
  readonly #ledger = new SentenceLedger()

  constructor(random: Random) {
    this.#random = random
  }

  /** One filing of a matter by a citizen on the platform of the city, or now and then of a department. */
  write(
    matter: Matter,
    who: { readonly citizen: Citizen; readonly nodeId?: string; readonly named?: boolean },
    how: { readonly at: number; readonly telling?: Telling },
  ): Draft {
    const occasion = this.#occasion(matter, how.at, how.telling ?? pick(this.#random, tellingsFor(matter)))
    const text = this.#freshText(matter, occasion)
    return draftFiling(
      this.#random,
      matter,
      { named: false, nodeId: this.#platformFor(matter), ...who },
      occasion,
      text,
    )
  }

  /** The same words for two matters: what a template, or a neighbour's letter, becomes at another place. */
  writeAlike(
    matters: readonly [Matter, Matter],
    citizens: readonly [Citizen, Citizen],
    at: readonly [number, number],
  ): [Draft, Draft] {
    const telling = pick(
      this.#random,
      tellingsFor(matters[0]).filter((one) => one.voice === undefined),
    )
    const occasion = { ...this.#occasion(matters[0], at[0], telling), appetite: 'usual' as const }
    const seed = Math.floor(this.#random() * 2 ** 31)
    const write = (index: 0 | 1): Draft => {
      const own = { ...occasion, at: at[index] }
      const text = compose(randomFrom(seed), matters[index], own)
      this.#ledger.record(text.content, matters[0].number)
      const who = { citizen: citizens[index], nodeId: matters[index].city.code, named: true }
      return draftFiling(this.#random, matters[index], who, own, text)
    }
    return [write(0), write(1)]
  }

  #occasion(matter: Matter, at: number, telling: Telling): Occasion {
    const draw = this.#random()
    return {
      telling,
      at,
      nature: telling.nature ?? matter.script.nature,
      channel: channelFor(this.#random, telling),
      appetite: draw < 0.22 ? 'brief' : draw < 0.7 ? 'usual' : draw < 0.9 ? 'long' : 'endless',
    }
  }

  #freshText(matter: Matter, occasion: Occasion): Text {
    let best = compose(this.#random, matter, occasion)
    let fewest = this.#ledger.clashes(best.content, matter.number)
    for (let tries = 1; fewest > 0 && tries < mostTries; tries++) {
      const other = compose(this.#random, matter, occasion)
      const clashes = this.#ledger.clashes(other.content, matter.number)
      if (clashes < fewest) [best, fewest] = [other, clashes]
    }
    this.#ledger.record(best.content, matter.number)
    return best
  }

  #platformFor(matter: Matter): string {
    if (matter.script.accuses === 'city') return '440000-petition'
    return chance(this.#random, 0.07) ? departmentFor(matter.script.category) : matter.city.code
  }
}

/** The tellings that may be heard in the matter's city. */
export function tellingsFor(matter: Matter): Telling[] {
  return matter.script.tellings.filter(({ voice }) => !isDialect(voice) || voice === matter.city.dialect)
}

/** As many different tellings as there are, in some order, and from the start again when there are too few. */
export function differentTellings(random: Random, matter: Matter, count: number): Telling[] {
  const tellings = shuffled(random, tellingsFor(matter))
  return Array.from({ length: Math.ceil(count / tellings.length) }, () => tellings)
    .flat()
    .slice(0, count)
}

function isDialect(voice: Telling['voice']): boolean {
  return voice === 'cantonese' || voice === 'teochew' || voice === 'hakka'
}
