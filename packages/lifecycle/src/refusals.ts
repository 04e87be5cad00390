import { entryOf, eventTypes, statuses } from '@inquiry/schema'
import type { EventType, Fault, Sentence, StatusCode } from '@inquiry/schema'
import { allowedTypes } from './allowed.ts'
import type { CaseState } from './case-state.ts'
import type { Decision, Refusal } from './decision.ts'
import type { Moment } from './obstacles.ts'
import type { Role } from './parties.ts'
import { refusalReasons } from './refusal-reasons.ts'
import type { RefusalReason } from './refusal-reasons.ts'
import type { Actor } from './table.ts'

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

/** The right actor at the wrong time: names the status, the reason, and what this actor may do now (annex A25). */
export function invalidTransition(
  state: CaseState,
  actors: readonly Actor[],
  moment: Moment,
  reason?: RefusalReason,
  caseId?: string,
): Decision {
  const allowed = allowedTypes(state, actors, moment)
  return refused('invalid-transition', sentenceOf(state.status, allowed, reason), {
    current: state.status,
    allowed,
    ...(reason === undefined ? {} : { reason }),
    ...(caseId === undefined ? {} : { caseId }),
  })
}

function sentenceOf(status: StatusCode, allowed: readonly EventType[], reason: RefusalReason | undefined): Sentence {
  const current = entryOf(statuses, status)
  const because = reason === undefined ? undefined : refusalReasons[reason]
  const can = allowed.map((type) => eventTypes[type])
  return {
    zh: [
      `案件当前状态为“${current?.zh}”，不能进行此操作`,
      ...(because ? [because.zh] : []),
      can.length > 0 ? `现在可以：${can.map(({ zh }) => zh).join('、')}` : '现在没有可以进行的操作',
    ].join('；'),
    en: [
      `The case is “${current?.en}”, which does not allow this`,
      ...(because ? [because.en] : []),
      can.length > 0 ? `what may be done now: ${can.map(({ en }) => en).join(', ')}` : 'nothing may be done now',
    ].join('; '),
  }
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
