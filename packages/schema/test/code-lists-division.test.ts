import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { divisionModule } from '../scripts/divisions/module-text.ts'
import { type CodeEntry, CodeList, entryOf, findCode, isValidOn } from '../src/code-lists/code-list.ts'
import { divisions } from '../src/code-lists/division.ts'

const today = '2026-11-22'
const current = divisions.codes.filter((entry) => isValidOn(entry, today))
const gone = divisions.codes.filter((entry) => entry.validTo !== undefined)
const childrenOf = (code: string) => current.filter((entry) => entry.parent === code)

function text(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8')
}

function hasOddLabel({ zh, en }: CodeEntry): boolean {
  return !/^\p{Script=Han}+$/u.test(zh) || !/^[A-Z][A-Za-zü', -]+ [A-Z][a-z]+$/.test(en)
}

describe('the divisions', () => {
  test('keep the contract of a code list, each code once and in order', () => {
    expect(CodeList.safeParse(divisions).error).toBeUndefined()
    const codes = divisions.codes.map((entry) => entry.code)
    expect(codes).toEqual([...new Set(codes)].toSorted((a, b) => Number(a) - Number(b)))
    expect(codes.filter((code) => !/^[1-8]\d{5}$/.test(code))).toEqual([])
  })

  test('cover the whole country: 34 provinces, and more than 330 cities and 2,800 counties', () => {
    const provinces = current.filter((entry) => entry.code.endsWith('0000'))
    const cities = current.filter((entry) => !entry.code.endsWith('0000') && entry.code.endsWith('00'))
    expect(provinces).toHaveLength(34)
    expect(cities.length).toBeGreaterThan(330)
    expect(current.length - provinces.length - cities.length).toBeGreaterThan(2800)
  })

  test('lie each in a division of the list, provinces in none', () => {
    const lost = divisions.codes.filter(({ code, parent }) => code.endsWith('0000') === Boolean(parent))
    expect(lost).toEqual([])
    const parents = new Set(divisions.codes.flatMap(({ parent }) => parent ?? []))
    expect([...parents].filter((parent) => !entryOf(divisions, parent))).toEqual([])
  })

  test('are followed only by divisions that came in time', () => {
    const late = gone.filter(({ validTo = '', replacedBy }) => replacedBy && !findCode(divisions, replacedBy, validTo))
    expect(late).toEqual([])
    expect(gone.filter((entry) => entry.validFrom >= (entry.validTo ?? ''))).toEqual([])
    expect(gone.length).toBeGreaterThan(500)
  })

  test('have a Chinese name that ends with its kind and an English one in Latin letters', () => {
    expect(divisions.codes.filter(hasOddLabel)).toEqual([])
  })

  test.each([
    ['440000', 'Guangdong Province'],
    ['440100', 'Guangzhou City'],
    ['440106', 'Tianhe District'],
    ['440113', 'Panyu District'],
    ['440112', 'Huangpu District'],
    ['441422', 'Dabu County'],
    ['441825', 'Lianshan Zhuang and Yao Autonomous County'],
    ['441403', 'Meixian District'],
    ['610000', 'Shaanxi Province'],
    ['610100', "Xi'an City"],
    ['150000', 'Inner Mongolia Autonomous Region'],
    ['540000', 'Tibet Autonomous Region'],
    ['810000', 'Hong Kong Special Administrative Region'],
    ['820000', 'Macao Special Administrative Region'],
    ['500000', 'Chongqing Municipality'],
    ['350200', 'Xiamen City'],
    ['340300', 'Bengbu City'],
    ['341500', "Lu'an City"],
    ['330382', 'Yueqing City'],
    ['331000', 'Taizhou City'],
    ['141100', 'Lüliang City'],
  ])('%s is %s in English', (code, english) => {
    expect(entryOf(divisions, code)?.en).toBe(english)
  })

  test('are those that the source tables give', () => {
    const [revisions, dates, english] = ['revisions', 'dates', 'english'].map((name) =>
      text(`../data/division-${name}.csv`),
    )
    const written = divisionModule({ revisions: revisions ?? '', dates: dates ?? '', english: english ?? '' })
    expect(written === text('../src/code-lists/division-data.ts'), 'run scripts/build-divisions.ts').toBe(true)
  })
})

describe('Guangdong', () => {
  const cities = childrenOf('440000')
  const counties = cities.flatMap((city) => childrenOf(city.code))

  test('has 21 cities and 122 counties, Dongguan and Zhongshan none', () => {
    expect(cities).toHaveLength(21)
    expect(counties).toHaveLength(122)
    const without = cities.filter((city) => childrenOf(city.code).length === 0)
    expect(without.map((city) => city.code)).toEqual(['441900', '442000'])
  })

  test('had 萝岗区 in 2013 and has it no more in 2020', () => {
    expect(findCode(divisions, '440116', '2013-06-01')?.zh).toBe('萝岗区')
    expect(findCode(divisions, '440116', '2020-06-01')).toBeUndefined()
    expect(entryOf(divisions, '440116')?.replacedBy).toBe('440112')
  })

  test.each([
    ['440183', '440118'],
    ['440184', '440117'],
    ['440903', '440904'],
    ['440923', '440904'],
    ['441283', '441204'],
    ['441421', '441403'],
    ['441723', '441704'],
    ['441827', '441803'],
    ['445121', '445103'],
    ['445221', '445203'],
    ['445323', '445303'],
  ])('%s gave way to %s', (old, heir) => {
    expect(findCode(divisions, old, '2012-01-01')?.replacedBy).toBe(heir)
    expect(findCode(divisions, old, today)).toBeUndefined()
    expect(findCode(divisions, heir, '2012-01-01')).toBeUndefined()
    expect(findCode(divisions, heir, today)?.code).toBe(heir)
  })

  const reference = new URL('../../../../shared/data/geo/guangdong_divisions.csv', import.meta.url)
  const isHere = existsSync(reference)
  const leftOut = isHere ? '' : ' (left out: that table is not here)'

  test.skipIf(!isHere)(`is the same as in a table made elsewhere, code by code and name by name${leftOut}`, () => {
    const [, ...rows] = readFileSync(reference, 'utf8').trim().split(/\r?\n/)
    const expected = rows.map((row) => row.split(',').slice(0, 2).join(' '))
    const ours = current.filter((entry) => entry.code.startsWith('44')).map(({ code, zh }) => `${code} ${zh}`)
    expect(ours.toSorted((a, b) => a.localeCompare(b))).toEqual(
      [...new Set(expected)].toSorted((a, b) => a.localeCompare(b)),
    )
  })
})
