import { createHash } from 'node:crypto'
import { CaseSubmitted, categories, channelCodes, natureCodes, parse } from '@inquiry/schema'
import { divisions } from '@inquiry/schema/division'
import { describe, expect, test } from 'vitest'
import { generateDemonstration, provinceNodes } from '../src/index.ts'
import type { Filing } from '../src/index.ts'

const options = { startAt: '2026-10-20', days: 30 }
const { filings, planted } = generateDemonstration(options)
const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

function tally(of: (filing: Filing) => string | undefined): Map<string | undefined, number> {
  const counts = new Map<string | undefined, number>()
  for (const filing of filings) counts.set(of(filing), (counts.get(of(filing)) ?? 0) + 1)
  return counts
}

describe('a demonstration', () => {
  test('is the same to the last character for the same seed, and another for another', () => {
    expect(digest(generateDemonstration(options))).toBe(digest({ filings, planted }))
    expect(digest(generateDemonstration({ ...options, seed: 2 }))).not.toBe(digest({ filings, planted }))
  })

  test.each([0, 1, 30, 2_000])('has exactly the %i cases that were asked for', (cases) => {
    expect(generateDemonstration({ ...options, cases }).filings).toHaveLength(cases)
  })

  test('can be filed within one day, and not within none', () => {
    const oneDay = generateDemonstration({ ...options, days: 1, cases: 300 }).filings
    expect(new Set(oneDay.map(({ submittedAt }) => submittedAt.slice(0, 10)))).toEqual(new Set(['2026-10-20']))
    expect(() => generateDemonstration({ ...options, days: 0 })).toThrow(RangeError)
    expect(() => generateDemonstration({ startAt: 'tomorrow' })).toThrow(RangeError)
  })
})

describe('every filing', () => {
  test('holds what the contract of case.submitted asks', () => {
    const faults = filings.flatMap(({ data }) => {
      const parsed = parse(CaseSubmitted, data)
      return parsed.ok ? [] : parsed.errors
    })
    expect(faults).toEqual([])
  })

  test('lies in a division that exists, and names a category that exists', () => {
    const divisionCodes = new Set(divisions.codes.filter(({ validTo }) => !validTo).map(({ code }) => code))
    const categoryCodes = new Set(categories.codes.map(({ code }) => code))
    expect(filings.filter(({ data }) => !divisionCodes.has(data.division))).toEqual([])
    expect(filings.filter(({ data }) => data.category && !categoryCodes.has(data.category.code))).toEqual([])
  })

  test('comes from a node of the province under a number of its own', () => {
    const nodes = new Set(provinceNodes.map(({ nodeId }) => nodeId))
    expect(filings.filter(({ nodeId }) => !nodes.has(nodeId))).toEqual([])
    expect(new Set(filings.map(({ nodeId, sourceId }) => `${nodeId} ${sourceId}`)).size).toBe(filings.length)
    expect(filings.every(({ sourceId }) => /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/.test(sourceId))).toBe(true)
  })

  test('was filed in the given days, after what it is about, and each platform files in order', () => {
    const last = new Map<string, number>()
    for (const { nodeId, submittedAt, data } of filings) {
      const at = Date.parse(submittedAt)
      expect(submittedAt).toBe(data.submittedAt)
      expect(at).toBeGreaterThanOrEqual(Date.parse('2026-10-20T00:00:00+08:00'))
      expect(at).toBeLessThan(Date.parse('2026-11-19T00:00:00+08:00'))
      expect(at).toBeGreaterThanOrEqual(last.get(nodeId) ?? 0)
      expect(Date.parse(data.occurredAt ?? '2026-01-01T00:00:00+08:00')).toBeLessThan(at)
      last.set(nodeId, at)
    }
  })

  test('is signed by nobody real, or by nobody', () => {
    const anonymous = filings.filter(({ data }) => data.reporter.kind === 'anonymous')
    expect(filings.filter(({ reporter }) => reporter === undefined)).toEqual(anonymous)
    const signed = filings.flatMap(({ reporter }) => reporter ?? [])
    expect(signed.filter(({ phone }) => !/^199000\d{5}$/.test(phone))).toEqual([])
    const numbers = signed.flatMap(({ idNumber }) => idNumber ?? [])
    expect(numbers.filter((number) => !/^999999(19|20)\d{9}[\dX]$/.test(number))).toEqual([])
    expect(numbers.length).toBeGreaterThan(1_000)
  })

  test('names the accused body only in a report, and then that body is not the platform', () => {
    const accusing = filings.filter(({ data }) => data.subjectNode !== undefined)
    expect(accusing.length).toBeGreaterThanOrEqual(20)
    expect(accusing.every(({ data, nodeId }) => data.nature === 'report' && data.subjectNode !== nodeId)).toBe(true)
    const bureaus = new Set(provinceNodes.filter(({ level }) => level === 'district').map(({ nodeId }) => nodeId))
    expect(accusing.some(({ data }) => bureaus.has(data.subjectNode ?? ''))).toBe(true)
  })
})

describe('the variety of the filings', () => {
  test('covers every city, nature, channel and level-1 category', () => {
    const cities = provinceNodes.filter(({ kind }) => kind === 'city')
    expect(cities).toHaveLength(21)
    const perNode = tally(({ nodeId }) => nodeId)
    expect(cities.filter(({ nodeId }) => (perNode.get(nodeId) ?? 0) < 5)).toEqual([])
    const departments = provinceNodes.filter(({ level }) => level === 'province')
    expect(departments.length).toBeGreaterThanOrEqual(8)
    expect(departments.filter(({ nodeId }) => perNode.has(nodeId)).length).toBeGreaterThanOrEqual(8)
    const perNature = tally(({ data }) => data.nature)
    expect(natureCodes.filter((nature) => (perNature.get(nature) ?? 0) < 30)).toEqual([])
    const perChannel = tally(({ data }) => data.channel)
    expect(channelCodes.filter((channel) => (perChannel.get(channel) ?? 0) < 15)).toEqual([])
    const perCategory = tally(({ data }) => data.category?.code.slice(0, 2))
    expect(categories.codes.filter(({ code }) => code.length === 2 && (perCategory.get(code) ?? 0) < 10)).toEqual([])
  })

  test('goes from one sentence to several paragraphs', () => {
    const lengths = filings.map(({ data }) => data.content.length).toSorted((one, other) => one - other)
    const at = (share: number) => lengths[Math.floor(share * (lengths.length - 1))]
    expect(at(0)).toBeLessThan(40)
    expect(at(0.1)).toBeLessThan(70)
    expect(at(0.5)).toBeGreaterThan(80)
    expect(at(0.95)).toBeGreaterThan(200)
    expect(at(1)).toBeGreaterThan(400)
    expect(filings.filter(({ data }) => data.content.split('\n').length >= 4).length).toBeGreaterThan(50)
  })

  test('holds when the province is asked for more: no text stands twice but where it was planted', () => {
    const many = generateDemonstration({ ...options, cases: 6_000, days: 90 })
    const texts = new Set(many.filings.map(({ data }) => data.content))
    expect(texts.size).toBe(many.filings.length - many.planted.repeats.length)
  })
})
