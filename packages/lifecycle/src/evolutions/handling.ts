import type { RecordedEvent } from '@inquiry/schema'
import type { Hop } from '../case-state.ts'
import { messageOf } from '../private-part.ts'
import { endSteps, setRunning, withDues } from './dues.ts'
import { stillness } from './citizen.ts'
import type { Evolutions } from './evolution.ts'
import { leave } from './hops.ts'

/** What the handler and its assistants say, or what follows from the handling of the case merged with. */
export const handlingEvolutions: Evolutions<
  | 'case.accepted'
  | 'case.declined'
  | 'case.returned'
  | 'case.progressed'
  | 'case.contributed'
  | 'case.extension-requested'
  | 'case.extended'
  | 'case.extension-refused'
  | 'case.paused'
  | 'case.resumed'
  | 'case.replied'
  | 'case.closed'
> = {
  'case.accepted': (state, event) =>
    withDues(
      {
        ...endSteps(state, ['accept', 'object'], event.time),
        status: 'accepted',
        acceptedAt: event.time,
        acceptedPosition: event.position,
      },
      event.data.due,
    ),
  'case.declined': (state, { time }) => ({
    ...endSteps(state, ['accept', 'object', 'reply'], time),
    status: 'declined',
    endedAt: time,
  }),
  // Who returned the case remains its handler until another is assigned, but its clocks stand still meanwhile.
  'case.returned': (state, event) => ({
    ...setRunning(endSteps(state, ['accept', 'object'], event.time), false),
    status: 'returned',
    returns: leave({ ...state.returns, count: state.returns.count + 1 }, event.time, returning(event)),
  }),
  'case.progressed': (state) => ({ ...state, status: 'in-progress' }),
  'case.contributed': (state) => state,
  'case.extension-requested': (state, { data, time }) => ({
    ...state,
    openExtension: { until: data.until, requestedAt: time },
  }),
  'case.extended': (state, { data, time }) =>
    withDues({ ...state, openExtension: null, extension: { until: data.until, decidedAt: time } }, data.due),
  'case.extension-refused': (state) => ({ ...state, openExtension: null }),
  'case.paused': (state, { data, time }) => ({
    ...setRunning(state, false),
    paused: true,
    pauses: [...state.pauses, { from: time, to: null, reason: data.reason }],
  }),
  'case.resumed': (state, { data, time }) =>
    withDues({ ...setRunning(state, true), ...stillness(state, time) }, data.due),
  'case.replied': (state, { data, time }) =>
    withDues(
      {
        ...endSteps(state, ['accept', 'reply'], time),
        status: 'replied',
        repliedAt: time,
        endedAt: time,
        openExtension: null,
      },
      data.due,
    ),
  'case.closed': (state, { time }) => ({ ...state, status: 'closed', endedAt: time }),
}

function returning(event: RecordedEvent<'case.returned'>): Pick<Hop, 'end' | 'reason' | 'suggestedNode'> {
  const suggestedNode = messageOf(event)?.suggestedNode
  return { end: 'returned', reason: event.data.reason, ...(suggestedNode === undefined ? {} : { suggestedNode }) }
}
