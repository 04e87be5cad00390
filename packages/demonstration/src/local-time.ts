import { between, pick } from './random.ts'
import type { Random } from './random.ts'

const day = 86_400_000
const shanghaiOffset = 8 * 3_600_000

/** Milliseconds since 1970 of midnight in Shanghai on this date (YYYY-MM-DD). Throws RangeError for anything else. */
export function midnight(date: string): number {
  const instant = Date.parse(`${date}T00:00:00+08:00`)
  if (Number.isNaN(instant)) throw new RangeError(`not a date: ${date}`)
  return instant
}

/** An instant as the standard writes it: seconds, offset +08:00. */
export function written(instant: number): string {
  return `${new Date(instant + shanghaiOffset).toISOString().slice(0, 19)}+08:00`
}

/** Eight digits of the local date. */
export function dateDigits(instant: number): string {
  return written(instant).slice(0, 10).replaceAll('-', '')
}

const hours = [
  8, 8, 9, 9, 9, 10, 10, 10, 11, 11, 12, 13, 14, 14, 15, 15, 15, 16, 16, 17, 18, 19, 20, 20, 21, 21, 22, 23, 0, 6, 7,
]

/** An instant on the day that starts at this midnight, when people write: most by day, some late. */
export function waking(random: Random, start: number): number {
  return start + pick(random, hours) * 3_600_000 + between(random, 0, 3_599) * 1_000
}

/** How someone writing at `now` speaks of the times of a matter that began at `began`. */
export function timeWords(
  random: Random,
  began: number,
  now: number,
): Record<'day' | 'part' | 'month' | 'lately' | 'callDay' | 'ago', string> {
  const called = began + Math.floor(random() * Math.max(now - began, day))
  return {
    day: monthAndDay(began),
    part: partOfMonth(began),
    month: `${local(began).getUTCMonth() + 1}月`,
    lately: pick(random, ['昨天', '前天', '前两天', '上个周末', monthAndDay(now - between(random, 2, 5) * day)]),
    callDay: monthAndDay(Math.min(called, now)),
    ago: howLong((now - began) / day),
  }
}

function local(instant: number): Date {
  return new Date(instant + shanghaiOffset)
}

function monthAndDay(instant: number): string {
  return `${local(instant).getUTCMonth() + 1}月${local(instant).getUTCDate()}日`
}

function partOfMonth(instant: number): string {
  const date = local(instant).getUTCDate()
  return `${local(instant).getUTCMonth() + 1}月${date <= 10 ? '初' : date <= 20 ? '中旬' : '下旬'}`
}

const lengths: readonly (readonly [number, string])[] = [
  [7, '好几天'],
  [11, '一个多星期'],
  [18, '半个月'],
  [26, '二十多天'],
  [40, '一个多月'],
  [55, '快两个月'],
  [75, '两个多月'],
  [105, '三个月'],
]

function howLong(days: number): string {
  return lengths.find(([limit]) => days < limit)?.[1] ?? '小半年'
}
