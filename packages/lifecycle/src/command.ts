import type {
  Due,
  EventData,
  LinkKind,
  Message,
  MessageType,
  RecordedEvent,
  Step,
  SupervisionLevelCode,
} from '@inquiry/schema'
import type { CaseState, ProfileReference } from './case-state.ts'

/** The messages that concern a case. */
export type CaseMessageType = Exclude<MessageType, 'node.reconciled'>
export type CaseMessage = Message<CaseMessageType>

/** Who decides: a coordinator, who owes a reason, or a rule of the hub, which may have a name. */
export type Author = { by: 'coordinator'; reason: string } | { by: 'rule'; rule?: string; reason?: string }

/**
 * What a node says of a case. The message has passed its contract, and `caseId` is that of the case it names (a new one
 * for `case.submitted`). `sender` is the owner of the key that signed it.
 */
export type SayMessage = {
  kind: 'message'
  caseId: string
  sender: string
  message: CaseMessage
  /** Base64url SHA-256 of the signing input of the envelope it came in. */
  envelopeDigest?: string
}

/** Where the routing table sends the case. `why`, `beat` and `skipped` are as the routing gave them. */
export type Routed = Pick<EventData<'case.assigned'>, 'node' | 'rule' | 'rulesVersion' | 'why' | 'beat'> & {
  assist: readonly string[]
  skipped?: readonly string[]
}

/** The hub assigns a new case by its table; a coordinator assigns a handler or an assistant. */
export type Assign =
  | { kind: 'assign-by-rule'; route: Routed; profile?: ProfileReference }
  | { kind: 'assign'; node: string; role: 'lead' | 'assist'; profile?: ProfileReference; author: Author }
  | { kind: 'designate'; node: string; profile?: ProfileReference; author: Author }
  | { kind: 'relieve'; node: string; author: Author }
  | { kind: 'find-unroutable'; skipped?: readonly string[] }

/** Supervision: an order with the answer's due time (else the profile's), or its lifting. */
export type Supervise =
  | {
      kind: 'supervise'
      supervisionId: string
      level: SupervisionLevelCode
      answerBy?: string
      /** Whether the citizen may know of it (挂牌公示). */
      isPublic?: boolean
      author: Author
    }
  | { kind: 'lift-supervision'; supervisionId: string; author: Author }

/** What a coordinator, or a rule, decides upon a party's request. `until` is the last day granted, else the one asked for. */
export type Decide =
  | { kind: 'decide-extension'; decision: 'granted' | 'refused'; until?: string; author: Author }
  | { kind: 'decide-reopening'; decision: 'granted' | 'refused'; author: Author }
  | { kind: 'appoint-reviewer'; node: string; author: Author }
  | { kind: 'release-reporter'; node: string; author: Author }

/**
 * The case's place in a matter. One command speaks of one case: linking two cases takes a command on each, with the
 * other's state. `derive` is what follows for a merged case from an event of its primary; `split` and `unlink` undo, and
 * `keep-apart` says of a case that was never linked that it is another matter than the other's, `matterId`.
 */
export type Relate =
  | {
      kind: 'link'
      matterId: string
      linkKind: LinkKind
      score: number
      evidence: Record<string, unknown>
      others: readonly CaseState[]
      author: Author
    }
  | { kind: 'unlink'; others?: readonly CaseState[]; author: Author }
  | { kind: 'keep-apart'; matterId: string; other: CaseState; author: Author }
  | { kind: 'merge'; matterId: string; primary: CaseState; author: Author }
  | { kind: 'split'; author: Author }
  | { kind: 'derive'; from: RecordedEvent; primary: CaseState }

/** What the hub finds when it looks at its clocks. */
export type Announce =
  | { kind: 'announce'; type: 'case.due-soon' | 'case.overdue'; step: Step; dueAt: string }
  | { kind: 'change-due'; due: Due }

/** Everything that may be asked of a case. */
export type Command = SayMessage | Assign | Supervise | Decide | Relate | Announce
