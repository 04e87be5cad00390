import { weekdayOf } from './local-day.ts'
import type { Day } from './local-day.ts'
import type { WorkingDays } from './working-days.ts'

/** Days that follow one another without a gap, first and last included. */
export interface DayRun {
  readonly first: Day
  readonly last: Day
}

/** The ascending days as runs. */
export function runsOf(days: readonly Day[]): DayRun[] {
  const runs: { first: Day; last: Day }[] = []
  let run: { first: Day; last: Day } | undefined
  for (const day of days) {
    if (run && day === run.last + 1) run.last = day
    else runs.push((run = { first: day, last: day }))
  }
  return runs
}

/** Names days as people write them; a year is named only where it is not `homeYear`. */
export class DayNames {
  readonly #days: WorkingDays
  readonly #homeYear: string

  constructor(days: WorkingDays, homeYear: string) {
    this.#days = days
    this.#homeYear = homeYear
  }

  /** 「10月9–11日、13日」, 「9月29日–10月2日」, 「12月31日–2027年1月2日」. */
  chinese(runs: readonly DayRun[]): string {
    let year = this.#homeYear
    let month = ''
    const name = (day: Day): string => {
      const date = this.#days.dateOf(day)
      const newYear = date.slice(0, 4) !== year
      const newMonth = newYear || date.slice(5, 7) !== month
      year = date.slice(0, 4)
      month = date.slice(5, 7)
      return `${newYear ? `${year}年` : ''}${newMonth ? `${Number(month)}月` : ''}${Number(date.slice(8))}`
    }
    const written = runs.map(({ first, last }) => {
      const from = name(first)
      if (last === first) return `${from}日`
      const to = name(last)
      return to.includes('月') ? `${from}日–${to}日` : `${from}–${to}日`
    })
    return written.join('、')
  }

  /** “9–11, 13 Oct”, “29 Sep–2 Oct”, “31 Dec–2 Jan 2027”. */
  english(runs: readonly DayRun[]): string {
    const written = runs.map(({ first, last }, n) => {
      const next = runs[n + 1]
      const month = this.#month(last)
      const followed = next !== undefined && this.#month(next.last) === month
      const from = this.#month(first) === month ? `${this.#number(first)}` : this.#english(first)
      const to = followed ? `${this.#number(last)}` : this.#english(last)
      return first === last ? to : `${from}–${to}`
    })
    return written.join(', ')
  }

  /** 「周六」 */
  chineseWeekday(day: Day): string {
    return `周${'日一二三四五六'[weekdayOf(day)]}`
  }

  englishWeekday(day: Day): string {
    return `${englishWeekdays[weekdayOf(day)]}`
  }

  #english(day: Day): string {
    const date = this.#days.dateOf(day)
    const year = date.slice(0, 4) === this.#homeYear ? '' : ` ${date.slice(0, 4)}`
    return `${Number(date.slice(8))} ${englishMonths[Number(date.slice(5, 7)) - 1]}${year}`
  }

  #month(day: Day): string {
    return this.#days.dateOf(day).slice(0, 7)
  }

  #number(day: Day): number {
    return Number(this.#days.dateOf(day).slice(8))
  }
}

const englishWeekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
