import type { Calendar } from './calendar.ts'
import { ClockError } from './clock-error.ts'
import { msPerDay, weekdayOf } from './local-day.ts'
import type { Day } from './local-day.ts'

/** What a day is: `make-up` is a Saturday or Sunday on which offices work (调休上班). */
export type DayKind = 'weekend' | 'holiday' | 'working' | 'make-up'

/** One year as arrays by day of year (0 is 1 January). `version` is null where no calendar of the year is known. */
export interface YearOfDays {
  readonly year: number
  readonly firstDay: Day
  readonly length: number
  readonly version: string | null
  readonly kinds: readonly DayKind[]
  readonly dates: readonly string[]
}

/**
 * The days of the given calendars. A year without one counts Monday to Friday as working days and 1 January as its only
 * holiday (annex A14); whoever uses such a year must say that the result is provisional.
 */
export class WorkingDays {
  readonly #calendars: ReadonlyMap<number, Calendar>
  readonly #years = new Map<number, YearOfDays>()
  #latest: YearOfDays

  /** Throws `calendar-repeated` where a year stands twice. */
  constructor(calendars: readonly Calendar[]) {
    this.#calendars = new Map(calendars.map((calendar) => [calendar.year, calendar]))
    if (this.#calendars.size < calendars.length) throw new ClockError('calendar-repeated', 'a year has two calendars')
    this.#latest = this.#year(calendars[0]?.year ?? 1970)
  }

  /** The year that the day lies in. */
  yearOf(day: Day): YearOfDays {
    const { firstDay, length } = this.#latest
    if (day < firstDay || day >= firstDay + length) {
      this.#latest = this.#year(new Date(day * msPerDay).getUTCFullYear())
    }
    return this.#latest
  }

  /** The years from that of the first day to that of the last. */
  yearsBetween(first: Day, last: Day): YearOfDays[] {
    const years: YearOfDays[] = []
    for (let day = first; day <= last;) {
      const year = this.yearOf(day)
      years.push(year)
      day = year.firstDay + year.length
    }
    return years
  }

  kindOf(day: Day): DayKind {
    const year = this.yearOf(day)
    return existing(year.kinds[day - year.firstDay], day)
  }

  isWorkingDay(day: Day): boolean {
    const kind = this.kindOf(day)
    return kind === 'working' || kind === 'make-up'
  }

  /** The day as `YYYY-MM-DD`. */
  dateOf(day: Day): string {
    const year = this.yearOf(day)
    return existing(year.dates[day - year.firstDay], day)
  }

  /** The last working day before the day. */
  workingDayBefore(day: Day): Day {
    let before = day - 1
    while (!this.isWorkingDay(before)) before -= 1
    return before
  }

  #year(year: number): YearOfDays {
    const known = this.#years.get(year)
    if (known) return known
    const built = daysOfYear(year, this.#calendars.get(year))
    this.#years.set(year, built)
    return built
  }
}

const known = new WeakMap<readonly Calendar[], WorkingDays>()

/** The days of these calendars, built once for each list; the list must not be changed afterwards. */
export function workingDaysOf(calendars: readonly Calendar[]): WorkingDays {
  let days = known.get(calendars)
  if (!days) {
    days = new WorkingDays(calendars)
    known.set(calendars, days)
  }
  return days
}

function existing<T>(value: T | undefined, day: Day): T {
  if (value === undefined) throw new RangeError(`no such day: ${day}`)
  return value
}

function daysOfYear(year: number, calendar: Calendar | undefined): YearOfDays {
  const firstDay = Date.UTC(year, 0, 1) / msPerDay
  const length = Date.UTC(year + 1, 0, 1) / msPerDay - firstDay
  const dates = Array.from({ length }, (_, n) => new Date((firstDay + n) * msPerDay).toISOString().slice(0, 10))
  const holidays = new Set(calendar?.holidays ?? [`${year}-01-01`])
  const workdays = new Set(calendar?.workdays)
  const kinds = dates.map((date, n): DayKind => {
    if (workdays.has(date)) return 'make-up'
    if (holidays.has(date)) return 'holiday'
    const weekday = weekdayOf(firstDay + n)
    return weekday === 0 || weekday === 6 ? 'weekend' : 'working'
  })
  return { year, firstDay, length, version: calendar?.version ?? null, kinds, dates }
}
