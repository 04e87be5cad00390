import { ClockError } from './clock-error.ts'
import type { PauseEffect } from './deadline-profile.ts'
import { millisecondsOf, startOfDay } from './local-day.ts'
import type { Day } from './local-day.ts'

/** A time during which a clock stands still; without `to` it still does. Without `effect` it suspends. */
export interface Pause {
  readonly from: string
  readonly to?: string | null | undefined
  readonly effect?: PauseEffect | undefined
}

/** A pause in milliseconds, `from` inclusive, `to` exclusive; `to` is Infinity while it lasts. */
export interface PauseSpan {
  readonly from: number
  readonly to: number
  readonly effect: PauseEffect
}

/** The pauses in the order of their beginning. Throws `pause-backwards` and `malformed-time`. */
export function spansOf(pauses: readonly Pause[]): PauseSpan[] {
  return pauses.map(spanOf).toSorted((one, other) => one.from - other.from || one.to - other.to)
}

function spanOf(pause: Pause): PauseSpan {
  const from = millisecondsOf(pause.from)
  const to = pause.to ? millisecondsOf(pause.to) : Infinity
  if (to < from) throw new ClockError('pause-backwards', `a pause from ${pause.from} cannot end at ${pause.to}`)
  return { from, to, effect: pause.effect ?? 'suspend' }
}

/** Whether any part of the day lies inside one of the spans. */
export function isPaused(spans: readonly PauseSpan[], day: Day): boolean {
  if (spans.length === 0) return false
  const start = startOfDay(day)
  const end = startOfDay(day + 1)
  return spans.some(({ from, to }) => from < end && to > start && to > from)
}
