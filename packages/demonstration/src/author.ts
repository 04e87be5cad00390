import type { Citizen } from './citizen.ts'
import { compose } from './compose.ts'
import type { Occasion, Text } from './compose.ts'
import { draftFiling } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Matter } from './matters/matter.ts'
import type { Telling } from './matters/script.ts'
import { plainTellings, tellingsFor } from './matters/tellings.ts'
import { channelFor, departmentFor } from './platforms.ts'
import { chance, pick, randomFrom } from './random.ts'
import type { Random } from './random.ts'
import { WordingLedger } from './wording-ledger.ts'

interface Written {
  readonly occasion: Occasion
  readonly text: Text
  readonly clashes: number
}

type Appetite = Occasion['appetite']

const mostTries = 80
const triesPerTelling = 20

/** Writes filings so that no two of them share a long run of words while others can be found. */
export class Author {
  readonly #random: Random
  readonly #ledger = new WordingLedger()

  constructor(random: Random) {
    this.#random = random
  }

  /** One filing of a matter by a citizen on the platform of the city, or now and then of a department. */
  write(
    matter: Matter,
    who: { readonly citizen: Citizen; readonly nodeId?: string; readonly named?: boolean },
    how: { readonly at: number; readonly telling?: Telling | undefined },
  ): Draft {
    const { occasion, text } = this.#fresh(matter, how)
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
    const telling = pick(this.#random, plainTellings(matters[0]))
    const occasion = this.#occasion(at[0], telling, { matter: matters[0], appetite: 'usual' })
    const texts = this.#freshPair(matters, [occasion, { ...occasion, at: at[1] }])
    const draft = (index: 0 | 1): Draft => {
      const who = { citizen: citizens[index], nodeId: matters[index].city.code, named: true }
      return draftFiling(this.#random, matters[index], who, { ...occasion, at: at[index] }, texts[index])
    }
    return [draft(0), draft(1)]
  }

  /** The same choices of words for both matters, such that neither text stands already. */
  #freshPair(matters: readonly [Matter, Matter], occasions: readonly [Occasion, Occasion]): readonly [Text, Text] {
    for (;;) {
      const seed = Math.floor(this.#random() * 2 ** 31)
      const one = compose(randomFrom(seed), matters[0], occasions[0])
      const other = compose(randomFrom(seed), matters[1], occasions[1])
      const fresh = [one, other].every(({ content }) => this.#ledger.clashes(content) < Number.POSITIVE_INFINITY)
      if (fresh && one.content !== other.content) {
        for (const { content } of [one, other]) this.#ledger.record(content)
        return [one, other]
      }
    }
  }

  #occasion(at: number, telling: Telling, of: { readonly matter: Matter; readonly appetite: Appetite }): Occasion {
    const nature = telling.nature ?? of.matter.script.nature
    return { telling, at, nature, channel: channelFor(this.#random, telling), appetite: of.appetite }
  }

  #appetite(): Appetite {
    const draw = this.#random()
    return draw < 0.16 ? 'brief' : draw < 0.6 ? 'usual' : draw < 0.86 ? 'long' : 'endless'
  }

  /** Words that nobody used yet, or of many tries those that fewest used; who finds none tells it another way. */
  #fresh(matter: Matter, { at, telling }: { readonly at: number; readonly telling?: Telling | undefined }): Written {
    const appetite = this.#appetite()
    const someTelling = () => telling ?? pick(this.#random, tellingsFor(matter))
    let occasion = this.#occasion(at, someTelling(), { matter, appetite })
    let best = this.#attempt(matter, occasion)
    for (let tries = 1; best.clashes > 0 && tries < mostTries; tries++) {
      if (tries % triesPerTelling === 0) occasion = this.#occasion(at, someTelling(), { matter, appetite })
      const other = this.#attempt(matter, occasion)
      if (other.clashes < best.clashes) best = other
    }
    this.#ledger.record(best.text.content)
    return best
  }

  #attempt(matter: Matter, occasion: Occasion): Written {
    const text = compose(this.#random, matter, occasion)
    return { occasion, text, clashes: this.#ledger.clashes(text.content) }
  }

  #platformFor(matter: Matter): string {
    if (matter.script.accuses === 'city') return '440000-petition'
    return chance(this.#random, 0.07) ? departmentFor(matter.script.category) : matter.city.code
  }
}
