import { setTimeout as pause } from 'node:timers/promises'
import { isPassing, no } from './answer.ts'
import type { Answer, Failure } from './answer.ts'

/** How long to wait between attempts, and for how long in all, in milliseconds. */
export type Patience = { firstDelayMs: number; maxDelayMs: number; giveUpAfterMs: number }

/** Half a second, doubled up to half a minute, for two minutes. */
export const defaultPatience: Patience = { firstDelayMs: 500, maxDelayMs: 30_000, giveUpAfterMs: 120_000 }

/** No hub asks for more; a larger number is a mistake on the way. */
const maxRetryAfterSeconds = 300

/** How long to wait after so many failures: what the hub asks for, else growing, and never the same for all nodes. */
export function delayAfter(failures: number, failure: Failure, patience: Patience, jitter: () => number): number {
  const asked = 'retryAfter' in failure ? failure.retryAfter : undefined
  const grown = Math.min(patience.maxDelayMs, patience.firstDelayMs * 2 ** Math.min(failures - 1, 20))
  const least = asked === undefined ? grown / 2 : Math.min(asked, maxRetryAfterSeconds) * 1000
  return least + (jitter() * grown) / 2
}

/** Try until there is an answer that waiting would not change, or patience ends: then the last failure is given. */
export async function untilSettled<T>(
  attempt: () => Promise<Answer<T>>,
  patience: Patience,
  signal?: AbortSignal,
): Promise<Answer<T>> {
  const end = performance.now() + patience.giveUpAfterMs
  for (let failures = 1; ; failures++) {
    const answer = await attempt()
    if (answer.ok || !isPassing(answer.failure)) return answer
    const delay = delayAfter(failures, answer.failure, patience, Math.random)
    if (performance.now() + delay > end) return answer
    if (!(await rest(delay, signal))) return no({ kind: 'stopped' })
  }
}

/** Wait, unless told to stop: then false at once. */
export async function rest(ms: number, signal?: AbortSignal): Promise<boolean> {
  try {
    await pause(ms, undefined, signal ? { signal } : {})
    return true
  } catch {
    return false
  }
}
