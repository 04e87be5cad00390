import type { EventData, RecordedEvent } from '@inquiry/schema'
import type { Assignment, CaseState } from '../case-state.ts'
import { privateOf } from '../private-part.ts'
import { stillness } from './citizen.ts'
import { withDues } from './dues.ts'
import type { Evolutions } from './evolution.ts'
import { moveTo } from './hops.ts'

type AssigningEvent = RecordedEvent<'case.assigned' | 'case.designated'>

/** Who handles the case, who assists, and who may see its reporter. */
export const assignmentEvolutions: Evolutions<
  'case.assigned' | 'case.designated' | 'case.relieved' | 'case.unroutable' | 'case.reporter-released'
> = {
  'case.assigned': (state, event) =>
    event.data.role === 'assist'
      ? { ...state, assist: [...state.assist.filter((node) => node !== event.data.node), event.data.node] }
      : lead(state, event, false),
  'case.designated': (state, event) => lead(state, event, true),
  'case.relieved': (state, { data }) => ({ ...state, assist: state.assist.filter((node) => node !== data.node) }),
  'case.unroutable': (state) => ({ ...state, unroutable: true }),
  'case.reporter-released': (state, { data }) => ({
    ...state,
    releasedTo: [...state.releasedTo.filter((node) => node !== data.node), data.node],
  }),
}

/** A new handler begins anew: its clocks, and nothing of what the one before was granted or asked for. */
function lead(state: CaseState, event: AssigningEvent, designated: boolean): CaseState {
  const { data, time } = event
  const begun: CaseState = {
    ...state,
    ...stillness(state, time),
    status: 'assigned',
    handler: data.node,
    assist: state.assist.filter((node) => node !== data.node),
    designated,
    profile: data.profile ?? state.profile,
    assignment: assignmentOf(event),
    assignedAt: time,
    acceptedAt: null,
    acceptedPosition: null,
    repliedAt: null,
    extension: null,
    openExtension: null,
    unroutable: false,
    returns: moveTo(state.returns, data.node, time),
    due: [],
  }
  return withDues(begun, data.due)
}

function assignmentOf(event: AssigningEvent): Assignment {
  const { node, rule, rulesVersion, beat } = event.data satisfies EventData<'case.assigned'>
  const kept = privateOf(event)
  const why = event.data.why ?? kept.why
  return {
    node,
    at: event.time,
    rule,
    rulesVersion,
    beat,
    ...(why ? { why } : {}),
    ...(kept.skipped && kept.skipped.length > 0 ? { skipped: kept.skipped } : {}),
  }
}
