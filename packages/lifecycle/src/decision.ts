import type { Due, EventType, Fault, NewEvent, ProblemSlug, Sentence, StatusCode, Step } from '@inquiry/schema'
import type { CaseState, ClockFacts } from './case-state.ts'
import type { Obstacle, Moment } from './obstacles.ts'
import { obstacles } from './obstacles.ts'
import type { Actor, Transition } from './table.ts'
import { lifecycleTable } from './table.ts'
import type { Role } from './parties.ts'

/** What a decision depends on beside the case: time, chance, law and the register of nodes, all given from outside. */
export type Context = Moment & {
  hubId: string
  /** `sha-256:` and base64url(SHA-256(salt ‖ JCS(data))) with a new salt of 16 bytes, base64url (annex B23). */
  digest: (data: unknown) => { contentDigest: string; salt: string }
  /**
   * When the step is due and why (`state: 'running'`), from the facts as they will be after the event; undefined where
   * the profile has no such period or its start has not happened. For `supervise` it runs from `now`.
   */
  dueFor: (facts: ClockFacts, step: Step) => Due | undefined
  /** The last day to which a period due at `dueAt` may be extended, `YYYY-MM-DD`; null where nothing limits it. */
  latestExtension: (facts: ClockFacts, dueAt: string) => string | null
  /** Whether the hub has a node of this name. */
  isNode: (nodeId: string) => boolean
}

/** Why a command was refused. `reason` is an obstacle's name or another stable code. */
export type Refusal = {
  slug: Extract<
    ProblemSlug,
    'unknown-case' | 'forbidden' | 'invalid-transition' | 'subject-of-report' | 'invalid-body' | 'not-found'
  >
  detail: Sentence
  members: {
    current?: StatusCode
    allowed?: readonly EventType[]
    allowedSender?: Role
    reason?: string
    caseId?: string
  }
  errors: readonly Fault[]
}

/** What comes of a command: the events to record, or the problem to answer with. A refusal changes nothing. */
export type Decision = { ok: true; events: readonly NewEvent[] } | { ok: false; problem: Refusal }

/** The answer to whoever is not a party to the case: word for word that for a case that does not exist (annex A25). */
export function unknownCase(): Decision {
  return refused('unknown-case', { zh: '没有这个案件。', en: 'There is no such case.' })
}

/** A party speaks, but not the one to whom the message belongs. */
export function forbidden(allowedSender: Role): Decision {
  const zh = { origin: '来源节点', handler: '承办单位', assist: '协办单位', reviewer: '复查机关' }[allowedSender]
  const detail = { zh: `此消息只能由${zh}发送。`, en: `Only the ${allowedSender} of the case may send this message.` }
  return refused('forbidden', detail, { allowedSender })
}

/** The right actor at the wrong time: names the status, the reason, and what this actor may do now. */
export function invalidTransition(
  state: CaseState,
  actors: readonly Actor[],
  moment: Moment,
  reason?: string,
  caseId?: string,
): Decision {
  const because = reason === undefined ? { zh: '', en: '' } : { zh: `（${reason}）`, en: ` (${reason})` }
  const detail = {
    zh: `案件当前状态“${state.status}”不允许此操作${because.zh}。`,
    en: `The case is ${state.status}, which does not allow this${because.en}.`,
  }
  const allowed = allowedTypes(state, actors, moment)
  return refused('invalid-transition', detail, {
    current: state.status,
    allowed,
    ...(reason === undefined ? {} : { reason }),
    ...(caseId === undefined ? {} : { caseId }),
  })
}

/** The body complained about may have no part in the handling of the report (annex A20). */
export function subjectOfReport(): Decision {
  return refused('subject-of-report', {
    zh: '被举报单位不得承办、协办或者复查该举报。',
    en: 'The body complained about may not handle, assist in or review the report.',
  })
}

/** A member of the coordinator's request does not hold. */
export function invalidBody(pointer: string, rule: string, message: Sentence): Decision {
  const error = { pointer, rule, message: message.zh }
  return refused('invalid-body', message, {}, [error])
}

export function notFound(detail: Sentence): Decision {
  return refused('not-found', detail)
}

function refused(
  slug: Refusal['slug'],
  detail: Sentence,
  members: Refusal['members'] = {},
  errors: readonly Fault[] = [],
): Decision {
  return { ok: false, problem: { slug, detail, members, errors } }
}

/** What the actors may bring about in the case as it stands; each type once, in the order of the table. */
export function allowedTypes(state: CaseState, actors: readonly Actor[], moment: Moment): readonly EventType[] {
  const rows = lifecycleTable.filter((row) => row.by.some((actor) => actors.includes(actor)))
  const open = rows.filter((row) => row.from !== 'none' && hindrance(row, state, moment) === undefined)
  return [...new Set(open.map(({ type }) => type))]
}

/** What keeps the row from being taken: `status`, an obstacle's name, or nothing (undefined). */
export function hindrance(row: Transition, state: CaseState, moment: Moment): 'status' | Obstacle | undefined {
  if (row.from === 'none' || !row.from.includes(state.status)) return 'status'
  return row.unless?.find((obstacle) => obstacles[obstacle](state, moment))
}
