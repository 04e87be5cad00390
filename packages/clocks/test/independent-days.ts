import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { existsSync, readFileSync } from 'node:fs'

const list = new URL('../../../../shared/data/calendar/cn_workdays_2024_2026.csv', import.meta.url)

/** Whether the list of working days that is kept beside the project is there to compare with. */
export const listIsPresent = existsSync(list)

/** Every day of 2024–2026, `YYYY-MM-DD`, in order. */
export const everyDay: readonly string[] = Array.from({ length: 366 + 365 + 365 }, (_, n) =>
  new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10),
)

/** The working days of 2024–2026 after that list. */
export function workdaysOfTheList(): Set<string> {
  const rows = readFileSync(list, 'utf8').trim().split('\n').slice(1)
  return new Set(rows.flatMap((row) => (row.split(',')[1] === '1' ? [row.slice(0, 10)] : [])))
}

/** The working days of 2024–2026 after the tables of the package chinese-days; its functions err west of Greenwich. */
export function workdaysOfChineseDays(): Set<string> {
  const holidays = new Set(Object.keys(chineseDays.holidays))
  const makeUpDays = new Set(Object.keys(chineseDays.workdays))
  return new Set(everyDay.filter((date) => makeUpDays.has(date) || (!holidays.has(date) && !isWeekend(date))))
}

function isWeekend(date: string): boolean {
  const weekday = new Date(date).toUTCString()
  return weekday.startsWith('Sat') || weekday.startsWith('Sun')
}

/** Either of the two: the list where it is present. */
export const independentWorkdays: ReadonlySet<string> = listIsPresent ? workdaysOfTheList() : workdaysOfChineseDays()
