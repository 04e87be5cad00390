import type { EventType, RecordedEvent } from '@inquiry/schema'
import type { Author, Relate } from '../command.ts'
import type { CaseState } from '../case-state.ts'
import { invalidTransition, subjectOfReport } from '../refusals.ts'
import type { Context, Decision } from '../decision.ts'
import type { Draft } from '../drafting.ts'
import { isServedByAnother } from '../parties.ts'
import type { RefusalReason } from '../refusal-reasons.ts'
import { privateOf } from '../private-part.ts'
import type { CasePrivate } from '../private-part.ts'
import { openStatuses } from '../table.ts'
import { barred, conclude, reasonOf } from './coordination.ts'
import { movedDates, withClocksOf } from './merged-clocks.ts'

type Of<K extends Relate['kind']> = Extract<Relate, { kind: K }>

/**
 * A likeness is recorded; it suppresses nothing (annex A26). Only cases with the same body complained about, or with
 * none, may be linked: else that body could learn of the report from its own cases.
 */
export function link(state: CaseState, command: Of<'link'>, context: Context): Decision {
  const { matterId, linkKind, score, evidence, others, author } = command
  const refusal = barred(state, 'case.linked', author.by, context)
  if (refusal) return refusal
  if (others.some(({ subjectNode }) => subjectNode !== state.subjectNode)) return subjectOfReport()
  const data = { matterId, kind: linkKind, score, evidence, by: author.by }
  return conclude(state, [{ type: 'case.linked', data, ...reasonOf(author, { cases: casesOf(others) }) }], context)
}

function casesOf(cases: readonly Pick<CaseState, 'caseId' | 'origin'>[]): NonNullable<CasePrivate['cases']> {
  return cases.map(({ caseId, origin }) => ({ caseId, origin }))
}

/** Links are taken back: those with `others`, or all of them, by which the case leaves its matter. */
export function unlink(state: CaseState, { others, author }: Of<'unlink'>, context: Context): Decision {
  const refusal = barred(state, 'case.unlinked', author.by, context)
  if (refusal) return refusal
  const isLinked = !others || others.every(({ caseId }) => state.links.some((linked) => linked.caseId === caseId))
  if (state.matterId === null || !isLinked) return invalidTransition(state, [author.by], context, 'not-linked')
  const data = { matterId: state.matterId, by: author.by }
  const cases = casesOf(others ?? state.links)
  return conclude(state, [{ type: 'case.unlinked', data, ...reasonOf(author, { cases }) }], context)
}

/** A coordinator holds two cases that a machine might link to be two matters: recorded as if a link were taken back. */
export function keepApart(state: CaseState, command: Of<'keep-apart'>, context: Context): Decision {
  const { matterId, other, author } = command
  const refusal = barred(state, 'case.unlinked', author.by, context)
  if (refusal) return refusal
  const data = { matterId, by: author.by }
  return conclude(state, [{ type: 'case.unlinked', data, ...reasonOf(author, { cases: casesOf([other]) }) }], context)
}

/**
 * The case is merged (并案): from now on the primary's handling serves it, by the primary's dates. Where the primary is
 * accepted already, so is this one. The primary is told by the same command with itself.
 */
export function merge(state: CaseState, { matterId, primary, author }: Of<'merge'>, context: Context): Decision {
  const refusal = barred(state, 'case.merged', author.by, context)
  if (refusal) return refusal
  if (primary.subjectNode !== state.subjectNode) return subjectOfReport()
  const hindered = unfitPrimary(primary)
  if (hindered) return invalidTransition(state, [author.by], context, hindered)
  const data = { matterId, primary: primary.caseId, by: author.by }
  const merged: Draft = { type: 'case.merged', data, ...reasonOf(author, { cases: casesOf([primary]) }) }
  const following = withClocksOf(primary, context)
  const accepted = acceptedAlready(state, primary, context)
  return conclude(state, [merged, ...(accepted.length > 0 ? accepted : movedDates(state, following))], following)
}

function unfitPrimary(primary: CaseState): RefusalReason | undefined {
  if (!openStatuses.some((status) => status === primary.status)) return 'primary-not-open'
  if (primary.paused) return 'primary-paused'
  return isServedByAnother(primary) ? 'primary-merged' : undefined
}

function acceptedAlready(state: CaseState, primary: CaseState, { hubId }: Context): readonly Draft[] {
  const isWaiting = state.status === 'assigned' || state.status === 'returned'
  const { acceptedPosition, handler } = primary
  if (!isWaiting || acceptedPosition === null || handler === null || primary.caseId === state.caseId) return []
  return [{ type: 'case.accepted', data: { node: handler, derivedFrom: `${hubId}:${acceptedPosition}` } }]
}

/** The case is taken out of the merging (拆案) and handled on its own from where it stands, by dates of its own again. */
export function split(state: CaseState, { author }: Of<'split'>, context: Context): Decision {
  const refusal = barred(state, 'case.split', author.by, context)
  if (refusal || !state.merged) return refusal ?? invalidTransition(state, [author.by], context, 'not-merged')
  return conclude(state, [splitDraft(state.merged, author), ...movedDates(state, context)], context)
}

/** The split of a case from its primary, which its origin hears of only where the primary is its own too. */
export function splitDraft({ matterId, primary, origin }: NonNullable<CaseState['merged']>, author: Author): Draft {
  const cases = [{ caseId: primary, origin }]
  return { type: 'case.split', data: { matterId, by: author.by }, ...reasonOf(author, { cases }) }
}

/**
 * What follows for a merged case from an event of its primary: the same step of handling, or, where the primary is
 * withdrawn or declined and nobody serves this case any more, its split.
 */
export function derive(state: CaseState, { from, primary }: Of<'derive'>, context: Context): Decision {
  const isServed = state.merged?.primary === primary.caseId && from.caseId === primary.caseId
  if (!isServed || !isServedByAnother(state)) return invalidTransition(state, ['primary'], context, 'not-merged')
  const following = withClocksOf(primary, context)
  if (movesDates.has(from.type)) return followDates(state, following)
  const draft = derivedDraft(state, from, `${context.hubId}:${from.position}`)
  if (!draft) return invalidTransition(state, ['primary'], context)
  const own = draft.type === 'case.split' ? movedDates(state, context) : []
  return barred(state, draft.type, 'primary', context) ?? conclude(state, [draft, ...own], following)
}

/** Events of a primary by which its dates move, and with them those of the cases that it serves. */
const movesDates: ReadonlySet<EventType> = new Set(['case.extended', 'case.due-changed'])

function followDates(state: CaseState, following: Context): Decision {
  const moved = movedDates(state, following)
  if (moved.length === 0) return invalidTransition(state, ['primary'], following, 'nothing-due')
  return barred(state, 'case.due-changed', 'primary', following) ?? conclude(state, moved, following)
}

function derivedDraft({ merged }: CaseState, from: RecordedEvent, derivedFrom: string): Draft | undefined {
  switch (from.type) {
    case 'case.accepted':
    case 'case.progressed':
    case 'case.paused':
    case 'case.resumed':
    case 'case.replied':
    case 'case.closed':
      return { type: from.type, data: { ...withoutDue(from.data), derivedFrom }, private: privateOf(from) } as Draft
    case 'case.withdrawn':
    case 'case.declined':
      return merged ? splitDraft(merged, { by: 'rule' }) : undefined
    default:
      return undefined
  }
}

/** What the primary's event says of its clocks is said anew for this case. */
function withoutDue(data: object): object {
  return Object.fromEntries(Object.entries(data).filter(([member]) => member !== 'due'))
}
