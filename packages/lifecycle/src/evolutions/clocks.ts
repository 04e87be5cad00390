import type { RecordedEvent } from '@inquiry/schema'
import type { CaseState } from '../case-state.ts'
import { missStep, withDues } from './dues.ts'
import type { Evolutions } from './evolution.ts'

/** What the hub says of the case's clocks. */
export const clockEvolutions: Evolutions<'case.due-soon' | 'case.overdue' | 'case.due-changed'> = {
  'case.due-soon': announce,
  'case.overdue': (state, event) => missStep(announce(state, event), event.data.step),
  'case.due-changed': (state, { data }) => withDues(state, data.due),
}

function announce(state: CaseState, { type, data }: RecordedEvent<'case.due-soon' | 'case.overdue'>): CaseState {
  return { ...state, announced: [...state.announced, { type, step: data.step, dueAt: data.dueAt }] }
}
