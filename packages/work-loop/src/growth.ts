/** Tells waiting readers that the log may have grown. A hint: whoever waits looks again after a while in any case. */
export interface Growth {
  /** Wake everybody who waits. */
  grown(): void
  /** Done at the next hint, after the given milliseconds, or when the signal ends; whichever is first. */
  wait(timeoutMs: number, signal: AbortSignal): Promise<void>
}

export function createGrowth(): Growth {
  let waiting = new Set<() => void>()
  return {
    grown() {
      const woken = waiting
      waiting = new Set()
      for (const wake of woken) wake()
    },
    wait(timeoutMs, signal) {
      if (signal.aborted) return Promise.resolve()
      return new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer)
          signal.removeEventListener('abort', wake)
          waiting.delete(wake)
          resolve()
        }
        const timer = setTimeout(wake, timeoutMs)
        signal.addEventListener('abort', wake)
        waiting.add(wake)
      })
    },
  }
}
