import type { CaseState, Submission } from '../case-state.ts'
import { messageOf } from '../private-part.ts'
import { endSteps, withDues, withoutOpenDues } from './dues.ts'
import type { Evolutions } from './evolution.ts'

/** What the origin says after the submission, and what is decided upon it. */
export const citizenEvolutions: Evolutions<
  | 'case.amended'
  | 'case.withdrawn'
  | 'case.rated'
  | 'case.reopen-requested'
  | 'case.reopened'
  | 'case.reopen-refused'
  | 'case.review-requested'
  | 'case.review-assigned'
  | 'case.reviewed'
> = {
  'case.amended': (state, event) => {
    const { note: _, ...changes } = messageOf(event) ?? {}
    return { ...state, ...(changes as Partial<Submission>) }
  },
  'case.withdrawn': (state, event) => ({
    ...withoutOpenDues(state),
    ...stillness(state, event.time),
    status: 'withdrawn',
    openExtension: null,
    openReopening: null,
  }),
  'case.rated': (state, { data }) => ({
    ...state,
    rating: data.rating,
    lowestRatings: state.lowestRatings + (data.rating === 1 ? 1 : 0),
  }),
  'case.reopen-requested': (state, { time }) => ({ ...state, openReopening: { requestedAt: time } }),
  'case.reopened': (state, event) =>
    withDues(
      {
        ...state,
        status: 'assigned',
        assignedAt: event.time,
        reopenedAt: event.time,
        acceptedAt: null,
        acceptedPosition: null,
        repliedAt: null,
        endedAt: null,
        extension: null,
        openReopening: null,
        reopenings: state.reopenings + 1,
        due: [],
      },
      event.data.due,
    ),
  'case.reopen-refused': (state) => ({ ...state, openReopening: null }),
  'case.review-requested': (state, event) =>
    withDues(
      {
        ...endSteps(state, ['review-request'], event.time),
        status: 'under-review',
        reviewRequestedAt: event.time,
        openReopening: null,
        review: { requestedAt: event.time, node: null, outcome: null },
      },
      event.data.due,
    ),
  'case.review-assigned': (state, { data, time }) => ({
    ...state,
    review: { requestedAt: state.review?.requestedAt ?? time, outcome: null, node: data.node },
  }),
  'case.reviewed': (state, { data, time }) => ({
    ...endSteps(state, ['review'], time),
    status: 'closed',
    endedAt: time,
    review: { requestedAt: state.review?.requestedAt ?? time, node: data.node, outcome: data.outcome },
  }),
}

/** A pause that lasts ends with the handling it interrupted. */
export function stillness(state: CaseState, time: string): Pick<CaseState, 'paused' | 'pauses'> {
  return { paused: false, pauses: state.pauses.map((pause) => ({ ...pause, to: pause.to ?? time })) }
}
