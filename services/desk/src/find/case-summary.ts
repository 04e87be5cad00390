import {
  attentionOf,
  duties,
  isAwaited,
  isServedByAnother,
  type AttentionReason,
  type CaseState,
} from '@inquiry/lifecycle'

/** A case as the list shows it and filters it. */
export type CaseSummary = Pick<
  CaseState,
  'caseId' | 'origin' | 'handler' | 'status' | 'paused' | 'nature' | 'title' | 'division' | 'channel' | 'urgency'
> &
  Pick<CaseState, 'submittedAt' | 'receivedAt' | 'category' | 'position'> & {
    /** When the next duty is due, or was while it is still owed; null where nothing runs. */
    nextDueAt: string | null
    attention: readonly AttentionReason[]
  }

export function summaryOf(state: CaseState): CaseSummary {
  return {
    caseId: state.caseId,
    origin: state.origin,
    handler: state.handler,
    status: state.status,
    paused: state.paused,
    nature: state.nature,
    title: state.title,
    category: state.category,
    division: state.division,
    channel: state.channel,
    urgency: state.urgency,
    submittedAt: state.submittedAt,
    receivedAt: state.receivedAt,
    position: state.position,
    nextDueAt: nextDueOf(state),
    attention: attentionOf(state),
  }
}

/** A case that is merged into another is answered when that one is, so no date of its own is shown meanwhile. */
function nextDueOf(state: CaseState): string | null {
  if (isServedByAnother(state)) return null
  const owed = state.due.filter(
    (due) =>
      duties.includes(due.step) && isAwaited(state, due.step) && (due.state === 'running' || due.state === 'missed'),
  )
  const [next] = owed.toSorted((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt))
  return next?.dueAt ?? null
}
