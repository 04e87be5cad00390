import type { EventType, StatusCode } from '@inquiry/schema'
import type { Obstacle } from './obstacles.ts'
import type { Role } from './parties.ts'

/** Who brings a transition about: a party to the case, a coordinator, a rule of the hub, or the handling of a merged case. */
export type Actor = Role | 'coordinator' | 'rule' | 'primary'

/**
 * One row of the lifecycle: the event, who may bring it about, from which statuses, and the status that follows (`same`
 * keeps it). `from: 'none'` is for a case that does not exist yet. `unless` names what hinders it in a right status.
 */
export type Transition = {
  type: EventType
  by: readonly Actor[]
  /** `assist` for the assignment of an assistant, which moves nothing. */
  role?: 'lead' | 'assist'
  from: readonly StatusCode[] | 'none'
  to: StatusCode | 'same'
  unless?: readonly Obstacle[]
  /** The article or clause that the row stands on, where it is not the standard's own table (§5, annex B1). */
  basis?: string
}

/** A case that is open: nobody has answered it finally (annex B1). */
export const openStatuses = ['submitted', 'assigned', 'returned', 'accepted', 'in-progress'] as const
const handled = ['accepted', 'in-progress'] as const
const answered = ['replied', 'closed'] as const
const ended = ['replied', 'closed', 'declined'] as const
/** Withdrawn is final: nothing follows it but what concerns its place among other cases. */
const notWithdrawn = [...openStatuses, 'replied', 'under-review', 'closed', 'declined'] as const
const any = [...notWithdrawn, 'withdrawn'] as const

/** What nodes say. */
const messages: readonly Transition[] = [
  { type: 'case.submitted', by: ['origin'], from: 'none', to: 'submitted' },
  { type: 'case.amended', by: ['origin'], from: openStatuses, to: 'same' },
  { type: 'case.withdrawn', by: ['origin'], from: openStatuses, to: 'withdrawn' },
  { type: 'case.accepted', by: ['handler'], from: ['assigned'], to: 'accepted', unless: ['merged'] },
  { type: 'case.declined', by: ['handler'], from: ['assigned'], to: 'declined', unless: ['paused', 'merged'] },
  {
    type: 'case.returned',
    by: ['handler'],
    from: ['assigned'],
    to: 'returned',
    unless: ['paused', 'designated', 'objection-period-over', 'merged'],
    basis: '《信访工作条例》第二十三条; annex B20',
  },
  { type: 'case.progressed', by: ['handler'], from: handled, to: 'in-progress', unless: ['merged'] },
  { type: 'case.contributed', by: ['assist'], from: ['assigned', ...handled], to: 'same' },
  {
    type: 'case.extension-requested',
    by: ['handler'],
    from: handled,
    to: 'same',
    unless: ['extension-open', 'merged'],
    basis: '《信访工作条例》第三十四条',
  },
  { type: 'case.paused', by: ['handler'], from: handled, to: 'same', unless: ['paused', 'merged'] },
  { type: 'case.resumed', by: ['handler'], from: handled, to: 'same', unless: ['not-paused', 'merged'] },
  { type: 'case.replied', by: ['handler'], from: handled, to: 'replied', unless: ['paused', 'merged'] },
  { type: 'case.closed', by: ['handler'], from: ['replied'], to: 'closed', unless: ['paused', 'merged'] },
  { type: 'case.rated', by: ['origin'], from: answered, to: 'same' },
  {
    type: 'case.reopen-requested',
    by: ['origin'],
    from: ended,
    to: 'same',
    unless: ['reopening-open', 'reopening-period-over'],
  },
  {
    type: 'case.review-requested',
    by: ['origin'],
    from: answered,
    to: 'under-review',
    unless: ['already-reviewed', 'review-period-over'],
    basis: '《信访工作条例》第三十五条; annex B19',
  },
  { type: 'case.reviewed', by: ['reviewer'], from: ['under-review'], to: 'closed' },
  { type: 'supervision.answered', by: ['handler'], from: notWithdrawn, to: 'same', unless: ['no-open-order'] },
]

/** What the hub's rules conclude and coordinators decide. */
const decisions: readonly Transition[] = [
  { type: 'case.assigned', by: ['rule'], role: 'lead', from: ['submitted'], to: 'assigned' },
  { type: 'case.assigned', by: ['coordinator'], role: 'lead', from: openStatuses, to: 'assigned' },
  { type: 'case.assigned', by: ['coordinator', 'rule'], role: 'assist', from: openStatuses, to: 'same' },
  { type: 'case.designated', by: ['coordinator'], role: 'lead', from: openStatuses, to: 'assigned' },
  { type: 'case.relieved', by: ['coordinator'], from: notWithdrawn, to: 'same' },
  { type: 'case.unroutable', by: ['rule'], from: ['submitted'], to: 'same' },
  { type: 'case.extended', by: ['coordinator'], from: handled, to: 'same', unless: ['no-open-extension'] },
  { type: 'case.extension-refused', by: ['coordinator'], from: handled, to: 'same', unless: ['no-open-extension'] },
  { type: 'case.reopened', by: ['coordinator', 'rule'], from: ended, to: 'assigned' },
  {
    type: 'case.reopen-refused',
    by: ['coordinator', 'rule'],
    from: ended,
    to: 'same',
    unless: ['no-open-reopening'],
  },
  {
    type: 'case.review-assigned',
    by: ['coordinator', 'rule'],
    from: ['under-review'],
    to: 'same',
    basis: '《信访工作条例》第三十五条; annex B19',
  },
  { type: 'case.linked', by: ['coordinator', 'rule'], from: any, to: 'same' },
  { type: 'case.unlinked', by: ['coordinator', 'rule'], from: any, to: 'same' },
  {
    type: 'case.merged',
    by: ['coordinator', 'rule'],
    from: ['assigned', 'returned', ...handled],
    to: 'same',
    unless: ['paused', 'already-merged'],
  },
  { type: 'case.split', by: ['coordinator', 'rule', 'primary'], from: any, to: 'same', unless: ['not-merged'] },
  { type: 'case.reporter-released', by: ['coordinator'], from: notWithdrawn, to: 'same' },
  { type: 'supervision.issued', by: ['coordinator', 'rule'], from: notWithdrawn, to: 'same' },
  { type: 'supervision.lifted', by: ['coordinator', 'rule'], from: any, to: 'same' },
  { type: 'case.due-soon', by: ['rule'], from: notWithdrawn, to: 'same' },
  { type: 'case.overdue', by: ['rule'], from: notWithdrawn, to: 'same' },
  { type: 'case.due-changed', by: ['rule'], from: notWithdrawn, to: 'same' },
]

/** What follows for a case from the handling of the one it is merged into (annex A26). */
const derived: readonly Transition[] = [
  { type: 'case.accepted', by: ['primary'], from: ['assigned', 'returned'], to: 'accepted' },
  { type: 'case.progressed', by: ['primary'], from: handled, to: 'in-progress' },
  { type: 'case.paused', by: ['primary'], from: handled, to: 'same', unless: ['paused'] },
  { type: 'case.resumed', by: ['primary'], from: handled, to: 'same', unless: ['not-paused'] },
  { type: 'case.replied', by: ['primary'], from: handled, to: 'replied', unless: ['paused'] },
  { type: 'case.closed', by: ['primary'], from: ['replied'], to: 'closed' },
  { type: 'case.due-changed', by: ['primary'], from: notWithdrawn, to: 'same' },
]

/** The whole lifecycle: every way in which a case may move or be added to. What is not here is refused. */
export const lifecycleTable: readonly Transition[] = [...messages, ...decisions, ...derived]

/** The row for the event, as brought about by the actor; undefined where the table has none. */
export function transitionOf(type: EventType, by: Actor, role?: 'lead' | 'assist'): Transition | undefined {
  return lifecycleTable.find((row) => row.type === type && row.by.includes(by) && (!role || row.role === role))
}
