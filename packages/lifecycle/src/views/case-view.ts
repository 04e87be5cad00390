import type { CaseView, DeliveredCase, Due } from '@inquiry/schema'
import type { CaseState, Supervision } from '../case-state.ts'
import { isTooLate } from '../due-instant.ts'
import { rolesOf } from '../parties.ts'
import type { Role } from '../parties.ts'

/** Who looks at a case: a node, or a coordinator. */
export type Viewer = { node: string } | 'coordinator'

/** What the asker may know beside the case itself. */
export type ViewOptions = {
  /** The hub's time: a clock that has run out reads `missed` from that instant on. */
  now: string
  /** How many cases the matter has; without it, as many as the case's own links show. */
  matterSize?: number
  /** Cases to which the asker is a party: links to them are shown, beside those of its own. */
  visibleCases?: ReadonlySet<string>
}

/**
 * The case as the viewer may see it (annex A9), or undefined for a stranger. `sourceId` is for the origin, supervision
 * and open requests for all but the origin, and the text is withheld from assistants where the whole case is secret. The
 * caller adds `queryCode` for the origin, and `reporter.sealed` where `mayOpenReporter` holds.
 */
export function caseView(state: CaseState, viewer: Viewer, options: ViewOptions): CaseView | undefined {
  const roles = viewer === 'coordinator' ? [] : rolesOf(state, viewer.node)
  const isCoordinator = viewer === 'coordinator'
  if (!isCoordinator && roles.length === 0) return undefined
  const isInside = isCoordinator || roles.some((role) => role !== 'origin')
  return {
    ...standing(state),
    ...submissionOf(state, isCoordinator ? ['handler'] : roles),
    ...(roles.includes('origin') ? { sourceId: state.sourceId } : {}),
    receivedAt: state.receivedAt,
    ...(handles(roles) ? { reporter: { kind: state.reporterKind } } : {}),
    profile: state.profile,
    due: state.due.map((due) => asOf(due, options.now)),
    assignment: assignmentOf(state, isCoordinator),
    extension: isInside ? state.openExtension : null,
    supervision: isInside ? state.supervision.map((order) => orderOf(order, isCoordinator || handles(roles))) : [],
    matter: matterOf(state, viewer, options),
    links: visibleLinks(state, viewer, options),
    rating: state.rating,
    position: state.position,
  }
}

/** Whether the node handles or reviews the case, so that its text and its reporter's kind are for it. */
function handles(roles: readonly Role[]): boolean {
  return roles.includes('handler') || roles.includes('reviewer')
}

function standing(state: CaseState) {
  const { caseId, origin, status, paused, handler, assist, designated, review } = state
  return { caseId, origin, status, paused, handler, assist: [...assist], reviewer: review?.node ?? null, designated }
}

/** What the case is about. Where all of it is secret, assistants get neither title nor content (annex B13). */
function submissionOf(state: CaseState, roles: readonly Role[]) {
  const { nature, title, content, category, division, channel, urgency, secrecy, submittedAt } = state
  const { occurredAt, place, attachments } = state
  const isWithheld = secrecy === 'full' && !roles.some((role) => role !== 'assist')
  return {
    nature,
    ...(isWithheld ? {} : { title, content }),
    ...(category === undefined ? {} : { category }),
    division,
    channel,
    urgency,
    secrecy,
    public: state.public,
    submittedAt,
    ...(occurredAt === undefined ? {} : { occurredAt }),
    ...(isWithheld || place === undefined ? {} : { place }),
    ...(isWithheld || attachments === undefined ? {} : { attachments }),
  }
}

/** The case as it comes to a node inside an inbox event (annex A7). The caller adds `reporter.sealed`. */
export function deliveredCase(state: CaseState, role: Role): DeliveredCase {
  const { caseId, status, reporterKind } = state
  return { caseId, status, ...submissionOf(state, [role]), reporter: { kind: reporterKind } }
}

/** Whether the reporter's data may be sealed to the node: to who handles or reviews the case, and where they are secret
 * only if a coordinator released them (annex B13). */
export function mayOpenReporter(state: CaseState, node: string): boolean {
  if (!state.sealed || !handles(rolesOf(state, node))) return false
  return state.secrecy === 'none' || state.releasedTo.includes(node)
}

/** Due dates pass by themselves: the view does not wait for the event that says so. */
function asOf(due: Due, now: string): Due {
  return due.state === 'running' && isTooLate(now, due.dueAt) ? { ...due, state: 'missed' } : due
}

function assignmentOf({ assignment }: CaseState, isCoordinator: boolean): CaseView['assignment'] {
  if (!assignment) return null
  const { rule, rulesVersion, why, beat, skipped } = assignment
  return {
    rule,
    rulesVersion,
    ...(why ? { why } : {}),
    beat: [...beat],
    ...(isCoordinator && skipped ? { skipped: [...skipped] } : {}),
  }
}

function orderOf(order: Supervision, withReason: boolean): CaseView['supervision'][number] {
  const { id, level, reason, public: isPublic, issuedAt, answerBy, answeredAt, liftedAt } = order
  const shown = withReason && reason !== undefined ? { reason } : {}
  return { id, level, ...shown, public: isPublic, issuedAt, answerBy, answeredAt, liftedAt }
}

/** A node sees that its case belongs to a matter and its size; the primary only where it may see that case. */
function matterOf(state: CaseState, viewer: Viewer, options: ViewOptions): NonNullable<CaseView['matter']> | null {
  const { matterId, merged, caseId } = state
  if (matterId === null) return null
  const size = options.matterSize ?? state.links.length + 1
  const mayName = viewer === 'coordinator' || visibleLinks(state, viewer, options).includes(merged?.primary ?? '')
  return {
    matterId,
    size,
    ...(merged && (mayName || merged.primary === caseId) ? { primary: merged.primary } : {}),
  }
}

function visibleLinks({ links }: CaseState, viewer: Viewer, { visibleCases }: ViewOptions): string[] {
  const shown = links.filter(
    ({ caseId, origin }) => viewer === 'coordinator' || origin === viewer.node || visibleCases?.has(caseId),
  )
  return shown.map(({ caseId }) => caseId)
}
