import {
  evolve,
  lifecycleTable,
  obstacles,
  rolesOf,
  type Actor,
  type CaseState,
  type Moment,
  type Transition,
} from '@inquiry/lifecycle'
import type { RecordedEvent } from '@inquiry/schema'

/**
 * Why the table does not allow the event in the case as it stands, read from the table's rows alone; undefined where it
 * does. `reopeningDays` is the hub's.
 */
export function refusedByTable(
  before: CaseState | undefined,
  event: RecordedEvent,
  reopeningDays: number,
): string | undefined {
  if (!before) return event.type === 'case.submitted' ? undefined : `${event.type} begins no case`
  const moment: Moment = { now: event.time, reopeningDays }
  const actors = actorsOf(before, event)
  const rows = lifecycleTable.filter((row) => row.type === event.type && row.by.some((by) => actors.includes(by)))
  const role = event.type === 'case.assigned' ? event.data.role : undefined
  const fitting = rows.filter((row) => role === undefined || row.role === role)
  const open = fitting.find((row) => isOpen(row, before, moment))
  if (!open) return `${event.type} by ${actors.join('/')} in ${before.status} has no open row`
  const after = evolve(before, event)
  const status = open.to === 'same' ? before.status : open.to
  return after.status === status ? undefined : `${event.type} led to ${after.status}, the table says ${status}`
}

function isOpen({ from, unless = [] }: Transition, state: CaseState, moment: Moment): boolean {
  return from !== 'none' && from.includes(state.status) && !unless.some((name) => obstacles[name](state, moment))
}

/** Who brought the event about: the sender in whatever it is to the case, or the hub by a coordinator or a rule. */
function actorsOf(state: CaseState, event: RecordedEvent): Actor[] {
  if (event.node !== undefined) return [...rolesOf(state, event.node)]
  if ('derivedFrom' in event.data) return ['primary']
  return ['coordinator', 'rule']
}
