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
}

/** How long a note counts, in milliseconds. */
const momentMs = 100

export function pressureOn(shared: SharedArrayBuffer = new SharedArrayBuffer(8)): Pressure {
  const notedAt = new BigInt64Array(shared)
  return {
    shared,
    note: () => void Atomics.store(notedAt, 0, BigInt(Date.now())),
    get high() {
      return Date.now() - Number(Atomics.load(notedAt, 0)) < momentMs
    },
  }
}
