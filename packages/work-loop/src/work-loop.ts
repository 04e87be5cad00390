import type { Growth } from './growth.ts'
import { pause } from './pause.ts'
import type { Turns } from './turns.ts'

/** One step of work: how much it did; 0 means that there is nothing to do just now. */
export type Step = (signal: AbortSignal) => Promise<number>

export type WorkLoop = {
  /** Ends after the step under way. */
  stop: () => Promise<void>
}

export type WorkLoopOptions = {
  growth: Growth
  /** Told of every failure; the step is tried again after a growing pause. */
  failed: (error: unknown, attempt: number) => void
  /** Milliseconds after which it looks again although nobody said that the log has grown. */
  idleMs?: number
  /** Milliseconds that it rests after a step, so that many small changes are taken together. */
  restMs?: number
  /** Whose turn it is under pressure; without, the loop works whenever there is work. */
  turns?: Turns
}

/** The longest pause after failures, in milliseconds. */
const longestPauseMs = 5_000

/** Repeat a step as long as there is work, then wait for more. A failing step never ends the loop. */
export function startWorkLoop(
  step: Step,
  { growth, failed, idleMs = 500, restMs = 0, turns }: WorkLoopOptions,
): WorkLoop {
  const controller = new AbortController()
  const { signal } = controller
  const running = (async () => {
    for (let attempt = 0; !signal.aborted;) {
      try {
        const noted = growth.count
        const done = await (turns ? turns.run(() => step(signal), signal) : step(signal))
        attempt = 0
        if (done === 0) await growth.wait(noted, idleMs, signal)
        await pause(restMs, signal)
      } catch (error) {
        if (signal.aborted) return
        failed(error, ++attempt)
        await pause(Math.min(50 * 2 ** attempt, longestPauseMs), signal)
      }
    }
  })()
  return {
    async stop() {
      controller.abort()
      await running
    },
  }
}
