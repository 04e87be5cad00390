import type { EventType, RecordedEvent } from '@inquiry/schema'
import type { CaseState } from '../case-state.ts'

/** The events that concern a case. */
export type CaseEventType = Extract<EventType, `case.${string}` | `supervision.${string}`>

/** What the state becomes by an event of the type. `position` is set by `evolve`. */
export type Evolution<T extends CaseEventType> = (state: CaseState, event: RecordedEvent<T>) => CaseState

/** One evolution for each of the types. */
export type Evolutions<T extends CaseEventType> = { readonly [K in T]: Evolution<K> }
