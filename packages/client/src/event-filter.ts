import type { AnyEvent, EventType } from '@inquiry/schema'

/** Which events concern a subscriber; each part narrows, and within a part one suffices. */
export type EventFilter = {
  /** Divisions or their beginnings: `4401` is all of the city. */
  divisions?: readonly string[]
  /** Category codes or their beginnings, of the case that an event is about. Only `case.submitted` and what changes it says it. */
  categories?: readonly string[]
  /** Event types without prefix and version: `case.assigned`. */
  types?: readonly EventType[]
}

/** Whether each event concerns the subscriber. `cases` remembers which cases are of the wanted categories. */
export function concerns(event: AnyEvent, filter: EventFilter, cases: { has: (caseId: string) => boolean }): boolean {
  const { divisions, categories, types } = filter
  if (divisions && !divisions.some((wanted) => event.division.startsWith(wanted))) return false
  if (categories && !cases.has(event.subject)) return false
  return !types || types.some((wanted) => event.type === `inquiry.${wanted}.v1`)
}

/** What an event says of its case's category: wanted or not, undefined where it says nothing. */
export function categoryWanted(event: AnyEvent, { categories }: EventFilter): boolean | undefined {
  if (!categories || event.type !== 'inquiry.case.submitted.v1') return undefined
  const code = (event.data as { category?: { code?: string } }).category?.code
  return code !== undefined && categories.some((wanted) => code.startsWith(wanted))
}
