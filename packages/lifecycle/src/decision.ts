import type {
  Due,
  EventType,
  Fault,
  NatureCode,
  NewEvent,
  ProblemSlug,
  Sentence,
  StatusCode,
  Step,
} from '@inquiry/schema'
import type { ClockFacts, ProfileReference } from './case-state.ts'
import type { Moment } from './obstacles.ts'
import type { Role } from './parties.ts'
import type { RefusalReason } from './refusal-reasons.ts'

/** What a decision depends on beside the case: time, chance, law and the register of nodes, all given from outside. */
export type Context = Moment & {
  hubId: string
  /** `sha-256:` and base64url(SHA-256(salt ‖ JCS(data))) with a new salt of 16 bytes, base64url (annex B23). */
  digest: (data: unknown) => { contentDigest: string; salt: string }
  /**
   * When the step is due and why (`state: 'running'`), from the facts as they will be after the event; undefined where
   * the profile has no such period or its start has not happened. For `supervise` it runs from `now`.
   */
  dueFor: (facts: ClockFacts, step: Step) => Due | undefined
  /** The last day to which a period due at `dueAt` may be extended, `YYYY-MM-DD`; null where nothing limits it. */
  latestExtension: (facts: ClockFacts, dueAt: string) => string | null
  /** The profile of a case that was never assigned by rule, when a coordinator assigns it (annex A15). */
  profileFor?: (nature: NatureCode) => ProfileReference | undefined
  /** Whether the hub has a node of this name. */
  isNode: (nodeId: string) => boolean
}

/** Why a command was refused. */
export type Refusal = {
  slug: Extract<
    ProblemSlug,
    | 'unknown-case'
    | 'forbidden'
    | 'invalid-transition'
    | 'subject-of-report'
    | 'invalid-body'
    | 'invalid-message'
    | 'not-found'
  >
  detail: Sentence
  members: {
    current?: StatusCode
    allowed?: readonly EventType[]
    allowedSender?: Role
    reason?: RefusalReason
    caseId?: string
  }
  errors: readonly Fault[]
}

/** What comes of a command: the events to record, or the problem to answer with. A refusal changes nothing. */
export type Decision = { ok: true; events: readonly NewEvent[] } | { ok: false; problem: Refusal }
