/**
 * Whether those who wait for an answer are queueing just now. It lies in shared memory, so that the thread which works
 * behind can give way to the one in front.
 */
export interface Pressure {
  readonly shared: SharedArrayBuffer
  /** Somebody is waiting. */
  note(): void
  /** Whether somebody was waiting a moment ago. */
  readonly high: boolean
  /** Somebody was sent away, because too many wait. */
  noteTooHigh(): void
  /** Whether somebody was sent away a moment ago. */
  readonly tooHigh: boolean
}

/** How long a note counts, in milliseconds. */
const momentMs = 100

export function pressureOn(shared: SharedArrayBuffer = new SharedArrayBuffer(16)): Pressure {
  const notedAt = new BigInt64Array(shared)
  const note = (at: 0 | 1): void => void Atomics.store(notedAt, at, BigInt(Date.now()))
  const isNoted = (at: 0 | 1): boolean => Date.now() - Number(Atomics.load(notedAt, at)) < momentMs
  return {
    shared,
    note: () => note(0),
    get high() {
      return isNoted(0)
    },
    noteTooHigh: () => note(1),
    get tooHigh() {
      return isNoted(1)
    },
  }
}
