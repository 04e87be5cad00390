import { StreamMoved } from './event-stream.ts'

/** After which ids are forgotten that are neither stored nor given up, in milliseconds: longer than any election takes. */
const usualPatienceMs = 10_000

/**
 * A clustered server (measured on 2.10.27) acknowledges as duplicates ids that the stream does not hold: with the number 0
 * one that it has taken in and that no majority has stored, and never may; with the number of another message one that
 * was stored by a leader that did not stay it. Neither is an acknowledgement. The same is sent again, the first kind for a
 * while, and then the stream is made to forget the ids that it has seen.
 */
export interface Unsettled {
  /** Everything that was sent is stored. */
  settled(): void
  /** Throws StreamMoved, so that the same is sent again. `seq` was acknowledged; `forget` lets the stream forget ids. */
  refuse(what: string, seq: number, forget: () => Promise<void>): Promise<never>
}

export function unsettledIds(patienceMs = usualPatienceMs): Unsettled {
  let since: number | undefined
  return {
    settled: () => void (since = undefined),
    async refuse(what, seq, forget) {
      since ??= performance.now()
      if (seq > 0 || performance.now() - since >= patienceMs) {
        since = undefined
        await forget()
      }
      throw new StreamMoved(`${what} was taken for number ${seq}, where it is not stored.`)
    },
  }
}
