import type { NatureCode, Step } from '@inquiry/schema'
import { natureCodes } from '@inquiry/schema'
import { describe, expect, test } from 'vitest'
import { calendars, ClockError, deadlineProfiles, dueDate } from '../src/index.ts'
import { everyDay, independentWorkdays, listIsPresent } from './independent-days.ts'
import { shippedProfile } from './shipped-profile.ts'

type Length = readonly [amount: number, unit: 'working-day' | 'day']
type Lengths = (nature: NatureCode) => Length | null

const always =
  (...length: Length): Lengths =>
  () =>
    length

const hotlineWorkingDays: Partial<Record<NatureCode, number>> = {
  consultation: 2,
  help: 10,
  suggestion: 10,
  complaint: 15,
  report: 15,
}

/** The periods as the standard states them, written down a second time: null where it states none (praise). */
const stated: readonly [profile: string, step: Step, lengths: Lengths][] = [
  ['xinfang-2022', 'accept', always(15, 'day')],
  ['xinfang-2022', 'object', always(5, 'working-day')],
  ['xinfang-2022', 'reply', always(60, 'day')],
  ['xinfang-2022', 'extend', always(30, 'day')],
  ['xinfang-2022', 'review-request', always(30, 'day')],
  ['xinfang-2022', 'review', always(30, 'day')],
  ['gov-info-2019', 'reply', always(20, 'working-day')],
  ['gov-info-2019', 'extend', always(20, 'working-day')],
  ['hotline-gd-2022', 'object', always(5, 'working-day')],
  [
    'hotline-gd-2022',
    'reply',
    (nature) => {
      const amount = hotlineWorkingDays[nature]
      return amount === undefined ? null : [amount, 'working-day']
    },
  ],
]

/** Every date from 2024-01-01 until the summer of 2027, as a ribbon to walk along. */
const ribbon = Array.from({ length: 1280 }, (_, n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))

/** After the independent list; beyond its end Monday to Friday without 1 January. */
const worked = new Set(
  ribbon.filter((date) => {
    if (date <= '2026-12-31') return independentWorkdays.has(date)
    return !date.endsWith('-01-01') && !['Sat', 'Sun'].includes(new Date(date).toUTCString().slice(0, 3))
  }),
)
const workedRibbon = ribbon.filter((date) => worked.has(date))

/** A second way to find the last day: strike off what does not count and look at the place where the period ends. */
function lastDayByHand(received: string, [amount, unit]: Length): string {
  const from = ribbon[ribbon.indexOf(received) + (unit === 'day' ? amount : 1)] ?? 'beyond the ribbon'
  const first = workedRibbon.findIndex((date) => date >= from)
  return workedRibbon[unit === 'day' ? first : first + amount - 1] ?? 'beyond the ribbon'
}

const times = ['T00:00:00+08:00', 'T08:30:00.125+08:00', 'T12:00:00+08:00', 'T17:40:00+08:00', 'T23:59:59.999+08:00']

const source = listIsPresent ? 'the list beside the project' : 'chinese-days, the list beside the project being absent'

describe(`every day of 2024–2026 as day of receipt, compared with ${source}`, () => {
  test('covers every step of every shipped profile', () => {
    const shipped = deadlineProfiles.flatMap(({ id, steps }) => Object.keys(steps).map((step) => `${id} ${step}`))
    expect(stated.map(([id, step]) => `${id} ${step}`)).toEqual(shipped)
  })

  for (const [id, step, lengths] of stated) {
    test.each(natureCodes)(`${id}, ${step}, %s`, (nature) => {
      const profile = shippedProfile(id)
      const length = lengths(nature)
      const wrong = everyDay.filter((date, n) => {
        const request = { profile, step, nature, startAt: `${date}${times[n % times.length]}`, calendars }
        if (length === null) return codeOf(() => dueDate(request)) !== 'no-period'
        const { dueAt, why } = dueDate(request)
        const expected = lastDayByHand(date, length)
        return dueAt !== `${expected}T23:59:59+08:00` || why.provisional !== expected > '2026-12-31'
      })
      expect(wrong).toEqual([])
    })
  }
})

function codeOf(act: () => unknown): string | undefined {
  try {
    act()
  } catch (error) {
    return error instanceof ClockError ? error.code : undefined
  }
  return undefined
}
