import type { TokenBuckets } from '@inquiry/http'
import type { KeyRecord } from '@inquiry/envelope'
import type { ProblemCause } from '@inquiry/problems'
import type { Metrics } from '@inquiry/telemetry'
import type { Pressure } from '@inquiry/work-loop'
import { claimedKid, headerSegment, maxHeaderBytes } from './claimed-kid.ts'
import type { IntakeGate } from './intake-gate.ts'
import { busy, tooMany } from './too-much.ts'

export type EnvelopeDoorOptions = {
  gate: IntakeGate
  quota: TokenBuckets
  keyAtHand: (kid: string) => KeyRecord | undefined
  metrics: Metrics
  pressure: Pressure
}

/** What is said of an envelope whose body has begun to arrive: why it is sent away, that it is let in, or `more` is needed. */
export type LookAtEnvelope = (start: Uint8Array) => ProblemCause | 'in' | 'more'

/** Headers at most whose key is kept at hand: every sender writes the same one each time. */
const mostHeaders = 10_000

/**
 * Whether an envelope is sent away before any route sees it: where the hub has no room, by nothing at all; where the
 * node that it names is over its quota or has no room, by the first bytes of its body. Saying no must cost so little that
 * it can be said to all who flood, while the others are served. Only what is certain is decided here; everything else is
 * let in, and judged with all its rules.
 */
export function createEnvelopeDoor({ gate, quota, keyAtHand, metrics, pressure }: EnvelopeDoorOptions) {
  const kidByHeader = new Map<string, string>()
  const nodeOf = (segment: string): string | undefined => {
    const read = kidByHeader.get(segment)
    const kid = read ?? claimedKid(segment)
    const node = kid === undefined ? undefined : keyAtHand(kid)?.nodeId
    if (kid === undefined || read !== undefined || node === undefined) return node
    if (kidByHeader.size >= mostHeaders) kidByHeader.clear()
    kidByHeader.set(segment, kid)
    return node
  }
  const refused = (reason: ProblemCause): ProblemCause => {
    metrics.envelopes.inc({ outcome: reason.slug })
    return reason
  }
  const noRoom = (reason: ProblemCause): ProblemCause => {
    if (gate.isHalfFull) pressure.noteTooHigh()
    return refused(reason)
  }
  const look: LookAtEnvelope = (start) => {
    const segment = headerSegment(start)
    if (segment === undefined) return start.length < maxHeaderBytes ? 'more' : 'in'
    const node = nodeOf(segment)
    if (node === undefined) return 'in'
    const wait = quota.wait(node)
    if (wait > 0) return refused(tooMany(wait))
    const lacking = gate.lacking(node, quota.left(node))
    if (lacking === undefined) return 'in'
    return noRoom(lacking === 'hub' ? busy : tooMany(1))
  }
  return { whenItComes: () => (gate.isFull ? noRoom(busy) : look) }
}
