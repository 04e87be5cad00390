/** An event as it travels: its place in the log, its exact bytes as text, and what its subject is made of. */
export type StreamedEvent = { position: number; leaf: string; division: string; type: string }

/**
 * Where subscribers follow the log. Two real ones exist: JetStream, and the log itself. Both hold every position once
 * or more, in order.
 */
export interface EventStream {
  readonly name: 'jetstream' | 'log'
  /** Put events into the stream, in order; done when all of them are stored there. Repeating an event is harmless. */
  publish(events: readonly StreamedEvent[]): Promise<void>
  /** The last position that the stream holds, -1 if it is empty. */
  lastPosition(): Promise<number>
  /** Every event after a position, in order, as it comes, until the signal ends it. */
  follow(after: number, signal: AbortSignal): AsyncIterable<{ position: number; leaf: string }>
}
