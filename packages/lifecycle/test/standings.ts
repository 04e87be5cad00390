import type { StatusCode } from '@inquiry/schema'
import { assigned, assistant, coordinator, handler, origin, reviewer, say, Story } from './example.ts'

const joined = { kind: 'assign', node: assistant, role: 'assist', author: coordinator } as const
const appointed = { kind: 'appoint-reviewer', node: reviewer, author: coordinator } as const

/** For each status a way to it on which there are, where the status knows them, handler, assistant and reviewer. */
export const standings: { readonly [S in StatusCode]: () => Story } = {
  submitted: () => new Story().do(say(origin, 'case.submitted'), joined),
  assigned: () => assigned().do(joined),
  returned: () => standings.assigned().do(say(handler, 'case.returned')),
  accepted: () => standings.assigned().do(say(handler, 'case.accepted')),
  'in-progress': () => standings.accepted().do(say(handler, 'case.progressed')),
  replied: () => standings['in-progress']().do(say(handler, 'case.replied')),
  'under-review': () => standings.replied().do(say(origin, 'case.review-requested'), appointed),
  closed: () => standings.replied().do(say(handler, 'case.closed')),
  declined: () => standings.assigned().do(say(handler, 'case.declined')),
  withdrawn: () => standings.assigned().do(say(origin, 'case.withdrawn')),
}

/** The case closed by a review. */
export function reviewed(): Story {
  return standings['under-review']().do(say(reviewer, 'case.reviewed'))
}

/** The case accepted, with its clock stopped. */
export function paused(): Story {
  return standings.accepted().do(say(handler, 'case.paused'))
}
