import { workingDaysOf, type Calendar } from '@inquiry/clocks'

/** What a node sent in an hour; hours in which it sent nothing are left out. `hour` is in milliseconds, at its beginning. */
export type HourVolume = { hour: number; messages: number }

/** How a silence compares with the node's own past. */
export type Silence = {
  /** How likely it is that a node with this past says nothing for so long. */
  probability: number
  /** The messages that it would have sent in the meantime. */
  expected: number
}

const msPerHour = 3_600_000
const msPerDay = 24 * msPerHour
const localOffset = 8 * msPerHour

/** The past that a node's pattern is taken from, and the least of it without which nothing is held to be unusual. */
export const patternMs = 8 * 7 * msPerDay
const leastPastMs = 14 * msPerDay

/** A silence less likely than this is told: of a thousand such silences one would be chance. */
export const unusual = 0.001

/**
 * How unusual it is that a node last seen in one hour has said nothing since. Its pattern is the share of past weeks in
 * which it was active in the same hour of the same weekday, one inactive week added, so that a short past proves little;
 * the hours of a silence count as independent, and only whole ones count. Volumes say whether an hour was active, not
 * how lively: messages come in bursts. A day off counts as a Sunday, a make-up working day as a Friday. Undefined where
 * less than two weeks are known.
 */
export function silenceOf(
  past: readonly HourVolume[],
  lastSeenAt: Date,
  now: Date,
  calendars: readonly Calendar[],
): Silence | undefined {
  const lastHour = hourOf(lastSeenAt.getTime())
  const first = Math.max(past[0]?.hour ?? lastHour, lastHour - patternMs)
  if (lastHour - first < leastPastMs) return undefined
  const pattern = patternOf(past, first, lastHour, calendars)
  let probability = 1
  let expected = 0
  for (let hour = lastHour + msPerHour; hour + msPerHour <= now.getTime(); hour += msPerHour) {
    const usual = pattern.get(hourOfWeek(hour, calendars))
    if (!usual) continue
    probability *= 1 - usual.active / (usual.weeks + 1)
    expected += usual.messages / usual.weeks
  }
  return { probability, expected }
}

type Usual = { weeks: number; active: number; messages: number }

/** For each hour of the week how often it came in the past, how often it was active, and what was sent in it. */
function patternOf(
  past: readonly HourVolume[],
  from: number,
  to: number,
  calendars: readonly Calendar[],
): ReadonlyMap<number, Usual> {
  const sent = new Map(past.map(({ hour, messages }) => [hour, messages]))
  const pattern = new Map<number, Usual>()
  for (let hour = from; hour < to; hour += msPerHour) {
    const place = hourOfWeek(hour, calendars)
    const usual = pattern.get(place) ?? { weeks: 0, active: 0, messages: 0 }
    const messages = sent.get(hour) ?? 0
    usual.weeks += 1
    usual.active += messages > 0 ? 1 : 0
    usual.messages += messages
    pattern.set(place, usual)
  }
  return pattern
}

/** The beginning of the hour; Beijing's hours begin with those of UTC. */
export function hourOf(at: number): number {
  return at - (at % msPerHour)
}

/** The place of an hour in the week, 0 … 167 from Sunday midnight, by Beijing's time and calendar. */
function hourOfWeek(at: number, calendars: readonly Calendar[]): number {
  const local = at + localOffset
  const day = Math.floor(local / msPerDay)
  const hour = Math.floor((local % msPerDay) / msPerHour)
  const kind = workingDaysOf(calendars).kindOf(day)
  const weekday = kind === 'holiday' ? 0 : kind === 'make-up' ? 5 : (day + 4) % 7
  return weekday * 24 + hour
}
