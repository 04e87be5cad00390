import { drawCitizen } from './citizen.ts'
import type { Citizen } from './citizen.ts'
import { waking } from './local-time.ts'
import { drawMatter, matterKey } from './matters/matter.ts'
import type { Matter } from './matters/matter.ts'
import type { MatterScript } from './matters/script.ts'
import { cities } from './places/cities.ts'
import type { City } from './places/cities.ts'
import { districtsOf } from './places/districts.ts'
import type { District } from './places/districts.ts'
import { between, chance, pick, pickWeighted, shuffled } from './random.ts'
import type { Random } from './random.ts'

const day = 86_400_000

/** The stretch of time in which everything is filed: midnight of the first day (ms since 1970) and whole days. */
export interface Period {
  readonly start: number
  readonly days: number
}

/** Draws matters that differ from one another, in towns and by scripts as people use them, and new or returning citizens. */
export class Cast {
  readonly #random: Random
  readonly #period: Period
  readonly #scripts: readonly MatterScript[]
  readonly #taken = new Set<string>()
  readonly #citizens: Citizen[] = []
  #queue: MatterScript[] = []
  #drawn = 0

  constructor(random: Random, period: Period, scripts: readonly MatterScript[]) {
    this.#random = random
    this.#period = period
    this.#scripts = scripts
  }

  /** The next script that fits: all of them once in some order, then in another. Throws RangeError when none fits. */
  nextScript(fits: (script: MatterScript) => boolean = () => true): MatterScript {
    if (!this.#queue.some(fits)) this.#queue.unshift(...shuffled(this.#random, this.#scripts))
    const found = this.#queue.findLastIndex(fits)
    const [script] = found < 0 ? [] : this.#queue.splice(found, 1)
    if (script === undefined) throw new RangeError('no script fits')
    return script
  }

  /** A city: each of them once at first, then by how much its platform is used. */
  nextCity(): City {
    return cities[this.#drawn] ?? pickWeighted(this.#random, cities, (city) => city.weight)
  }

  /** A matter of this script that no other case is about; it begins before the instant `first` at which it is filed first. */
  newMatter(script: MatterScript, city: City, first: number): Matter {
    const district = this.#districtFor(script, city)
    const number = this.#drawn++
    const draw = () => drawMatter(this.#random, { number, script, city, district }, first)
    let matter = draw()
    for (let tries = 0; this.#taken.has(matterKey(matter)) && tries < 50; tries++) matter = draw()
    this.#taken.add(matterKey(matter))
    return matter
  }

  /** Someone who has not written before. */
  newCitizen(): Citizen {
    const citizen = drawCitizen(this.#random, this.#citizens.length % 100_000)
    this.#citizens.push(citizen)
    return citizen
  }

  /** Mostly someone new; now and then a person who wrote before about something else. */
  someCitizen(): Citizen {
    return this.#citizens.length > 20 && chance(this.#random, 0.1)
      ? pick(this.#random, this.#citizens)
      : this.newCitizen()
  }

  /** An instant in the period that leaves room for `after` more days. */
  instant(after = 0): number {
    const days = Math.max(1, this.#period.days - after)
    return waking(this.#random, this.#period.start + Math.floor(this.#random() * days) * day)
  }

  /** A later instant within so many days, or within the hour where the period leaves no day. */
  later(than: number, days: number): number {
    const reach = Math.min(days, Math.floor((this.#period.start + this.#period.days * day - than) / day) - 1)
    if (reach < 1) return this.#soon(than)
    const today = this.#period.start + Math.floor((than - this.#period.start) / day) * day
    return waking(this.#random, today + between(this.#random, 1, reach) * day)
  }

  /** Some minutes later, or a moment where midnight is near and the period ends with it. */
  #soon(than: number): number {
    const left = this.#period.start + this.#period.days * day - than
    return than + Math.max(1, Math.floor(Math.min(between(this.#random, 300, 3_000), left / 2_000))) * 1_000
  }

  #districtFor(script: MatterScript, city: City): District {
    const seats = script.accuses === undefined ? undefined : bureauSeats[script.accuses]
    const seat = seats?.find((code) => code.startsWith(city.code.slice(0, 4)))
    const districts = districtsOf(city.code)
    return districts.find((district) => district.code === seat) ?? pick(this.#random, districts)
  }
}

/** Where a bureau that takes part as a node has its seat, by the suffix of its node. */
const bureauSeats: Readonly<Record<string, readonly string[]>> = {
  'urban-management': ['440106', '440306'],
  ecology: ['440605'],
  housing: ['441302'],
  market: ['440402'],
  education: ['440511'],
  transport: ['440802'],
  agriculture: ['441402'],
}
