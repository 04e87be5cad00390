import type { RecordedEvent } from '@inquiry/schema'
import type { CaseState } from '../case-state.ts'
import { messageOf, privateOf } from '../private-part.ts'

/** A new case, as the origin's message describes it. Throws RangeError where the event lacks that message. */
export function submitted(event: RecordedEvent<'case.submitted'>): CaseState {
  const message = messageOf(event)
  const { sourceId, sealed, salt } = privateOf(event)
  if (!message || sourceId === undefined || event.caseId === null) {
    throw new RangeError(`case.submitted at position ${event.position} lacks its message`)
  }
  const { reporter, extensions: _, ...submission } = message
  return {
    ...untouched,
    ...submission,
    caseId: event.caseId,
    origin: event.data.origin,
    sourceId,
    receivedAt: event.time,
    reporterKind: reporter.kind,
    sealed: sealed ?? false,
    ...(event.data.probe ? { probe: true as const } : {}),
    ...(salt === undefined ? {} : { digestSalt: salt }),
    position: event.position,
  }
}

/** A case with which nobody has done anything yet. */
const untouched = {
  status: 'submitted',
  paused: false,
  handler: null,
  assist: [],
  designated: false,
  profile: null,
  assignment: null,
  assignedAt: null,
  acceptedAt: null,
  repliedAt: null,
  reviewRequestedAt: null,
  reopenedAt: null,
  endedAt: null,
  pauses: [],
  extension: null,
  due: [],
  announced: [],
  releasedTo: [],
  supervision: [],
  matterId: null,
  links: [],
  merged: null,
  rating: null,
  lowestRatings: 0,
  returns: { count: 0, hops: [] },
  openExtension: null,
  openReopening: null,
  reopenings: 0,
  review: null,
  unroutable: false,
  acceptedPosition: null,
} as const satisfies Partial<CaseState>
