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
import { hasCountry } from './places/place.ts'
import { provinceNodes } from './province-nodes.ts'
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
  readonly #queues = new Map<(script: MatterScript) => boolean, MatterScript[]>()
  #drawn = 0

  constructor(random: Random, period: Period, scripts: readonly MatterScript[]) {
    this.#random = random
    this.#period = period
    this.#scripts = scripts
  }

  /** The next script that fits: all such once in some order, then in another. Throws RangeError when none fits. */
  nextScript(fits: (script: MatterScript) => boolean): MatterScript {
    const waiting = this.#queues.get(fits) ?? []
    const queue = waiting.length > 0 ? waiting : shuffled(this.#random, this.#scripts.filter(fits))
    this.#queues.set(fits, queue)
    const script = queue.pop()
    if (script === undefined) throw new RangeError('no script fits')
    return script
  }

  /**
   * A city that has what the script needs: at first each of them once, then by how much its platform is used; for an
   * accusation often the city of a bureau that takes part.
   */
  nextCity(script: MatterScript): City {
    const turn = cities[this.#drawn]
    if (turn !== undefined && placesFor(script, turn).length > 0) return turn
    const seats = chance(this.#random, 0.4) ? seatsOf(script) : []
    const ofSeats = cities.filter(({ code }) => seats.some((seat) => seat.startsWith(code.slice(0, 4))))
    const fitting = ofSeats.length > 0 ? ofSeats : cities.filter((city) => placesFor(script, city).length > 0)
    return pickWeighted(this.#random, fitting, (city) => city.weight)
  }

  /** A matter of this script that no other case is about; it begins before the instant `first` at which it is filed first. */
  newMatter(script: MatterScript, city: City, first: number): Matter {
    const district = this.#districtFor(script, city)
    const number = this.#drawn++
    const draw = () => drawMatter(this.#random, { number, script, city, district }, first)
    let matter = draw()
    for (let tries = 0; this.#taken.has(matterKey(matter)) && tries < 12; tries++) matter = draw()
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
    const districts = placesFor(script, city)
    return districts.find(({ code }) => seatsOf(script).includes(code)) ?? pick(this.#random, districts)
  }
}

/** Where those bodies have their seats that the script may accuse and that take part as nodes. */
function seatsOf({ accuses }: MatterScript): string[] {
  const accused = provinceNodes.filter(({ level, nodeId }) => level === 'district' && nodeId.slice(7) === accuses)
  return accused.map(({ nodeId }) => nodeId.slice(0, 6))
}

/** The districts of a city where such a matter can lie: those of villages want country. */
function placesFor(script: MatterScript, city: City): readonly District[] {
  const districts = districtsOf(city.code)
  return script.place === 'village' ? districts.filter(hasCountry) : districts
}
