import { Calendar as PublishedCalendar, DeadlineProfile } from '@inquiry/schema'
import { describe, expect, test } from 'vitest'
import { Calendar, calendars, canonicalDigest, dataDigests, deadlineProfiles, workingDaysOf } from '../src/index.ts'
import { dayOfDate } from '../src/local-day.ts'
import { everyDay, listIsPresent, workdaysOfChineseDays, workdaysOfTheList } from './independent-days.ts'

const ours = workingDaysOf(calendars)
const ourWorkdays = everyDay.filter((date) => ours.isWorkingDay(dayOfDate(date)))

describe('the calendars of 2024–2026', () => {
  test.skipIf(!listIsPresent)('agree day by day with the list beside the project (left out where it is absent)', () => {
    expect(ourWorkdays).toEqual([...workdaysOfTheList()].toSorted())
  })

  test('agree day by day with chinese-days', () => {
    expect(ourWorkdays).toEqual([...workdaysOfChineseDays()])
  })

  test('name the notice of the State Council that each rests on', () => {
    expect(calendars.map(({ year, source }) => [year, source.match(/国办发明电〔\d{4}〕\d+号/)?.[0]])).toEqual([
      [2024, '国办发明电〔2023〕7号'],
      [2025, '国办发明电〔2024〕12号'],
      [2026, '国办发明电〔2025〕7号'],
    ])
  })

  test('tell a holiday from a weekend and a make-up day from a plain working day', () => {
    const kinds = ['2025-09-28', '2025-09-29', '2025-10-04', '2025-10-08', '2025-10-11', '2025-10-12'].map((date) =>
      ours.kindOf(dayOfDate(date)),
    )
    expect(kinds).toEqual(['make-up', 'working', 'holiday', 'holiday', 'make-up', 'weekend'])
  })
})

describe('a calendar is refused', () => {
  const good = { year: 2030, version: '1', source: 'notice', holidays: ['2030-01-01'], workdays: ['2030-01-05'] }

  test.each([
    ['when a day lies in another year', { holidays: ['2029-12-31', '2030-01-01'] }],
    ['when a day is both holiday and make-up working day', { holidays: ['2030-01-05'] }],
    ['when a make-up working day is no Saturday or Sunday', { workdays: ['2030-01-04'] }],
    ['when a day stands twice', { holidays: ['2030-01-01', '2030-01-01'] }],
    ['when a day does not exist', { holidays: ['2030-02-29'] }],
    ['when it has members that nobody knows', { note: 'x' }],
  ])('%s', (_, fault) => {
    expect(Calendar.safeParse(good).success).toBe(true)
    expect(Calendar.safeParse({ ...good, ...fault }).success).toBe(false)
  })

  test('when its year has another one already', () => {
    const [one] = calendars
    expect(() => workingDaysOf(one ? [one, { ...one, version: '2' }] : [])).toThrow(
      expect.objectContaining({ code: 'calendar-repeated' }),
    )
  })
})

describe('the shipped data', () => {
  test('are what the standard says of profiles and calendars', () => {
    expect(calendars.map((calendar) => PublishedCalendar.safeParse(calendar).error)).toEqual(
      calendars.map(() => undefined),
    )
    expect(deadlineProfiles.map((profile) => DeadlineProfile.safeParse(profile).error)).toEqual(
      deadlineProfiles.map(() => undefined),
    )
  })

  test('carry a digest for every calendar and profile, and for nothing else', () => {
    const names = [
      ...calendars.map(({ year, version }) => `calendar/${year}/${version}`),
      ...deadlineProfiles.map(({ id, version }) => `profile/${id}/${version}`),
    ]
    expect(Object.keys(dataDigests).toSorted()).toEqual(names.toSorted())
  })

  test('have a digest that does not depend on the order of members and changes with any value', () => {
    expect(canonicalDigest({ b: [1, '中'], a: 2 })).toBe(canonicalDigest({ a: 2, b: [1, '中'] }))
    expect(canonicalDigest({ a: 2, b: [1, '中'] })).not.toBe(canonicalDigest({ a: 2, b: ['中', 1] }))
    // SHA-256 of the two bytes {} (RFC 8785 form of the empty object).
    expect(canonicalDigest({})).toBe('sha-256:RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o')
  })
})
