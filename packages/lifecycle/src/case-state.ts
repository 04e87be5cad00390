import type {
  CaseSubmitted,
  Due,
  LinkKind,
  NatureCode,
  PauseReasonCode,
  ReviewOutcomeCode,
  Sentence,
  StatusCode,
  Step,
  SupervisionLevelCode,
} from '@inquiry/schema'

/** A deadline profile as it was fixed at assignment (annex A15). */
export type ProfileReference = { id: string; version: string }

/** A time during which the clocks stand still; `to` is null while it lasts. */
export type Pause = { from: string; to: string | null; reason: PauseReasonCode }

/** What the clocks are reckoned from: the hub's recording times, never the node's (annex A11). */
export type ClockFacts = {
  nature: NatureCode
  profile: ProfileReference | null
  receivedAt: string
  /** The assignment of the present handler, or its reopening. */
  assignedAt: string | null
  acceptedAt: string | null
  repliedAt: string | null
  reviewRequestedAt: string | null
  /** When the case was last reopened: what runs from the receipt then runs from here. */
  reopenedAt: string | null
  pauses: readonly Pause[]
  /** The extension granted: its last day (`YYYY-MM-DD`) and when it was decided. */
  extension: { until: string; decidedAt: string } | null
}

/** Which rule gave the case to its handler, when, and why; `rule` is null where a default or a coordinator did. */
export type Assignment = {
  node: string
  at: string
  rule: string | null
  rulesVersion: number
  why?: Sentence
  beat: readonly { rule: string; because: string }[]
  /** Rules and defaults passed over because they lead to the body complained about: for coordinators only. */
  skipped?: readonly string[]
}

/** A supervision order (督办). It is open until it is answered or lifted. */
export type Supervision = {
  id: string
  level: SupervisionLevelCode
  by: 'rule' | 'coordinator'
  /** The rule that issued it, where one did. */
  rule?: string
  node: string | null
  reason?: string
  /** Whether the citizen may know of it (挂牌公示). */
  public: boolean
  issuedAt: string
  answerBy: string | null
  answeredAt: string | null
  liftedAt: string | null
}

/** Another case of the same matter, with what decides who may know of it. */
export type LinkedCase = { caseId: string; origin: string; kind: LinkKind }

/**
 * One stay of the case with a handler, for the statistics of passing around; `until` is null while it lasts. Whoever
 * returned the case said why, and may have named the node that it holds to be competent: advice to the coordinator.
 */
export type Hop = {
  node: string
  from: string
  until: string | null
  end: 'returned' | 'reassigned' | null
  reason?: string
  suggestedNode?: string
}

/** A review (复查): asked for, given to a node, concluded. There is one for a case. */
export type Review = { requestedAt: string; node: string | null; outcome: ReviewOutcomeCode | null }

/** What the citizen said, as it stands after amendments. */
export type Submission = Omit<CaseSubmitted, 'reporter' | 'subjectNode' | 'extensions'>

/**
 * The whole state of one case, as JSON: the fold of its events. The reporter's sealed data are not in it, only whether
 * there are any; they are kept apart from the log so that they can be given, or taken back, on their own.
 */
export type CaseState = Submission &
  ClockFacts & {
    caseId: string
    origin: string
    sourceId: string
    status: StatusCode
    paused: boolean
    handler: string | null
    assist: readonly string[]
    /** Whether the present assignment is a designation (指定): binding, it cannot be returned. */
    designated: boolean
    reporterKind: CaseSubmitted['reporter']['kind']
    /** A synthetic case by which its origin tries the whole way. It is assigned to its origin, without clocks, and counted nowhere. */
    probe?: true
    /** Whether sealed reporter data are kept for the case. */
    sealed: boolean
    /** Nodes to which a coordinator has released the reporter's data in spite of `secrecy`. */
    releasedTo: readonly string[]
    /** For a report: the body complained about, which must never learn of the case. */
    subjectNode?: string | undefined
    assignment: Assignment | null
    /** The clocks as last computed, one for each step, as the events carried them. */
    due: readonly Due[]
    /** The dates that have become `case.due-soon` or `case.overdue`. */
    announced: readonly Announcement[]
    supervision: readonly Supervision[]
    matterId: string | null
    links: readonly LinkedCase[]
    /** While merged: the matter, and the case whose handling serves this one (itself for the primary), with its origin. */
    merged: { matterId: string; primary: string; origin: string } | null
    rating: number | null
    /** How often the lowest rating, 1, was given. */
    lowestRatings: number
    returns: { count: number; hops: readonly Hop[] }
    /** The extension that the handler has asked for and nobody has decided. */
    openExtension: { until: string; requestedAt: string } | null
    /** The reopening that the origin has asked for and nobody has decided. */
    openReopening: { requestedAt: string } | null
    reopenings: number
    review: Review | null
    /** When the case last came to `replied`, `closed` or `declined`: the reopening window runs from here. */
    endedAt: string | null
    /** No rule and no default led to a node that may handle the case. */
    unroutable: boolean
    /** The event by which the present handler accepted the case. */
    acceptedPosition: number | null
    /** Base64url, 16 bytes: opens the `contentDigest` of `case.submitted`. */
    digestSalt?: string
    /** The case's last event. */
    position: number
  }

/** A due date that has been told once; it is not told again. */
export type Announcement = { type: 'case.due-soon' | 'case.overdue'; step: Step; dueAt: string }
