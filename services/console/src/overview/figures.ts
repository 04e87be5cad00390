import type { StatsRow, StatusCode } from '@inquiry/schema'

/** Statuses in which the citizen has been given an answer. */
const answered: ReadonlySet<string> = new Set<StatusCode>(['replied', 'under-review', 'closed'])

/** Cases of one city, or of all: `settled` are neither open nor answered (declined, withdrawn). */
export type Standing = { recorded: number; open: number; replied: number; overdue: number; settled: number }
export type CityStanding = Standing & { city: string }

/** Rows by city and status, and rows by city of what is overdue, become a standing per city, most cases first. */
export function standingsByCity(rows: readonly StatsRow[], late: readonly StatsRow[]): CityStanding[] {
  const lateByCity = Map.groupBy(late, cityOf)
  const byCity = Map.groupBy(rows, cityOf)
  const standings = [...byCity].map(([city, ofCity]) => ({ city, ...standing(ofCity, lateByCity.get(city) ?? []) }))
  return standings.toSorted((a, b) => b.recorded - a.recorded || a.city.localeCompare(b.city))
}

/** Rows by status and rows of what is overdue, of any further groups, become one standing. */
export function standing(rows: readonly StatsRow[], late: readonly StatsRow[]): Standing {
  const recorded = sum(rows, (row) => row.count)
  const open = sum(rows, (row) => row.open ?? 0)
  const replied = sum(rows, (row) => (answered.has(row.status ?? '') ? row.count : 0))
  return { recorded, open, replied, overdue: sum(late, (row) => row.overdue ?? 0), settled: recorded - open - replied }
}

/** Cities without a case stand in the list too: silence is news. */
export function withSilentCities(standings: readonly CityStanding[], cities: readonly string[]): CityStanding[] {
  const known = new Set(standings.map(({ city }) => city))
  const silent = cities.filter((city) => !known.has(city)).toSorted()
  return [...standings, ...silent.map((city) => ({ city, recorded: 0, open: 0, replied: 0, overdue: 0, settled: 0 }))]
}

/** Cases by the codes of one group, in the order of `codes`; what has none of them comes last under its own code. */
export function countsBy(rows: readonly StatsRow[], group: 'nature' | 'channel', codes: readonly string[]) {
  const counts = new Map<string, number>(codes.map((code) => [code, 0]))
  for (const row of rows) {
    const code = row[group]
    if (code) counts.set(code, (counts.get(code) ?? 0) + row.count)
  }
  return [...counts].map(([code, count]) => ({ code, count }))
}

/** Days on a line without holes, from the first row's day, but at least `least` days, up to the last day. */
export function everyDay(rows: readonly StatsRow[], lastDay: string, least: number): { day: string; count: number }[] {
  const counts = new Map(rows.map((row) => [row.day ?? '', row.count]))
  const first = [...counts.keys()].filter((day) => day !== '').toSorted()[0] ?? lastDay
  const from = [first, addDays(lastDay, 1 - least)].toSorted()[0] ?? first
  const days: { day: string; count: number }[] = []
  for (let day = from; day <= lastDay; day = addDays(day, 1)) days.push({ day, count: counts.get(day) ?? 0 })
  return days
}

/** The day `YYYY-MM-DD` so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function cityOf(row: StatsRow): string {
  return row.city ?? ''
}

function sum(rows: readonly StatsRow[], value: (row: StatsRow) => number): number {
  return rows.reduce((total, row) => total + value(row), 0)
}
