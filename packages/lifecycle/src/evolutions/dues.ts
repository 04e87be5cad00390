import type { Due, Step } from '@inquiry/schema'
import type { CaseState } from '../case-state.ts'
import { isTooLate } from '../due-instant.ts'

/** The state with the clocks that an event carries in place of the old ones of the same steps. */
export function withDues(state: CaseState, due: readonly Due[] | undefined): CaseState {
  if (!due || due.length === 0) return state
  const changed = new Set(due.map(({ step }) => step))
  return { ...state, due: [...state.due.filter(({ step }) => !changed.has(step)), ...due] }
}

/** The clocks of the steps come to their end at `time`: met, or missed where that is after the due date. */
export function endSteps(state: CaseState, steps: readonly Step[], time: string): CaseState {
  return mark(state, (due) => (steps.includes(due.step) && isOpen(due) ? stateAt(due, time) : due.state))
}

/** The clock that runs stands still, or that stands still runs. */
export function setRunning(state: CaseState, running: boolean): CaseState {
  const [from, to] = running ? (['paused', 'running'] as const) : (['running', 'paused'] as const)
  return mark(state, (due) => (due.state === from ? to : due.state))
}

/** The due date was missed, whatever happens afterwards. */
export function missStep(state: CaseState, step: Step): CaseState {
  return mark(state, (due) => (due.step === step ? 'missed' : due.state))
}

/** Nothing is awaited any more: what was not yet due falls away. */
export function withoutOpenDues(state: CaseState): CaseState {
  return { ...state, due: state.due.filter((due) => !isOpen(due)) }
}

function isOpen({ state }: Due): boolean {
  return state === 'running' || state === 'paused'
}

function stateAt(due: Due, time: string): Due['state'] {
  return due.state === 'running' && isTooLate(time, due.dueAt) ? 'missed' : 'met'
}

function mark(state: CaseState, next: (due: Due) => Due['state']): CaseState {
  return { ...state, due: state.due.map((due) => ({ ...due, state: next(due) })) }
}
