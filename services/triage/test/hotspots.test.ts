import { eventsAfter, recordedEvent } from '@inquiry/case-log'
import type { RecordedEvent } from '@inquiry/schema'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { coolHotspotsStep, tellHotspotsStep } from '../src/heat/tell-hotspots.worker.ts'
import { commonDivision } from '../src/heat/subjects.ts'
import { unusual } from '../src/heat/unusual-count.ts'
import { ownDatabase } from './own-database.ts'
import { hubId, recordCases } from './record-cases.ts'

const day = 86_400_000

describe('a count', () => {
  test('is the less usual the higher it is, the smaller the past, the longer that past lasted', () => {
    const counts = fc.integer({ min: 0, max: 60 })
    fc.assert(
      fc.property(
        counts,
        counts,
        fc.integer({ min: 0, max: 60 }),
        fc.double({ min: 0.05, max: 5, noNaN: true }),
        (count, cases, windows, casesPerWindow) => {
          const usual = { casesPerWindow }
          const here = unusual(count, { cases, windows }, usual).probability
          expect(here).toBeGreaterThan(0)
          expect(here).toBeLessThanOrEqual(1)
          expect(unusual(count + 1, { cases, windows }, usual).probability).toBeLessThanOrEqual(here + 1e-9)
          expect(unusual(count, { cases: cases + 1, windows }, usual).probability).toBeGreaterThanOrEqual(here - 1e-9)
          expect(unusual(count, { cases, windows: windows + 1 }, usual).probability).toBeLessThanOrEqual(here + 1e-9)
        },
      ),
    )
  })

  test('of a subject with a long past is judged as a Poisson count of its rate', () => {
    const { probability, expected } = unusual(8, { cases: 60_000, windows: 30_000 }, { casesPerWindow: 1 })
    expect(expected).toBeCloseTo(2, 3)
    expect(probability).toBeCloseTo(0.001_097, 5)
  })
})

test('the common division is what all places share', () => {
  expect(commonDivision(['440106'])).toBe('440106')
  expect(commonDivision(['440106', '440104'])).toBe('440100')
  expect(commonDivision(['440106', '441302'])).toBe('440000')
})

describe('a topic in a county', () => {
  const own = ownDatabase()
  let now = new Date('2026-11-02T02:00:00Z')
  let tell: ReturnType<typeof tellHotspotsStep>
  let cool: ReturnType<typeof coolHotspotsStep>

  beforeAll(() => {
    tell = tellHotspotsStep({ db: own.db, hubId, now: () => now })
    cool = coolHotspotsStep({ db: own.db, hubId, now: () => now })
  })

  test('is raised once when it grows against its own past, and lowered once when that is over', async () => {
    for (let days = 0; days < 30; days++) {
      await file(1, '0203', '440106', days)
      await file(4, '0101', '440106', days)
    }
    await file(5, '0101', '440106', 31)
    expect(await told()).toEqual([])

    await file(12, '0203', '440106', 31)
    await file(2, '0203', '440106', 31)
    expect(await told()).toMatchObject([
      { type: 'hotspot.raised', subject: 'topic-440106-0203', division: '440106', data: { platforms: 1 } },
    ])

    now = new Date(now.getTime() + 10 * day)
    await cool(new AbortController().signal)
    await cool(new AbortController().signal)
    expect((await told()).map(({ type }) => type)).toEqual(['hotspot.raised', 'hotspot.lowered'])
  })

  /** So many citizens file on the day of that number. */
  async function file(count: number, code: string, division: string, days: number): Promise<void> {
    now = new Date(Date.parse('2026-11-02T02:00:00Z') + days * day)
    const category = { scheme: 'inquiry-category', version: '1', code: `${code}01` }
    const text = { title: '占道经营', content: '市场门口每天占道经营，请城管部门管理。', category, division, at: now }
    await recordCases(
      own.db,
      Array.from({ length: count }, () => text),
    )
    while ((await tell(new AbortController().signal)) > 0);
  }

  async function told(): Promise<RecordedEvent[]> {
    const events = (await eventsAfter(own.db, -1, 10_000)).map(recordedEvent)
    return events.filter(({ type }) => type.startsWith('hotspot.'))
  }
})
