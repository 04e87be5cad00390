import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commonDivision, hotspotChanges, rankHotspots, type Filing, type HotspotSeries } from '../src/index.ts'
import { logGamma, tailProbability } from '../src/hotspots/negative-binomial.ts'
import { surgeOf } from '../src/hotspots/surge.ts'

const day = 86_400_000
const now = Date.parse('2026-05-01T08:00:00+08:00')

function filings(count: number, from: number, to: number, division = '440106'): Filing[] {
  return Array.from({ length: count }, (_, at) => ({
    caseId: `case ${from} ${at}`,
    submittedAt: now - from * day + ((from - to) * day * (at + 0.5)) / count,
    division,
    node: at % 2 === 0 ? '440100' : '440000-hotline',
    channel: 'web',
    reporterKey: `citizen ${from} ${at}`,
    answeredAt: null,
  }))
}

function matter(key: string, list: Filing[]): HotspotSeries {
  return { kind: 'matter', key, filings: list }
}

describe('a matter that nobody knew', () => {
  test('is hot when eight citizens file it within a week', () => {
    const [hot] = rankHotspots([matter('new', filings(8, 6, 0))], now)
    expect(hot).toMatchObject({ key: 'new', citizens: 8, cases: 8, division: '440106', unanswered: 8 })
    expect(hot?.heat).toBeGreaterThan(3)
    expect(hot?.platforms).toEqual(['440100', '440000-hotline'])
  })

  test('is not hot when one citizen files it eight times', () => {
    const list = filings(8, 6, 0).map((filing) => ({ ...filing, reporterKey: 'one' }))
    expect(rankHotspots([matter('insistent', list)], now)).toEqual([])
  })
})

test('eight filings in a week are nothing new where eight come every week, and hot where hardly one came', () => {
  const busy = matter('busy', [...filings(64, 63, 7), ...filings(8, 7, 0)])
  const quiet = matter('quiet', [...filings(2, 63, 7), ...filings(8, 7, 0)])
  expect(rankHotspots([busy, quiet], now).map(({ key }) => key)).toEqual(['quiet'])
})

test('a faster growth ranks before a slower one', () => {
  const ranked = rankHotspots([matter('slow', filings(6, 7, 0)), matter('fast', filings(20, 7, 0))], now)
  expect(ranked.map(({ key }) => key)).toEqual(['fast', 'slow'])
})

test('a raised hot spot is lowered only when it has cooled down, and raised only once', () => {
  const ranked = rankHotspots([matter('new', filings(8, 6, 0))], now)
  expect(hotspotChanges(new Set(), ranked).raise.map(({ key }) => key)).toEqual(['new'])
  expect(hotspotChanges(new Set(['new']), ranked)).toEqual({ raise: [], lower: [] })
  const later = rankHotspots([matter('new', filings(8, 6, 0))], now + 30 * day)
  expect(hotspotChanges(new Set(['new']), later)).toEqual({ raise: [], lower: ['new'] })
})

test('steady filing at any rate is hardly ever hot', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), (perWeek) => {
      const instants = Array.from({ length: perWeek * 9 }, (_, at) => now - ((at + 0.5) * 7 * day) / perWeek)
      expect(surgeOf(instants, now).probability).toBeGreaterThan(0.01)
    }),
  )
})

test('the place of a hot spot is what its divisions have in common', () => {
  expect(commonDivision(['440106', '440106'])).toBe('440106')
  expect(commonDivision(['440106', '440112'])).toBe('440100')
  expect(commonDivision(['440106', '440305'])).toBe('440000')
  expect(commonDivision(['440106', '450000'])).toBe('000000')
})

describe('the count model', () => {
  test('knows ln Γ', () => {
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 10)
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 10)
  })

  test('gives tails that are those of a sum over all smaller counts', () => {
    // Negative binomial with shape 2 and mean 3: p(k) = (k + 1) (2/5)² (3/5)^k.
    const below = [0, 1, 2, 3].reduce((sum, k) => sum + (k + 1) * 0.16 * 0.6 ** k, 0)
    expect(tailProbability(4, 2, 3)).toBeCloseTo(1 - below, 10)
  })

  test('falls with the count and keeps digits far out', () => {
    expect(tailProbability(60, 1, 0.5)).toBeGreaterThan(0)
    expect(tailProbability(60, 1, 0.5)).toBeLessThan(1e-25)
  })
})
