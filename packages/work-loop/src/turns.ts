import type { Pressure } from './pressure.ts'
import { pause } from './pause.ts'

/** Lets loops work side by side, and one after the other with long rests while the pressure is high. */
export interface Turns {
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>
}

/** Under pressure everybody rests this many times as long as the one whose turn it was has worked: a fifth of the time is theirs. */
const restPerWork = 4
/** Where there is so much to do that people are sent away, a twentieth. */
const restPerWorkIfTooHigh = 19
/** And never longer than this, in milliseconds. */
const longestRestMs = 1_000

export function turnsUnder(pressure: Pressure): Turns {
  let last = Promise.resolve()
  return {
    async run(work, signal) {
      if (!pressure.high) return work()
      const before = last
      const { promise, resolve } = Promise.withResolvers<void>()
      last = promise
      await before
      const started = performance.now()
      try {
        return await work()
      } finally {
        const rest = (performance.now() - started) * (pressure.tooHigh ? restPerWorkIfTooHigh : restPerWork)
        void pause(pressure.high ? Math.min(rest, longestRestMs) : 0, signal).then(resolve)
      }
    },
  }
}
