import type { NatureCode, PauseReasonCode, Step } from '@inquiry/schema'
import type { StartRule } from './deadline-profile.ts'
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

/** When a period with this rule began, or null where it has not. */
export function beganAt(facts: ClockFacts, rule: StartRule): string | null {
  const began: Record<StartRule, Instant> = {
    'on-received': facts.reopenedAt ?? facts.receivedAt,
    'on-assigned': facts.assignedAt,
    'on-accepted': facts.acceptedAt,
    'on-replied': facts.repliedAt,
    'on-requested': facts.reviewRequestedAt,
  }
  return began[rule] ?? null
}

/** The steps that have a clock in a case, in the order in which they come. */
export const clockSteps = ['accept', 'object', 'reply', 'review-request', 'review'] as const satisfies Step[]
export type ClockStep = (typeof clockSteps)[number]

/**
 * What the clock of a step waits for, in each form it can take: declining and returning answer an assignment like
 * accepting, and after any of the three there is nothing left to object to; a refusal answers like a reply.
 */
export function fulfilments(facts: ClockFacts, step: ClockStep): Instant[] {
  const answers = [facts.acceptedAt, facts.declinedAt, facts.returnedAt]
  const awaited: Record<ClockStep, Instant[]> = {
    accept: answers,
    object: answers,
    reply: [facts.repliedAt, facts.declinedAt],
    'review-request': [facts.reviewRequestedAt],
    review: [facts.reviewedAt],
  }
  return awaited[step]
}

/** What leaves the clock without anything to wait for: the citizen's withdrawal, and for a reply the return. */
export function cancellations(facts: ClockFacts, step: ClockStep): Instant[] {
  return step === 'reply' ? [facts.withdrawnAt, facts.returnedAt] : [facts.withdrawnAt]
}
