import type { Stretch } from '@inquiry/event-stream'

/** What is known when the stream is compared with the log. Positions; -1 is before the first. */
export type Comparison = {
  /** What the stream holds; `broken` where it has a hole. */
  held: Stretch | 'broken' | undefined
  /** Up to where the relay has published before. */
  cursor: number
  logSize: number
  /** The oldest event that is younger than the stream's age: from there on the stream should hold everything. */
  oldestYoung: number
  /** Whether the log holds the stream's last event with the same bytes. */
  sameLog: boolean
  /** From where an operator wants everything to be published again. */
  republishFrom: number | undefined
}

/** What to do: go on after a position, fill the stream anew from one, or stop because the two belong to other logs. */
export type Verdict =
  | { kind: 'go-on'; after: number; lost: number }
  | { kind: 'fill'; from: number; reason: 'new' | 'asked' | 'empty' | 'hole' | 'front' }
  | { kind: 'other-log' }

/** Judge what the stream lost. What it holds beyond the cursor was published by a relay that could not settle it. */
export function judgeStream(comparison: Comparison): Verdict {
  const { held, cursor, logSize, oldestYoung, sameLog, republishFrom } = comparison
  const from = Math.min(oldestYoung, logSize)
  if (republishFrom !== undefined) {
    const first = held === undefined || held === 'broken' ? from : held.first
    return { kind: 'fill', from: Math.min(republishFrom, first), reason: 'asked' }
  }
  if (held === undefined) return { kind: 'fill', from, reason: cursor < 0 ? 'new' : 'empty' }
  if (held === 'broken') return { kind: 'fill', from, reason: 'hole' }
  if (held.last >= logSize || !sameLog) return { kind: 'other-log' }
  if (held.first > oldestYoung) return { kind: 'fill', from, reason: 'front' }
  return { kind: 'go-on', after: held.last, lost: Math.max(0, cursor - held.last) }
}
