import type {
  EventType,
  LinkKind,
  MessageData,
  MessageType,
  PrivatePart,
  RecordedEvent,
  Sentence,
} from '@inquiry/schema'

/** A citizen's case as an event keeps it: whole but for the sealed reporter data, which are stored apart. */
export type KeptMessage<T extends MessageType> = T extends 'case.submitted'
  ? Omit<MessageData<T>, 'reporter'> & { reporter: { kind: MessageData<'case.submitted'>['reporter']['kind'] } }
  : MessageData<T>

/**
 * What the log keeps of a case's event beside its public data, in the column `private`. It is never delivered as it
 * stands: `privateFor` says what each recipient may see of it.
 */
export type CasePrivate<T extends MessageType = MessageType> = PrivatePart & {
  message?: KeptMessage<T>
  salt?: string
  reason?: string
  /** `case.submitted`: the origin's own number, and whether sealed reporter data came with it. */
  sourceId?: string
  sealed?: boolean
  /** `case.assigned`: the reason, where it would tell the public what a guarded case is about. */
  why?: Sentence
  /** `case.assigned`: what was passed over because it leads to the body complained about. For coordinators only. */
  skipped?: readonly string[]
  /** The name of the rule that decided, where one did. */
  rule?: string
  /** `case.linked`, `case.merged` and their undoing: the other cases, and whose they are. */
  cases?: readonly { caseId: string; origin: string; kind?: LinkKind }[]
}

/** The private part of a recorded event, as `decide` wrote it. */
export function privateOf(event: { private?: PrivatePart }): CasePrivate {
  return (event.private ?? {}) as CasePrivate
}

/** The message that caused the event, less sealed data; undefined where the hub itself did. */
export function messageOf<T extends EventType & MessageType>(event: RecordedEvent<T>): KeptMessage<T> | undefined {
  return event.private?.message as KeptMessage<T> | undefined
}
