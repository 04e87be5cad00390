import { calendars } from '@inquiry/clocks'
import { describe, expect, test } from 'vitest'
import { silenceOf, unusual, type HourVolume } from '../src/watch/usual-volume.ts'

const msPerHour = 3_600_000
/** No holiday lies in the ten weeks before. */
const monday = Date.parse('2026-09-07T00:00:00+08:00')

/** What a node sent in `weeks` weeks before a Monday, in these hours of the day on these weekdays (1 is Monday). */
function past(
  weeks: number,
  hours: readonly number[],
  weekdays: readonly number[] = [1, 2, 3, 4, 5],
  messages = 4,
): HourVolume[] {
  return Array.from({ length: weeks * 7 }, (_, n) => n - weeks * 7).flatMap((day) =>
    weekdays.includes((((day % 7) + 7) % 7) + 1)
      ? hours.map((hour) => ({ hour: monday + (day * 24 + hour) * msPerHour, messages }))
      : [],
  )
}

const office = [9, 10, 11, 14, 15, 16, 17]
const always = Array.from({ length: 24 }, (_, hour) => hour)
const everyDay = [1, 2, 3, 4, 5, 6, 7]

function after(volumes: readonly HourVolume[], hours: number) {
  const last = new Date(volumes.at(-1)?.hour ?? 0)
  return silenceOf(volumes, last, new Date(last.getTime() + (hours + 1) * msPerHour), calendars)
}

describe('a silence', () => {
  test('of a node that never rests is unusual within hours', () => {
    const volumes = past(8, always, everyDay)
    expect(after(volumes, 2)?.probability).toBeGreaterThan(unusual)
    expect(after(volumes, 4)?.probability).toBeLessThan(unusual)
    expect(after(volumes, 4)?.expected).toBeCloseTo(16, 5)
  })

  test('over a weekend is nothing for an office, but a silent Monday morning is', () => {
    const volumes = past(8, office)
    const overTheWeekend = after(volumes, 24 * 2 + 15)
    expect(overTheWeekend).toEqual({ probability: 1, expected: 0 })
    expect(after(volumes, 24 * 2 + 15 + 4)?.probability).toBeLessThan(0.01)
    expect(after(volumes, 24 * 2 + 15 + 8)?.probability).toBeLessThan(unusual)
  })

  test('is not judged by how lively an hour was, only by whether it was active', () => {
    const quietly = past(8, office, [1, 2, 3, 4, 5], 1)
    const lively = past(8, office, [1, 2, 3, 4, 5], 500)
    expect(after(quietly, 72)?.probability).toBe(after(lively, 72)?.probability)
  })

  test('of a node that sends on some days only is unusual only after many of them', () => {
    const volumes = past(8, office).filter((_, n) => n % 5 === 0)
    expect(after(volumes, 24)?.probability).toBeGreaterThan(unusual)
    expect(after(volumes, 24 * 21)?.probability).toBeLessThan(unusual)
  })

  test('on a public holiday counts as on a Sunday', () => {
    // 1 to 7 October 2026 are days off: Thursday to Wednesday.
    const holidays = silenceOf(
      past(8, office),
      new Date('2026-09-30T23:00:00+08:00'),
      new Date('2026-10-08T00:00:00+08:00'),
      calendars,
    )
    expect(holidays).toEqual({ probability: 1, expected: 0 })
  })

  test('of a node that is known for less than two weeks is not judged', () => {
    expect(after(past(1, always, everyDay), 72)).toBeUndefined()
    expect(silenceOf([], new Date(monday), new Date(monday + 90 * 24 * msPerHour), calendars)).toBeUndefined()
  })
})
