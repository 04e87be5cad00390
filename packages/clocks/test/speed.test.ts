import { expect, test } from 'vitest'
import { calendars, dueDate } from '../src/index.ts'
import { everyDay } from './independent-days.ts'
import { shippedProfile } from './shipped-profile.ts'

test('an ordinary due date with its reason takes less than 20 µs', () => {
  const profile = shippedProfile('hotline-gd-2022')
  const round = (): number => {
    const begun = performance.now()
    for (const date of everyDay) {
      dueDate({ profile, step: 'reply', nature: 'help', startAt: `${date}T17:40:00+08:00`, calendars })
    }
    return ((performance.now() - begun) * 1000) / everyDay.length
  }
  // The best of many short rounds: what the work takes when nobody else has the core.
  const best = Math.min(...Array.from({ length: 60 }, round))
  expect(best).toBeLessThan(20)
})
