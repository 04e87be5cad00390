import type { CheckpointFault } from './checkpoint.ts'

/** One thing in a log export that is not as the checkpoint says. Positions are from 0, `from` and `to` both included. */
export type LogFinding =
  /** The key is no vkey of a log, or the checkpoint is not to be believed: nothing else was looked at. */
  | { readonly finding: 'checkpoint-refused'; readonly fault: CheckpointFault | 'malformed-vkey' }
  /** The event is not the one whose hash the log committed to. */
  | { readonly finding: 'leaf-differs'; readonly position: number }
  | { readonly finding: 'positions-missing'; readonly from: number; readonly to: number }
  /** The event stands where a later one must: its position was seen before, or is no position. */
  | { readonly finding: 'position-repeated'; readonly position: number }
  /** A tile is absent or too narrow. */
  | { readonly finding: 'tile-missing'; readonly level: number; readonly index: number }
  /** A stored hash is not that of the leaves `from` to `to`. */
  | {
      readonly finding: 'tile-differs'
      readonly level: number
      readonly index: number
      readonly from: number
      readonly to: number
    }
  /** Neither the events nor the tiles give the checkpoint's root: what differs may lie elsewhere than the findings say. */
  | { readonly finding: 'root-differs'; readonly from: number; readonly to: number }
