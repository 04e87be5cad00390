import type { Due, Step } from '@inquiry/schema'
import { isAwaited } from '../awaited.ts'
import type { CaseState } from '../case-state.ts'
import type { Context } from '../decision.ts'
import type { Draft } from '../drafting.ts'

/** The steps by which the handling of a primary serves the cases merged into it; the citizen's own rights are each case's own. */
const followed: readonly Step[] = ['accept', 'reply']

/** The same context, in which the clocks of a merged case are its primary's, and say so. */
export function withClocksOf(primary: CaseState, context: Context): Context {
  return {
    ...context,
    dueFor: (facts, step) => (followed.includes(step) ? followedDue(primary, step) : context.dueFor(facts, step)),
  }
}

function followedDue({ due }: CaseState, step: Step): Due | undefined {
  const own = due.find((clock) => clock.step === step)
  if (!own) return undefined
  const { zh, en } = own.why.text
  const text = { zh: `并案办理，期限随主案：${zh}`, en: `Merged, so the primary’s date holds: ${en}` }
  return { ...own, state: 'running', why: { ...own.why, text } }
}

/** The dates of the steps that are still awaited, as far as this context gives other ones than the case has. */
export function movedDates(state: CaseState, { dueFor }: Context): readonly Draft[] {
  return followed.flatMap((step): Draft[] => {
    const present = state.due.find((due) => due.step === step)
    const next = dueFor(state, step)
    const isOpen = present?.state === 'running' || present?.state === 'paused'
    if (!present || !next || !isOpen || !isAwaited(state, step) || present.dueAt === next.dueAt) return []
    const due = [{ ...next, state: present.state }]
    return [{ type: 'case.due-changed', data: { step, from: present.dueAt, to: next.dueAt, due } }]
  })
}
