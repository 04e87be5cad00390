/** An event as it travels: its place in the log, its exact bytes as text, and what its subject is made of. */
export type StreamedEvent = { position: number; leaf: string; division: string; type: string }

/** An unbroken run of positions that a stream holds, both ends included, and the exact text of the last event. */
export type Stretch = { first: number; last: number; lastLeaf: string }

/**
 * Where subscribers follow the log. Two real ones exist: JetStream, and the log itself. Both hold every position once
 * or more, in order.
 */
export interface EventStream {
  readonly name: 'jetstream' | 'log'
  /** What the stream holds, undefined where it is empty. Throws StreamBroken where it has a hole. */
  held(): Promise<Stretch | undefined>
  /**
   * Put events right after those that the stream holds; done when all of them are stored there. Throws StreamMoved
   * where another publisher was there meanwhile, or where events do not go on where the stream ends.
   */
  publish(events: readonly StreamedEvent[]): Promise<void>
  /** Every event after a position, each once and in order, as it comes, until the signal ends it. */
  follow(after: number, signal: AbortSignal): AsyncIterable<{ position: number; leaf: string }>
}

/** What the stream holds is not one unbroken run of positions: something took events out of it. */
export class StreamBroken extends Error {
  override name = 'StreamBroken'
}

/** The stream does not end where this publisher left it. */
export class StreamMoved extends Error {
  override name = 'StreamMoved'
}
