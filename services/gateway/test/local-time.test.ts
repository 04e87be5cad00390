import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localTime } from '../src/map/local-time.ts'

const minutes = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:00Z'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000))

/** The parts of a wall clock that is written as if it were UTC. */
function parts(date: Date) {
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0] = date
    .toISOString()
    .split(/[-T:.]/)
    .map(Number)
  const two = (n: number) => String(n).padStart(2, '0')
  return { y, mo, d, h, mi, two }
}

const forms: [string, (date: Date) => string | number | Date][] = [
  [
    '2026/11/3 9:05',
    (t) => {
      const { y, mo, d, h, mi, two } = parts(t)
      return `${y}/${mo}/${d} ${h}:${two(mi)}`
    },
  ],
  ['2026-11-03 09:05:00', (t) => t.toISOString().slice(0, 19).replace('T', ' ')],
  [
    '2026.11.3 09:05',
    (t) => {
      const { y, mo, d, h, mi, two } = parts(t)
      return `${y}.${mo}.${d} ${two(h)}:${two(mi)}`
    },
  ],
  [
    '2026年11月3日 9时5分',
    (t) => {
      const { y, mo, d, h, mi } = parts(t)
      return `${y}年${mo}月${d}日 ${h}时${mi}分`
    },
  ],
  ['20261103090500', (t) => t.toISOString().replaceAll(/\D/g, '').slice(0, 14)],
  [
    'full-width digits',
    (t) =>
      t
        .toISOString()
        .slice(0, 16)
        .replace('T', ' ')
        .replaceAll(/\d/g, (c) => String.fromCodePoint(c.charCodeAt(0) + 0xfee0)),
  ],
  ['with the offset of China', (t) => `${t.toISOString().slice(0, 19)}+08:00`],
  ['with the offset Z', (t) => new Date(t.getTime() - 8 * 3_600_000).toISOString()],
  ['a serial number of Excel’s', (t) => (t.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000],
  ['Unix seconds', (t) => (t.getTime() - 8 * 3_600_000) / 1000],
  ['a date cell, a millisecond off', (t) => new Date(t.getTime() - 1)],
]

describe('a time of a table', () => {
  test.each(forms)('is read in the form %s', (_, write) => {
    fc.assert(
      fc.property(
        minutes.filter((t) => t.getTime() > Date.UTC(1991, 0, 1)),
        (time) => {
          expect(localTime(write(time))).toBe(`${time.toISOString().slice(0, 19)}+08:00`)
        },
      ),
    )
  })

  test('in a form that the configuration names is read in that form only', () => {
    expect(localTime('03/11/2026 09:05', 'DD/MM/YYYY HH:mm')).toBe('2026-11-03T09:05:00+08:00')
    expect(localTime('2026/11/3', 'DD/MM/YYYY')).toBeUndefined()
  })

  test.each([
    ['2026年11月3日', '2026-11-03T00:00:00+08:00'],
    ['2026/11/3 下午3:05', '2026-11-03T15:05:00+08:00'],
    ['2026-11-3 上午12:30', '2026-11-03T00:30:00+08:00'],
    ['2026-11-3 12:30 PM', '2026-11-03T12:30:00+08:00'],
    ['2026/11/3 中午11:50', '2026-11-03T11:50:00+08:00'],
    ['20261103', '2026-11-03T00:00:00+08:00'],
    ['2026-11-03 09:05:30.123', '2026-11-03T09:05:30+08:00'],
    ['2026-11-03 01:05:00+00', '2026-11-03T09:05:00+08:00'],
  ])('%s is %s', (text, time) => expect(localTime(text)).toBe(time))

  test.each([
    '2026/2/30',
    '2026/13/1',
    '11/3/26',
    '2026/11/3 25:00',
    '晚上12点',
    '明天',
    '',
    '3',
    '2026/11/3 晚上12:10',
    '1800/1/1',
  ])('%s is none', (text) => expect(localTime(text)).toBeUndefined())

  test('is never made of a text that holds another one', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const time = localTime(text)
        expect(time === undefined || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+08:00$/.test(time)).toBe(true)
      }),
    )
  })
})
