import type { ProblemCause } from '@inquiry/problems'
import type { Outcome } from '../decide/decide-once.ts'

/** A command that is refused. */
export function refused(problem: ProblemCause): Outcome {
  return { ok: false, problem }
}

export function noSuchAct(): ProblemCause {
  return { slug: 'not-found', detail: { zh: '没有这项申诉或剔除。', en: 'There is no such objection or exclusion.' } }
}

export function alreadyDecided(current: string): ProblemCause {
  return {
    slug: 'invalid-transition',
    detail: { zh: '此项已有结果，不再更改。', en: 'It was settled before and is not changed.' },
    members: { current },
  }
}
