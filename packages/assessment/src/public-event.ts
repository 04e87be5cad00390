import { eventTypeOf, type EventData, type EventType } from '@inquiry/schema'

/** The public part of an event: all that figures are made of, so that whoever holds the log can make them again. */
export type PublicEvent<T extends EventType = EventType> = {
  [K in T]: { type: K; subject: string; time: string; position: number; data: EventData<K> }
}[T]

/** The event of a leaf of the log; undefined where the type is none of this standard's. */
export function publicEvent(leaf: string): PublicEvent | undefined {
  const { type: wire, subject, time, position, data } = JSON.parse(leaf) as { type: string } & Omit<PublicEvent, 'type'>
  const type = eventTypeOf(wire)
  return type && ({ type, subject, time, position, data } as PublicEvent)
}
