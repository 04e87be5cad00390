import type { NatureCode, PauseReasonCode } from '@inquiry/schema'
import type { EndRule, StartRule } from './deadline-profile.ts'
import type { Extension } from './extension.ts'

type Instant = string | null | undefined

/**
 * What the clocks of a case are reckoned from: instants of the hub's recording, never the node's (annex A11), null or
 * absent where it has not happened. They are those of the present handler and the present round: a new assignment or a
 * reopening sets `assignedAt` and clears what the handler before said.
 */
export interface ClockFacts {
  readonly nature: NatureCode
  readonly receivedAt: string
  /** What runs from the receipt runs from here after a reopening. */
  readonly reopenedAt?: Instant
  readonly assignedAt?: Instant
  /** Against a designation there is no objection. */
  readonly designated?: boolean
  readonly acceptedAt?: Instant
  readonly declinedAt?: Instant
  readonly returnedAt?: Instant
  readonly repliedAt?: Instant
  readonly withdrawnAt?: Instant
  readonly reviewRequestedAt?: Instant
  readonly reviewedAt?: Instant
  readonly pauses: readonly CasePause[]
  readonly extension?: Extension | null | undefined
}

/** A pause of the case; `to` is null while it lasts. */
export interface CasePause {
  readonly from: string
  readonly to: string | null
  readonly reason: PauseReasonCode
}

/** When a period with this rule began, or null where it has not. An extension's period has no beginning of its own. */
export function beganAt(facts: ClockFacts, rule: StartRule): string | null {
  switch (rule) {
    case 'on-received':
      return facts.reopenedAt ?? facts.receivedAt
    case 'on-assigned':
      return facts.assignedAt ?? null
    case 'on-accepted':
      return facts.acceptedAt ?? null
    case 'on-replied':
      return facts.repliedAt ?? null
    case 'on-requested':
      return facts.reviewRequestedAt ?? null
    default:
      return null
  }
}

/** What the clock waited for, in any of the forms it can take. */
export function fulfilments(facts: ClockFacts, rule: EndRule): Instant[] {
  switch (rule) {
    case 'on-accepted':
    case 'on-returned':
      return [facts.acceptedAt, facts.declinedAt, facts.returnedAt]
    case 'on-replied':
      return [facts.repliedAt, facts.declinedAt]
    case 'on-requested':
      return [facts.reviewRequestedAt]
    default:
      return [facts.reviewedAt]
  }
}

/** What leaves the clock without anything to wait for: the citizen's withdrawal, and for a reply the return. */
export function cancellations(facts: ClockFacts, rule: EndRule): Instant[] {
  return rule === 'on-replied' ? [facts.withdrawnAt, facts.returnedAt] : [facts.withdrawnAt]
}
