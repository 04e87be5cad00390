import { Instant, LocalDate } from '@inquiry/schema'
import { ClockError } from './clock-error.ts'

/** A calendar day in Asia/Shanghai as the number of days since 1970-01-01. */
export type Day = number

export const msPerHour = 3_600_000
export const msPerDay = 24 * msPerHour
const offset = 8 * msPerHour // China Standard Time, fixed; the summer time of 1986–1991 is of no case

/** The instant in milliseconds since 1970-01-01T00:00Z; throws `malformed-time` unless it is an `Instant` with offset. */
export function millisecondsOf(time: string): number {
  if (!Instant.safeParse(time).success) throw new ClockError('malformed-time', `not a time with offset: ${time}`)
  return Date.parse(time)
}

/** The instant as written everywhere here: offset +08:00, milliseconds only where there are any. */
export function timeOf(milliseconds: number): string {
  const text = new Date(milliseconds + offset).toISOString()
  return `${text.endsWith('.000Z') ? text.slice(0, 19) : text.slice(0, 23)}+08:00`
}

/** The day of a `YYYY-MM-DD`; throws `malformed-time` where there is no such day. */
export function dayOfDate(date: string): Day {
  if (!LocalDate.safeParse(date).success) throw new ClockError('malformed-time', `no such day: ${date}`)
  return Date.parse(date) / msPerDay
}

/** The local day that the instant falls on. */
export function dayOf(milliseconds: number): Day {
  return Math.floor((milliseconds + offset) / msPerDay)
}

/** The first millisecond of the day. */
export function startOfDay(day: Day): number {
  return day * msPerDay - offset
}

/** The last second of the day: 23:59:59. */
export function endOfDay(day: Day): number {
  return startOfDay(day + 1) - 1000
}

/** The day of the week, 0 for Sunday; 1970-01-01 was a Thursday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7
}

/** A time as `timeOf` writes it, for people: `YYYY-MM-DD HH:mm`. */
export function wallTimeOf(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)}`
}
