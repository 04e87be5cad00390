import { describe, expect, test } from 'vitest'
import { calendars, dueDate, latestExtension, StepRule } from '../src/index.ts'
import type { DueDateRequest } from '../src/index.ts'
import { replyWithin, shippedProfile } from './shipped-profile.ts'

const xinfang = shippedProfile('xinfang-2022')
const govInfo = shippedProfile('gov-info-2019')
const hotline = shippedProfile('hotline-gd-2022')

const due = (request: Omit<DueDateRequest, 'calendars'>) => dueDate({ ...request, calendars })
const lastDay = (request: Omit<DueDateRequest, 'calendars'>) => due(request).dueAt.slice(0, 10)

const correction = (from: string, to: string) =>
  ({ from: `${from}T10:00:00+08:00`, to: `${to}T10:00:00+08:00`, effect: 'restart' }) as const

describe('a pause', () => {
  // Ten working days from Monday 2025-11-03: 4–7, 10–14, 17 November.
  const help = { profile: hotline, step: 'reply', nature: 'help', startAt: '2025-11-03T09:00:00+08:00' } as const

  test.each([
    ['of one minute takes out its whole working day', '2025-11-05T10:00:00', '2025-11-05T10:01:00', '2025-11-18'],
    ['over midnight takes out both days', '2025-11-05T23:59:00', '2025-11-06T00:01:00', '2025-11-19'],
    ['that ends at midnight leaves the next day in', '2025-11-05T10:00:00', '2025-11-06T00:00:00', '2025-11-18'],
    ['of no length takes out nothing', '2025-11-05T10:00:00', '2025-11-05T10:00:00', '2025-11-17'],
    ['on a weekend takes out no working day', '2025-11-08T00:00:00', '2025-11-10T00:00:00', '2025-11-17'],
    ['on the day of receipt takes out nothing more', '2025-11-03T10:00:00', '2025-11-03T11:00:00', '2025-11-17'],
    ['on the last day moves the end by one', '2025-11-17T16:00:00', '2025-11-17T17:00:00', '2025-11-18'],
    ['after the end changes nothing', '2025-11-18T00:00:00', '2025-11-28T00:00:00', '2025-11-17'],
    ['before the beginning changes nothing', '2025-10-01T00:00:00', '2025-11-01T00:00:00', '2025-11-17'],
  ])('%s', (_, from, to, expected) => {
    expect(lastDay({ ...help, pauses: [{ from: `${from}+08:00`, to: `${to}+08:00` }] })).toBe(expected)
  })

  test('that overlaps another takes each day out once', () => {
    const pauses = [
      { from: '2025-11-05T10:00:00+08:00', to: '2025-11-07T10:00:00+08:00' },
      { from: '2025-11-06T10:00:00+08:00', to: '2025-11-10T10:00:00+08:00' },
    ]
    const { dueAt, why } = due({ ...help, pauses })
    expect(dueAt).toBe('2025-11-21T23:59:59+08:00')
    expect(why.skipped.filter(({ reason }) => reason === 'paused').map(({ date }) => date)).toEqual([
      '2025-11-05',
      '2025-11-06',
      '2025-11-07',
      '2025-11-10',
    ])
  })

  test('on the day that an end would move to moves it further', () => {
    // Day 15 from 2025-11-14 is Saturday 29 November, which moves to Monday 1 December.
    const request = { profile: xinfang, step: 'accept', startAt: '2025-11-14T09:00:00+08:00' } as const
    const { dueAt, why } = due({
      ...request,
      pauses: [{ from: '2025-12-01T09:00:00+08:00', to: '2025-12-01T18:00:00+08:00' }],
    })
    expect(dueAt).toBe('2025-12-02T23:59:59+08:00')
    expect(why.moved).toEqual({ from: '2025-11-29', to: '2025-12-02' })
  })

  test('that restarts has no effect once the period is over, and the last of several counts', () => {
    expect(lastDay({ ...help, pauses: [correction('2025-11-18', '2025-11-20')] })).toBe('2025-11-17')
    const twice = [correction('2025-11-05', '2025-11-06'), correction('2025-11-10', '2025-11-12')]
    expect(lastDay({ ...help, pauses: twice })).toBe('2025-11-26')
    expect(due({ ...help, pauses: twice }).why.startAt).toBe('2025-11-12T10:00:00+08:00')
  })

  test('adds its exact length to hours', () => {
    const request = {
      profile: replyWithin(24, 'hour'),
      step: 'reply',
      startAt: '2025-10-01T09:00:00.250+08:00',
    } as const
    expect(due(request).dueAt).toBe('2025-10-02T09:00:00.250+08:00')
    const paused = due({
      ...request,
      pauses: [
        { from: '2025-10-01T08:00:00+08:00', to: '2025-10-01T10:00:00.250+08:00' },
        { from: '2025-10-01T12:00:00+08:00', to: '2025-10-01T13:20:00+08:00' },
        { from: '2025-10-01T13:00:00+08:00', to: '2025-10-01T13:30:00+08:00' },
      ],
    })
    expect(paused.dueAt).toBe('2025-10-02T11:30:00.250+08:00')
    expect(paused.why).toMatchObject({ counted: [], skipped: [], calendar: [], provisional: false })
    expect(paused.why.text).toEqual({
      zh: '2025-10-01 09:00 收到交办，即时起算；答复 24 小时；中止 2 小时 30 分不计；至 2025-10-02 11:30 止',
      en: 'Assigned 2025-10-01 09:00, counted at once; reply within 24 hours; 2 h 30 min paused, not counted; ends 2025-10-02 11:30',
    })
  })
})

describe('an extension', () => {
  // Day 60 from 2025-03-03 falls on Labour Day and moves to 6 May; the limit is 30 days from there.
  const handling = { profile: xinfang, step: 'reply', startAt: '2025-03-03T09:00:00+08:00' } as const

  test('may be granted up to the profile’s limit, counted from the end that it lengthens', () => {
    expect(latestExtension(xinfang, due(handling).dueAt, calendars)).toBe('2025-06-05')
    // 17–21, 24–28 and 31 March, 1–3 April, then after Qingming 7–11 and 14 April.
    expect(latestExtension(govInfo, '2025-03-14T23:59:59+08:00', calendars)).toBe('2025-04-14')
  })

  test('is without a limit where the profile has none', () => {
    expect(latestExtension(hotline, '2025-03-14T23:59:59+08:00', calendars)).toBeNull()
    const help = { profile: hotline, step: 'reply', nature: 'help', startAt: '2025-11-03T09:00:00+08:00' } as const
    expect(lastDay({ ...help, extension: { until: '2026-06-30' } })).toBe('2026-06-30')
  })

  test('ends on the granted day even if that is a day off', () => {
    expect(lastDay({ ...handling, extension: { until: '2025-05-24' } })).toBe('2025-05-24')
  })

  test('never shortens', () => {
    expect(lastDay({ ...handling, extension: { until: '2025-04-01' } })).toBe('2025-05-06')
  })

  test('is pushed on by the days of a pause that begins after its decision', () => {
    const extension = { until: '2025-05-23', decidedAt: '2025-04-28T10:00:00+08:00' }
    const pauses = [{ from: '2025-05-12T10:00:00+08:00', to: '2025-05-14T10:00:00+08:00' }]
    expect(lastDay({ ...handling, extension, pauses })).toBe('2025-05-26')
    const before = [{ from: '2025-04-14T10:00:00+08:00', to: '2025-04-16T10:00:00+08:00' }]
    expect(lastDay({ ...handling, extension, pauses: before })).toBe('2025-05-23')
  })

  test('is followed by a new full period when a correction restarts it', () => {
    const extension = { until: '2025-05-23', decidedAt: '2025-04-28T10:00:00+08:00' }
    const pauses = [{ from: '2025-05-12T10:00:00+08:00', to: '2025-05-14T10:00:00+08:00', effect: 'restart' }] as const
    expect(lastDay({ ...handling, extension, pauses })).toBe('2025-07-14')
  })
})

describe('a period in days with an exact end', () => {
  test('ends on its last day even if that is a day off, whatever the calendar says', () => {
    const rule = StepRule.parse({ ...xinfang.steps.accept, endRule: 'exact' })
    const profile = { ...xinfang, steps: { accept: rule } }
    const { dueAt, why } = due({ profile, step: 'accept', startAt: '2026-12-18T09:00:00+08:00' })
    expect({ dueAt, moved: why.moved, provisional: why.provisional }).toEqual({
      dueAt: '2027-01-02T23:59:59+08:00',
      moved: null,
      provisional: false,
    })
  })
})

describe('a due date is refused', () => {
  const help = { profile: hotline, step: 'reply', nature: 'help', startAt: '2025-11-03T09:00:00+08:00' } as const

  test.each<[string, string, Partial<Omit<DueDateRequest, 'calendars'>>]>([
    ['for a step that the profile does not have', 'unknown-step', { step: 'accept' }],
    ['for a nature that has no period', 'no-period', { nature: 'praise' }],
    ['without the nature that decides the period', 'nature-required', { nature: undefined }],
    ['from a time without offset', 'malformed-time', { startAt: '2025-11-03T09:00:00' }],
    ['from a day that does not exist', 'malformed-time', { startAt: '2025-02-29T09:00:00+08:00' }],
    ['until a day that does not exist', 'malformed-time', { extension: { until: '2025-02-30' } }],
    [
      'with a pause that ends before it begins',
      'pause-backwards',
      { pauses: [{ from: '2025-11-05T10:00:00+08:00', to: '2025-11-05T09:00:00+08:00' }] },
    ],
  ])('%s', (_, code, fault) => {
    expect(() => due({ ...help, ...fault })).toThrow(expect.objectContaining({ name: 'ClockError', code }))
  })
})
