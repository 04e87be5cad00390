import type { Due, EventData, EventType, NewEvent, RecordedEvent } from '@inquiry/schema'
import { audienceOf } from './audience.ts'
import { clockedSteps, isAwaited } from './awaited.ts'
import type { CaseState } from './case-state.ts'
import type { Context } from './decision.ts'
import { evolve } from './evolve.ts'
import type { CaseEventType } from './evolutions/evolution.ts'
import { publicDivision } from './parties.ts'
import type { CasePrivate } from './private-part.ts'

/** An event before its place, its clocks and its recipients are known. */
export type Draft<T extends CaseEventType = CaseEventType> = {
  [K in T]: { type: K; data: EventData<K>; private?: CasePrivate }
}[T]

/** Whose message it was and in which envelope it came; empty for what the hub says. */
export type Source = { node?: string; envelopeDigest?: string }

/**
 * The events as they go into the log, one after the other: each with the clocks it begins or moves, the public
 * division, and the nodes that receive it.
 */
export function draftEvents(
  state: CaseState | undefined,
  caseId: string,
  drafts: readonly Draft[],
  context: Context,
  source: Source = {},
): readonly NewEvent[] {
  const events: NewEvent[] = []
  let before = state
  for (const draft of drafts) {
    const event = draftEvent(before, caseId, draft, context, source)
    events.push(event)
    before = evolve(before, provisional(before, event, context))
  }
  return events
}

function draftEvent(
  before: CaseState | undefined,
  caseId: string,
  draft: Draft,
  context: Context,
  source: Source,
): NewEvent {
  const bare = { ...draft, ...source, caseId, subject: caseId, division: '000000', audience: [] } as NewEvent
  const timed = withClocks(bare, evolve(before, provisional(before, bare, context)), context)
  const after = evolve(before, provisional(before, timed, context))
  const event = { ...timed, division: publicDivision(after) }
  return { ...event, audience: audienceOf(before, after, event) }
}

/** The event as it will be recorded, but for its exact place and milliseconds. */
function provisional(before: CaseState | undefined, event: NewEvent, { now }: Context): RecordedEvent {
  return { ...event, position: (before?.position ?? -1) + 1, time: now }
}

/** The events that begin a clock or may move its date. */
const clockEvents: ReadonlySet<EventType> = new Set([
  'case.assigned',
  'case.designated',
  'case.accepted',
  'case.resumed',
  'case.extended',
  'case.replied',
  'case.review-requested',
  'case.reopened',
])

/** The event with the clocks that begin with it or whose date it moves. */
function withClocks(event: NewEvent, after: CaseState, context: Context): NewEvent {
  if (!clockEvents.has(event.type) || (event.type === 'case.assigned' && event.data.role === 'assist')) return event
  const due = changedDues(after, context)
  return due.length === 0 ? event : ({ ...event, data: { ...event.data, due } } as NewEvent)
}

function changedDues(after: CaseState, { dueFor }: Context): readonly Due[] {
  return clockedSteps.flatMap((step) => {
    if (!isAwaited(after, step)) return []
    const next = dueFor(after, step)
    const previous = after.due.find((due) => due.step === step)
    return next && next.dueAt !== previous?.dueAt ? [next] : []
  })
}
