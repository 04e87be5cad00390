import type { EventType } from '@inquiry/schema'
import type { CaseState } from './case-state.ts'
import { obstacles } from './obstacles.ts'
import type { Moment, Obstacle } from './obstacles.ts'
import { lifecycleTable } from './table.ts'
import type { Actor, Transition } from './table.ts'

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
