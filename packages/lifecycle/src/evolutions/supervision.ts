import type { CaseState, Supervision } from '../case-state.ts'
import { privateOf } from '../private-part.ts'
import type { Evolutions } from './evolution.ts'

/** Supervision orders (督办): they never move the case. */
export const supervisionEvolutions: Evolutions<'supervision.issued' | 'supervision.answered' | 'supervision.lifted'> = {
  'supervision.issued': (state, event) => {
    const { supervisionId: id, level, by, node, answerBy } = event.data
    const { reason, rule } = privateOf(event)
    const issued: Supervision = {
      id,
      level,
      by,
      ...(rule === undefined ? {} : { rule }),
      node,
      ...(reason === undefined ? {} : { reason }),
      public: event.data.public ?? false,
      issuedAt: event.time,
      answerBy,
      answeredAt: null,
      liftedAt: null,
    }
    return { ...state, supervision: [...state.supervision, issued] }
  },
  'supervision.answered': (state, { data, time }) => change(state, data.supervisionId, { answeredAt: time }),
  'supervision.lifted': (state, { data, time }) => change(state, data.supervisionId, { liftedAt: time }),
}

function change(state: CaseState, id: string, changes: Partial<Supervision>): CaseState {
  return {
    ...state,
    supervision: state.supervision.map((order) => (order.id === id ? { ...order, ...changes } : order)),
  }
}
