import { Why } from '@inquiry/schema'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendars, dueDate, latestExtension, PeriodUnit, workingDaysOf } from '../src/index.ts'
import type { DueDateRequest } from '../src/index.ts'
import { dayOf, dayOfDate, timeOf } from '../src/local-day.ts'
import { isPaused, spansOf } from '../src/pauses.ts'
import { replyWithin, shippedProfile } from './shipped-profile.ts'

const hour = 3_600_000
const first = Date.parse('2023-11-01T00:00:00+08:00')
const days = workingDaysOf(calendars)
const xinfang = shippedProfile('xinfang-2022')

/** Instants from the end of 2023 to the beginning of 2027, on both sides of the published calendars. */
const instant = fc.integer({ min: 0, max: 1150 * 24 * 60 }).map((minutes) => first + minutes * 60_000)
const period = fc.record({ amount: fc.integer({ min: 1, max: 60 }), unit: fc.constantFrom(...PeriodUnit.options) })
const pause: fc.Arbitrary<Shift> = fc.record({
  from: fc.integer({ min: -20, max: 80 * 24 }),
  length: fc.integer({ min: 0, max: 20 * 24 }),
  effect: fc.constantFrom('suspend', 'suspend', 'restart'),
})

type Shift = { from: number; length: number; effect: 'suspend' | 'restart' }

/** Pauses are told in hours after the beginning, so that they mostly meet the period. */
function pausesAfter(startAt: number, shifts: readonly Shift[]): NonNullable<DueDateRequest['pauses']> {
  return shifts.map(({ from, length, effect: does }) => ({
    from: timeOf(startAt + from * hour),
    to: timeOf(startAt + (from + length) * hour),
    effect: does,
  }))
}

function due(
  { amount, unit }: { amount: number; unit: PeriodUnit },
  startAt: number,
  rest: Pick<DueDateRequest, 'pauses' | 'extension'> = {},
) {
  const profile = replyWithin(amount, unit)
  return dueDate({ profile, step: 'reply', startAt: timeOf(startAt), calendars, ...rest })
}

const extension = fc.option(
  fc.record({ until: fc.integer({ min: 0, max: 120 }), decided: fc.integer({ min: 0, max: 90 * 24 }) }),
  { nil: undefined },
)

function extensionAfter(startAt: number, told: { until: number; decided: number } | undefined) {
  if (!told) return undefined
  const until = timeOf(startAt + told.until * 24 * hour).slice(0, 10)
  return { until, decidedAt: timeOf(startAt + told.decided * hour) }
}

describe('for any beginning, period, pauses and extension', () => {
  test('who begins later is due no earlier', () => {
    fc.assert(
      fc.property(
        period,
        instant,
        fc.integer({ min: 0, max: 30 * 24 }),
        fc.array(pause, { maxLength: 3 }),
        (length, startAt, later, shifts) => {
          const pauses = pausesAfter(startAt, shifts)
          const one = due(length, startAt, { pauses })
          const other = due(length, startAt + later * hour, { pauses })
          expect(Date.parse(other.dueAt)).toBeGreaterThanOrEqual(Date.parse(one.dueAt))
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('a longer period ends no earlier', () => {
    fc.assert(
      fc.property(period, instant, fc.array(pause, { maxLength: 3 }), (length, startAt, shifts) => {
        const pauses = pausesAfter(startAt, shifts)
        const one = due(length, startAt, { pauses })
        const other = due({ ...length, amount: length.amount + 1 }, startAt, { pauses })
        expect(Date.parse(other.dueAt)).toBeGreaterThanOrEqual(Date.parse(one.dueAt))
      }),
      { numRuns: 2000 },
    )
  })

  test('one more pause makes nothing due earlier', () => {
    fc.assert(
      fc.property(
        period,
        instant,
        fc.array(pause, { maxLength: 3 }),
        pause,
        extension,
        (length, startAt, shifts, more, told) => {
          const rest = { extension: extensionAfter(startAt, told) }
          const one = due(length, startAt, { pauses: pausesAfter(startAt, shifts), ...rest })
          const other = due(length, startAt, { pauses: pausesAfter(startAt, [...shifts, more]), ...rest })
          expect(Date.parse(other.dueAt)).toBeGreaterThanOrEqual(Date.parse(one.dueAt))
        },
      ),
      { numRuns: 5000 },
    )
  })

  test('an extension makes nothing due earlier', () => {
    fc.assert(
      fc.property(period, instant, fc.array(pause, { maxLength: 3 }), extension, (length, startAt, shifts, told) => {
        const pauses = pausesAfter(startAt, shifts)
        const plain = due(length, startAt, { pauses })
        const extended = due(length, startAt, { pauses, extension: extensionAfter(startAt, told) })
        expect(Date.parse(extended.dueAt)).toBeGreaterThanOrEqual(Date.parse(plain.dueAt))
      }),
      { numRuns: 2000 },
    )
  })

  test('a period in days or working days ends with the last second of a working day outside every pause', () => {
    fc.assert(
      fc.property(period, instant, fc.array(pause, { maxLength: 3 }), (length, startAt, shifts) => {
        fc.pre(length.unit !== 'hour')
        const suspending = shifts.map((shift) => ({ ...shift, effect: 'suspend' as const }))
        const pauses = pausesAfter(startAt, suspending)
        const { dueAt, why } = due(length, startAt, { pauses })
        const last = dayOf(Date.parse(dueAt))
        expect(dueAt.slice(10)).toBe('T23:59:59+08:00')
        expect(days.isWorkingDay(last)).toBe(true)
        expect(isPaused(spansOf(pauses), last)).toBe(false)
        expect(why.moved?.to ?? why.counted.at(-1)).toBe(dueAt.slice(0, 10))
      }),
      { numRuns: 2000 },
    )
  })

  test('working days are counted or skipped one by one from the day after the beginning to the last', () => {
    fc.assert(
      fc.property(period, instant, fc.array(pause, { maxLength: 3 }), ({ amount }, startAt, shifts) => {
        const { dueAt, why } = due({ amount, unit: 'working-day' }, startAt, { pauses: pausesAfter(startAt, shifts) })
        const told = [...why.counted, ...why.skipped.map(({ date }) => date)].toSorted().map(dayOfDate)
        const begun = dayOf(Date.parse(why.startAt))
        const last = dayOf(Date.parse(dueAt))
        expect(why.counted).toHaveLength(amount)
        expect(told).toEqual(Array.from({ length: last - begun }, (_, n) => begun + 1 + n))
      }),
      { numRuns: 2000 },
    )
  })

  test('hours outside every pause add up to the period', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        instant,
        fc.array(pause, { maxLength: 3 }),
        (amount, startAt, shifts) => {
          const suspending = shifts.map((shift) => ({ ...shift, effect: 'suspend' as const }))
          const { dueAt } = due({ amount, unit: 'hour' }, startAt, { pauses: pausesAfter(startAt, suspending) })
          const total = (Date.parse(dueAt) - startAt) / hour
          const running = Array.from({ length: Math.ceil(total) }, (_, n) => n).filter(
            (n) => !suspending.some(({ from, length }) => from <= n && n < from + length),
          )
          expect(running).toHaveLength(amount)
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('the reason has the shape of the standard and says both sentences', () => {
    fc.assert(
      fc.property(period, instant, fc.array(pause, { maxLength: 3 }), extension, (length, startAt, shifts, told) => {
        const { dueAt, why } = due(length, startAt, {
          pauses: pausesAfter(startAt, shifts),
          extension: extensionAfter(startAt, told),
        })
        expect(Why.safeParse(why).error).toBeUndefined()
        const byHours = length.unit === 'hour' && !why.text.zh.includes('经批准延期')
        const end = `${dueAt.slice(0, 10)} ${byHours ? dueAt.slice(11, 16) : '24时'}`
        expect(why.text.zh).toContain(`至 ${end}`)
        expect(why.text.en).toContain(dueAt.slice(0, 10))
        expect(`${why.text.zh}${why.text.en}`).not.toMatch(/undefined|NaN|null|；；|; ;/)
      }),
      { numRuns: 2000 },
    )
  })
})

test('no extension of handling under the regulation on letters and visits passes its limit', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: 0, max: 200 }), (startAt, until) => {
      const request = { profile: xinfang, step: 'reply', startAt: timeOf(startAt), calendars } as const
      const latest = latestExtension(xinfang, dueDate(request).dueAt, calendars) ?? ''
      const extended = dueDate({
        ...request,
        extension: { until: timeOf(startAt + until * 24 * hour).slice(0, 10) },
      })
      expect(extended.dueAt.slice(0, 10) <= latest).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
