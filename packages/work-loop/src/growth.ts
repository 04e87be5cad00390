/** Tells waiting readers that the log may have grown. A hint: whoever waits looks again after a while in any case. */
export interface Growth {
  /** How often it has grown. Whoever looks notes it before, so that what comes while it looks is not slept through. */
  readonly count: number
  /** Wake everybody who waits. */
  grown(): void
  /** Done once it has grown beyond the noted count, after the given milliseconds, or when the signal ends; whichever is first. */
  wait(noted: number, timeoutMs: number, signal: AbortSignal): Promise<void>
}

export function createGrowth(): Growth {
  let count = 0
  let waiting = new Set<() => void>()
  return {
    get count() {
      return count
    },
    grown() {
      count += 1
      const woken = waiting
      waiting = new Set()
      for (const wake of woken) wake()
    },
    wait(noted, timeoutMs, signal) {
      if (signal.aborted || count > noted) return Promise.resolve()
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
