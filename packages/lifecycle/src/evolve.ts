import type { EventType, RecordedEvent } from '@inquiry/schema'
import { assignmentEvolutions } from './evolutions/assignment.ts'
import { citizenEvolutions } from './evolutions/citizen.ts'
import { clockEvolutions } from './evolutions/clocks.ts'
import { handlingEvolutions } from './evolutions/handling.ts'
import { matterEvolutions } from './evolutions/matter.ts'
import { submitted } from './evolutions/submission.ts'
import { supervisionEvolutions } from './evolutions/supervision.ts'
import type { CaseState } from './case-state.ts'
import type { CaseEventType, Evolutions } from './evolutions/evolution.ts'

const evolutions: Evolutions<Exclude<CaseEventType, 'case.submitted'>> = {
  ...citizenEvolutions,
  ...handlingEvolutions,
  ...assignmentEvolutions,
  ...clockEvolutions,
  ...matterEvolutions,
  ...supervisionEvolutions,
}

/**
 * What the case is after the event. Events of other cases, of nodes and of hot spots change nothing. An event is a fact:
 * it is not judged again. Throws RangeError where a case would begin with anything but `case.submitted`.
 */
export function evolve(state: CaseState | undefined, event: RecordedEvent): CaseState {
  if (!state) return begin(event)
  if (event.caseId !== state.caseId || !concernsCase(event.type)) return state
  const evolution = evolutions[event.type] as (state: CaseState, event: RecordedEvent) => CaseState
  return { ...evolution(state, event), position: event.position }
}

/** The state after all the events, in the order of the log; undefined where there are none. */
export function fold(events: Iterable<RecordedEvent>): CaseState | undefined {
  let state: CaseState | undefined
  for (const event of events) state = evolve(state, event)
  return state
}

function begin(event: RecordedEvent): CaseState {
  if (event.type === 'case.submitted') return submitted(event)
  throw new RangeError(`a case begins with case.submitted, not with ${event.type} at position ${event.position}`)
}

function concernsCase(type: EventType): type is Exclude<CaseEventType, 'case.submitted'> {
  return Object.hasOwn(evolutions, type)
}
