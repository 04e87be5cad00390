import type { Step } from '@inquiry/schema'
import type { CaseState } from './case-state.ts'

const whileAwaited: Partial<Record<Step, (state: CaseState) => boolean>> = {
  accept: ({ status }) => status === 'assigned',
  object: ({ status, designated }) => status === 'assigned' && !designated,
  reply: ({ status }) => status === 'assigned' || status === 'accepted' || status === 'in-progress',
  'review-request': ({ status, review }) => status === 'replied' && review === null,
  review: ({ status }) => status === 'under-review',
}

/** The steps that run in a case as it stands, each with a clock if the profile sets one. */
export const clockedSteps: readonly Step[] = ['accept', 'object', 'reply', 'review-request', 'review']

/** Whether the step may still come, in time or late. */
export function isAwaited(state: CaseState, step: Step): boolean {
  return whileAwaited[step]?.(state) ?? false
}

/** The steps that are duties: they are overdue when missed. A right (to object, to ask for a review) only lapses. */
export const duties: readonly Step[] = ['accept', 'reply', 'review', 'supervise']
