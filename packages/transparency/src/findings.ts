import type { CheckpointFault } from './checkpoint.ts'

/** Positions of the log from `from` to `to`, both included. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** One thing in a log export that is not as its checkpoint says. */
export type LogFinding =
  /** The key is no vkey, or the checkpoint is not to be believed: nothing else was looked at. */
  | { readonly finding: 'checkpoint-refused'; readonly fault: CheckpointFault | 'malformed-vkey' }
  /** The events there are not those whose hashes the log stored: one stretch for neighbours. */
  | ({ readonly finding: 'leaf-differs' } & Stretch)
  | ({ readonly finding: 'positions-missing' } & Stretch)
  /** An event stands where a later one must: its position was seen before, or is no position. */
  | { readonly finding: 'position-repeated'; readonly position: number }
  /** A tile is absent or too narrow. */
  | { readonly finding: 'tile-missing'; readonly level: number; readonly index: number }
  /** A hash stored on this level is not that of the leaves it stands for. */
  | ({ readonly finding: 'tile-differs'; readonly level: number } & Stretch)
  /** Neither the events nor the tiles give the signed root: what was changed may lie outside the other findings. */
  | ({ readonly finding: 'root-differs' } & Stretch)
