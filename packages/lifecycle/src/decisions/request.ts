import type { Decide } from '../command.ts'
import type { CaseState } from '../case-state.ts'
import { invalidBody, invalidTransition } from '../refusals.ts'
import type { Context, Decision } from '../decision.ts'
import type { Draft } from '../drafting.ts'
import { isServedByAnother } from '../parties.ts'
import { barred, conclude, reasonOf, unfit } from './coordination.ts'
import { splitDraft } from './matter.ts'

type Of<K extends Decide['kind']> = Extract<Decide, { kind: K }>

/** The extension that the handler asked for is granted, at most to the profile's limit, or refused. */
export function decideExtension(state: CaseState, command: Of<'decide-extension'>, context: Context): Decision {
  const { decision, author } = command
  const type = decision === 'granted' ? 'case.extended' : 'case.extension-refused'
  const refusal = barred(state, type, author.by, context)
  if (refusal) return refusal
  if (decision === 'refused') {
    return conclude(state, [{ type: 'case.extension-refused', data: {}, ...reasonOf(author) }], context)
  }
  const until = command.until ?? state.openExtension?.until ?? ''
  const unfitting = beyondLimit(state, until, context)
  return unfitting ?? conclude(state, [{ type: 'case.extended', data: { until }, ...reasonOf(author) }], context)
}

/** The limit counts from the period's own end, so that extensions do not add up. */
function beyondLimit(state: CaseState, until: string, context: Context): Decision | undefined {
  const own = context.dueFor({ ...state, extension: null }, 'reply')
  if (!own) return undefined
  const present = state.due.find(({ step }) => step === 'reply') ?? own
  if (until <= present.dueAt.slice(0, 10)) {
    return invalidBody('/until', 'minimum', {
      zh: `延期日应当晚于原期限 ${present.dueAt.slice(0, 10)}。`,
      en: `The extension must end after the present due date, ${present.dueAt.slice(0, 10)}.`,
    })
  }
  const limit = context.latestExtension(state, own.dueAt)
  if (limit === null || until <= limit) return undefined
  return invalidBody('/until', 'maximum', {
    zh: `延期不得超过 ${limit}。`,
    en: `It may not be extended beyond ${limit}.`,
  })
}

/**
 * A case is reopened, upon the origin's request or of the hub's own motion, and goes back to its handler; or the request
 * is refused. A case served by another is split from it first, since the other's handling has ended.
 */
export function decideReopening(
  state: CaseState,
  { decision, author }: Of<'decide-reopening'>,
  context: Context,
): Decision {
  const type = decision === 'granted' ? 'case.reopened' : 'case.reopen-refused'
  const refusal = barred(state, type, author.by, context)
  if (refusal) return refusal
  if (decision === 'refused') {
    return conclude(state, [{ type: 'case.reopen-refused', data: {}, ...reasonOf(author) }], context)
  }
  const reopened: Draft = { type: 'case.reopened', data: { node: state.handler }, ...reasonOf(author) }
  return conclude(state, [...splitting(state), reopened], context)
}

function splitting({ merged, ...state }: CaseState): readonly Draft[] {
  if (!merged || !isServedByAnother({ ...state, merged })) return []
  return [splitDraft(merged, { by: 'rule' })]
}

/** The reviewing node is named: never the handler whose reply is reviewed (annex B19). */
export function appointReviewer(
  state: CaseState,
  { node, author }: Of<'appoint-reviewer'>,
  context: Context,
): Decision {
  const refusal = barred(state, 'case.review-assigned', author.by, context) ?? unfit(state, node, context)
  if (refusal) return refusal
  if (node === state.handler) return invalidTransition(state, [author.by], context, 'handler')
  if (node === state.review?.node) return invalidTransition(state, [author.by], context, 'already-reviewer')
  return conclude(state, [{ type: 'case.review-assigned', data: { node }, ...reasonOf(author) }], context)
}

/** A handler or reviewer may have the reporter's data in spite of `secrecy`, for a reason (annex B13). */
export function releaseReporter(
  state: CaseState,
  { node, author }: Of<'release-reporter'>,
  context: Context,
): Decision {
  const refusal = barred(state, 'case.reporter-released', author.by, context) ?? unfit(state, node, context)
  if (refusal) return refusal
  if (node !== state.handler && node !== state.review?.node) {
    return invalidTransition(state, [author.by], context, 'not-handler')
  }
  return conclude(state, [{ type: 'case.reporter-released', data: { node }, ...reasonOf(author) }], context)
}
