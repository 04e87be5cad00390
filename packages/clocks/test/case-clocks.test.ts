import { Due } from '@inquiry/schema'
import { describe, expect, test } from 'vitest'
import { calendars, clocksOf, movedDates, profileIdFor, shippedProfileChoice, workingDaysOf } from '../src/index.ts'
import type { ClockFacts, ClockSettings } from '../src/index.ts'
import { replyWithin, shippedProfile } from './shipped-profile.ts'

const hotline = shippedProfile('hotline-gd-2022')
const xinfang = shippedProfile('xinfang-2022')
const govInfo = shippedProfile('gov-info-2019')

const at = (time: string) => `${time.replace(' ', 'T')}:00+08:00`

/** A request for help assigned on Monday 2025-11-03: objection until the 10th, reply until the 17th. */
const assigned: ClockFacts = {
  nature: 'help',
  receivedAt: at('2025-11-03 08:59'),
  assignedAt: at('2025-11-03 09:00'),
  pauses: [],
}

function clocks(facts: Partial<ClockFacts>, now: string, settings: Partial<ClockSettings> = {}) {
  return clocksOf({ ...assigned, ...facts }, { profile: hotline, calendars, now: at(now), ...settings })
}

/** `step state last-day` of each clock. */
function states(...told: Parameters<typeof clocks>): string[] {
  return clocks(...told).due.map(({ step, state, dueAt }) => `${step} ${state} ${dueAt.slice(0, 10)}`)
}

function alarms(...told: Parameters<typeof clocks>): string[] {
  return clocks(...told).alarms.map(({ kind, step, at: time }) => `${kind} ${step} ${time}`)
}

describe('the clocks of a case', () => {
  test('have the shape of the standard', () => {
    const { due } = clocks({}, '2025-11-03 10:00')
    expect(due.map((clock) => Due.safeParse(clock).success)).toEqual([true, true])
  })

  test('run until their last second and are missed from the next', () => {
    const seconds = ['2025-11-17T23:59:59.999+08:00', '2025-11-18T00:00:00+08:00']
    const replied = seconds.map((now) => clocksOf(assigned, { profile: hotline, calendars, now }).due[1]?.state)
    expect(replied).toEqual(['running', 'missed'])
  })

  test('are met by a recording in the last second, and missed by one after it however late it is asked', () => {
    const replies = ['2025-11-17T23:59:59.999+08:00', '2025-11-18T00:00:00+08:00']
    const answers = replies.map((repliedAt) => clocks({ repliedAt }, '2026-06-01 00:00').due[1]?.state)
    expect(answers).toEqual(['met', 'missed'])
  })

  test('of an assigned case are those for acceptance, objection and reply, as far as they have begun', () => {
    expect(states({}, '2025-11-03 10:00')).toEqual(['object running 2025-11-10', 'reply running 2025-11-17'])
    expect(states({}, '2025-11-03 10:00', { profile: xinfang })).toEqual([
      'accept running 2025-11-18',
      'object running 2025-11-10',
    ])
    expect(states({ acceptedAt: at('2025-11-05 09:00') }, '2025-11-05 10:00', { profile: xinfang })).toEqual([
      'accept met 2025-11-18',
      'object met 2025-11-10',
      'reply running 2026-01-04',
    ])
  })

  test('do not include an objection after a designation', () => {
    expect(states({ designated: true }, '2025-11-03 10:00')).toEqual(['reply running 2025-11-17'])
  })

  test('do not include a reply where the profile sets no period for the nature', () => {
    expect(states({ nature: 'praise' }, '2025-11-03 10:00')).toEqual(['object running 2025-11-10'])
  })

  test('for acceptance and objection end with a return or a refusal as with an acceptance', () => {
    const settings = { profile: xinfang }
    const ended = ['accept met 2025-11-18', 'object met 2025-11-10']
    expect(states({ returnedAt: at('2025-11-06 09:00') }, '2025-12-01 10:00', settings)).toEqual(ended)
    expect(states({ declinedAt: at('2025-11-06 09:00') }, '2025-12-01 10:00', settings)).toEqual(ended)
  })

  test('for a reply vanish with a return or withdrawal in time, and stay missed when it came too late', () => {
    expect(states({ returnedAt: at('2025-11-06 09:00') }, '2025-12-01 10:00')).toEqual(['object met 2025-11-10'])
    expect(states({ withdrawnAt: at('2025-11-06 09:00') }, '2025-12-01 10:00')).toEqual([])
    expect(states({ withdrawnAt: at('2025-11-19 09:00') }, '2025-12-01 10:00')).toEqual([
      'object missed 2025-11-10',
      'reply missed 2025-11-17',
    ])
  })

  test('begin anew with a new handler, and for what runs from the receipt with a reopening', () => {
    expect(states({ assignedAt: at('2025-11-10 09:00') }, '2025-11-10 10:00')).toEqual([
      'object running 2025-11-17',
      'reply running 2025-11-24',
    ])
    const information = { profile: govInfo }
    expect(states({ assignedAt: at('2025-11-10 09:00') }, '2025-11-10 10:00', information)).toEqual([
      'reply running 2025-12-01',
    ])
    expect(states({ reopenedAt: at('2025-12-08 09:00') }, '2025-12-08 10:00', information)).toEqual([
      'reply running 2026-01-06',
    ])
  })

  test('are not met by what was said before they began', () => {
    const before = { repliedAt: at('2025-10-30 09:00'), acceptedAt: at('2025-10-29 09:00') }
    expect(states(before, '2025-11-03 10:00')).toEqual(['object running 2025-11-10', 'reply running 2025-11-17'])
  })

  test('of a review run under the profile for reviews', () => {
    const replied = { acceptedAt: at('2025-11-04 09:00'), repliedAt: at('2025-11-10 09:00') }
    const reviewProfile = { reviewProfile: xinfang }
    expect(states(replied, '2025-11-11 10:00', reviewProfile)).toEqual([
      'object met 2025-11-10',
      'reply met 2025-11-17',
      'review-request running 2025-12-10',
    ])
    const reviewRequestedAt = at('2025-12-01 09:00')
    const asked = states({ ...replied, reviewRequestedAt }, '2025-12-01 10:00', reviewProfile)
    expect(asked.slice(2)).toEqual(['review-request met 2025-12-10', 'review running 2025-12-31'])
    const reviewedAt = at('2026-01-05 09:00')
    const done = states({ ...replied, reviewRequestedAt, reviewedAt }, '2026-02-01 10:00', reviewProfile)
    expect(done.at(-1)).toBe('review missed 2025-12-31')
  })
})

describe('a paused case', () => {
  const acceptedAt = at('2025-11-04 09:00')
  const pause = { from: at('2025-11-06 10:00'), to: null, reason: 'hearing' } as const

  test('shows the date of the moment it was paused, is never missed meanwhile, and has no alarm', () => {
    const facts = { acceptedAt, pauses: [pause] }
    expect(states(facts, '2025-12-31 10:00')).toEqual(['object met 2025-11-10', 'reply paused 2025-11-17'])
    expect(alarms(facts, '2025-12-31 10:00')).toEqual([])
  })

  test('goes on after a hearing without the days it took, and begins anew after a correction', () => {
    const over = { ...pause, to: at('2025-11-07 15:00') }
    expect(states({ acceptedAt, pauses: [over] }, '2025-11-10 10:00')[1]).toBe('reply running 2025-11-19')
    const correction = { ...over, reason: 'correction' } as const
    expect(states({ acceptedAt, pauses: [correction] }, '2025-11-10 10:00')[1]).toBe('reply running 2025-11-21')
  })

  test('leaves alone what had ended before, and what was already missed', () => {
    expect(states({ acceptedAt, pauses: [pause] }, '2025-11-07 10:00')[0]).toBe('object met 2025-11-10')
    const late = { ...pause, from: at('2025-11-20 10:00') }
    expect(states({ acceptedAt, pauses: [late] }, '2025-11-21 10:00')[1]).toBe('reply missed 2025-11-17')
  })
})

describe('an extension of a case', () => {
  test('lengthens the reply that was under way, and no clock that began after the decision', () => {
    const extension = { until: '2025-11-28', decidedAt: at('2025-11-12 09:00') }
    expect(states({ extension }, '2025-11-12 10:00')).toEqual(['object missed 2025-11-10', 'reply running 2025-11-28'])
    const later = { extension, assignedAt: at('2025-11-13 09:00') }
    expect(states(later, '2025-11-13 10:00')).toEqual(['object running 2025-11-20', 'reply running 2025-11-27'])
  })
})

describe('the alarms', () => {
  test('of a duty come at the start of the working day before the last, and in the second after the end', () => {
    expect(alarms({}, '2025-11-03 10:00')).toEqual([
      'due-soon reply 2025-11-14T00:00:00+08:00',
      'overdue reply 2025-11-18T00:00:00+08:00',
    ])
  })

  test('of a period in days come three days before, of hours with a fifth left', () => {
    expect(alarms({}, '2025-11-03 10:00', { profile: xinfang })).toEqual([
      'due-soon accept 2025-11-15T00:00:00+08:00',
      'overdue accept 2025-11-19T00:00:00+08:00',
    ])
    expect(alarms({}, '2025-11-03 10:00', { profile: replyWithin(10, 'hour') })).toEqual([
      'due-soon reply 2025-11-03T17:00:00+08:00',
      'overdue reply 2025-11-03T19:00:01+08:00',
    ])
  })

  test('count the warning in working days over a holiday', () => {
    const consultation = { nature: 'consultation', assignedAt: at('2025-09-29 09:00') } as const
    expect(alarms(consultation, '2025-09-29 10:00')[0]).toBe('due-soon reply 2025-09-30T00:00:00+08:00')
    const afterwards = { nature: 'consultation', assignedAt: at('2025-09-28 09:00') } as const
    expect(alarms(afterwards, '2025-09-28 10:00')[0]).toBe('due-soon reply 2025-09-29T00:00:00+08:00')
  })

  test('give no warning where the period is too short for one', () => {
    expect(alarms({}, '2025-11-03 10:00', { profile: replyWithin(1, 'working-day') })).toEqual([
      'overdue reply 2025-11-05T00:00:00+08:00',
    ])
  })

  test('are still listed when nobody was there to tell them, and not for what ended before', () => {
    expect(alarms({}, '2026-03-01 10:00')).toHaveLength(2)
    expect(alarms({ repliedAt: at('2025-11-13 09:00') }, '2026-03-01 10:00')).toEqual([])
    expect(alarms({ repliedAt: at('2025-11-14 09:00') }, '2026-03-01 10:00')).toEqual([
      'due-soon reply 2025-11-14T00:00:00+08:00',
    ])
    expect(alarms({ repliedAt: at('2025-11-19 09:00') }, '2026-03-01 10:00')).toHaveLength(2)
  })

  test('of several clocks stand in the order of their instants', () => {
    const facts = { acceptedAt: at('2025-11-17 09:00') }
    expect(alarms(facts, '2025-11-17 10:00', { profile: xinfang })).toEqual([
      'due-soon accept 2025-11-15T00:00:00+08:00',
      'due-soon reply 2026-01-13T00:00:00+08:00',
      'overdue reply 2026-01-17T00:00:00+08:00',
    ])
  })
})

describe('a calendar published later', () => {
  const spring = {
    year: 2027,
    version: '1',
    source: 'a notice',
    holidays: ['2027-01-01', '2027-01-04'],
    workdays: ['2027-01-09'],
  }
  const later = [...calendars, spring]

  test('moves a provisional date, which is then no longer provisional', () => {
    const facts = { assignedAt: at('2026-12-28 09:00') }
    const before = clocks(facts, '2026-12-29 10:00').due
    const after = clocks(facts, '2026-12-29 10:00', { calendars: later }).due
    expect(before.map(({ why }) => why.provisional)).toEqual([true, true])
    expect(after.map(({ why }) => why.provisional)).toEqual([false, false])
    expect(movedDates(before, after)).toEqual([
      { step: 'object', from: '2027-01-05T23:59:59+08:00', to: '2027-01-06T23:59:59+08:00' },
    ])
  })

  test('does not move what was met', () => {
    const facts = { assignedAt: at('2026-12-28 09:00'), acceptedAt: at('2026-12-29 09:00') }
    const before = clocks(facts, '2026-12-29 10:00').due
    expect(movedDates(before, clocks(facts, '2026-12-29 10:00', { calendars: later }).due)).toEqual([])
  })

  test('tells its make-up days like the others', () => {
    const days = workingDaysOf(later)
    const saturday = Date.UTC(2027, 0, 9) / 86_400_000
    expect([days.kindOf(saturday), days.yearOf(saturday).version]).toEqual(['make-up', '1'])
  })
})

describe('the profile of a case', () => {
  test('is the one that the rule names, else that of the nature, else the hub’s default', () => {
    expect(profileIdFor(shippedProfileChoice, 'help')).toBe('hotline-gd-2022')
    expect(profileIdFor(shippedProfileChoice, 'report')).toBe('xinfang-2022')
    expect(profileIdFor(shippedProfileChoice, 'report', 'gov-info-2019')).toBe('gov-info-2019')
    expect(shippedProfileChoice.review).toBe('xinfang-2022')
  })
})
