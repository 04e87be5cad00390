import type { StatsRow } from '@inquiry/schema'
import { statusCodes } from '@inquiry/schema'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, countsBy, everyDay, standing, standingsByCity, withSilentCities } from '../src/overview/figures.ts'

const openStatuses = new Set<string>(['submitted', 'assigned', 'returned', 'accepted', 'in-progress'])

const row = fc
  .record({
    city: fc.constantFrom('440100', '440300', '440600', '440000'),
    status: fc.constantFrom(...statusCodes),
    count: fc.nat(500),
  })
  .map((counted): StatsRow => ({ ...counted, open: openStatuses.has(counted.status) ? counted.count : 0 }))

describe('the standing of a city', () => {
  test('puts every recorded case in exactly one of open, replied and settled', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const { recorded, open, replied, settled } = standing(rows, [])
        expect(open + replied + settled).toBe(recorded)
        expect(Math.min(open, replied, settled)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('adds up over the cities to the standing of all', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const cities = standingsByCity(rows, [])
        const all = standing(rows, [])
        for (const measure of ['recorded', 'open', 'replied', 'settled'] as const)
          expect(cities.reduce((sum, city) => sum + city[measure], 0)).toBe(all[measure])
      }),
    )
  })

  test('stands in the order of cases, most first, and takes what is overdue by city', () => {
    const rows: StatsRow[] = [
      { city: '440100', status: 'assigned', count: 2, open: 2 },
      { city: '440300', status: 'replied', count: 5, open: 0 },
      { city: '440300', status: 'closed', count: 1, open: 0 },
    ]
    expect(standingsByCity(rows, [{ city: '440100', count: 2, overdue: 1 }])).toEqual([
      { city: '440300', recorded: 6, open: 0, replied: 6, overdue: 0, settled: 0 },
      { city: '440100', recorded: 2, open: 2, replied: 0, overdue: 1, settled: 0 },
    ])
  })

  test('is shown for a city that has sent nothing', () => {
    const all = withSilentCities(standingsByCity([{ city: '440100', status: 'assigned', count: 1, open: 1 }], []), [
      '440100',
      '440200',
    ])
    expect(all.map(({ city, recorded }) => [city, recorded])).toEqual([
      ['440100', 1],
      ['440200', 0],
    ])
  })
})

describe('the days of a line', () => {
  const day = fc.date({ min: new Date('2023-12-01'), max: new Date('2026-12-31'), noInvalidDate: true })

  test('follow one another without a hole, over ends of months and leap days, and keep every count', () => {
    fc.assert(
      fc.property(fc.uniqueArray(day.map((date) => date.toISOString().slice(0, 10))), (days) => {
        const rows = days.map((each, at) => ({ day: each, count: at + 1 }))
        const line = everyDay(rows, '2026-12-31', 14)
        expect(line.length).toBeGreaterThanOrEqual(14)
        expect(line.at(-1)?.day).toBe('2026-12-31')
        for (const [at, { day: each }] of line.slice(1).entries()) expect(each).toBe(addDays(line[at]?.day ?? '', 1))
        const total = rows.reduce((sum, { count }) => sum + count, 0)
        expect(line.reduce((sum, { count }) => sum + count, 0)).toBe(total)
      }),
      { numRuns: 30 },
    )
  })

  test('know the leap day', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29')
  })
})

test('a code without a case is counted as none, a code that the list does not have comes last', () => {
  const rows: StatsRow[] = [
    { nature: 'praise', count: 2 },
    { nature: 'grumble', count: 1 },
    { nature: 'praise', count: 3 },
  ]
  expect(countsBy(rows, 'nature', ['help', 'praise'])).toEqual([
    { code: 'help', count: 0 },
    { code: 'praise', count: 5 },
    { code: 'grumble', count: 1 },
  ])
})
