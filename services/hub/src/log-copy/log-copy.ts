import type { LogEntry, TileStore } from '@inquiry/transparency'

/** A tree of the log, to be checked against the note that commits to it. */
export type TreeCopy = {
  /** The newest checkpoint. */
  note: string
  /** The keys that may have signed it, the present one first. */
  vkeys: readonly string[]
  tiles: TileStore
  entries: () => AsyncIterable<LogEntry>
}

/** A whole log, from a file or out of a database. */
export type LogCopy = {
  events: TreeCopy
  /** What the hub keeps beside each event; an export has none of it. */
  rows?: TreeCopy
  /** Private parts that were erased by rule, and are verified by the digests that stand for them. */
  erased: number
  /** Earlier checkpoints that came with it, in any order. */
  earlier: readonly string[]
}
