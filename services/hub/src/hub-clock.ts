/**
 * The hub's clock. In test mode all of the hub's threads run ahead by the same offset, which lies in shared memory and
 * never shrinks; tokens and envelopes are judged by the real time (annex A27).
 */
export type HubClock = {
  now: () => Date
  wallClock: () => Date
  offsetSeconds: () => number
  runAhead: (seconds: number) => void
  shared: SharedArrayBuffer
}

export function hubClock(shared: SharedArrayBuffer = new SharedArrayBuffer(8)): HubClock {
  const offset = new BigInt64Array(shared)
  return {
    shared,
    wallClock: () => new Date(),
    now: () => new Date(Date.now() + Number(Atomics.load(offset, 0)) * 1000),
    offsetSeconds: () => Number(Atomics.load(offset, 0)),
    runAhead: (seconds) => void Atomics.store(offset, 0, BigInt(seconds)),
  }
}
