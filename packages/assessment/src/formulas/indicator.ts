import type { Sentence } from '@inquiry/schema'
import type { Handling, Order } from '../case-history.ts'

/** What an indicator makes of one unit: the month it counts for, and whether it adds to the numerator, or is left out. */
export type Judgement = { month: string; numerator: 0 | 1; excluded: string | null }

/** A node compared its books with the hub's: when, and whether they were equal. */
export type Reconciliation = { at: string; equal: boolean }

/** A named measure over units of one kind. `judge` answers undefined for a unit that it does not concern, or not yet. */
export type Indicator = {
  id: string
  label: Sentence
  /** What is in the denominator, the numerator, and for which month it counts. */
  text: Sentence
  basis: Sentence
  direction: 'higher' | 'lower'
  /** The share of the score; 0 for a measure that is shown and not scored. */
  weight: number
  /** The least denominator for which it is scored. */
  minimum: number
} & (
  | { unit: 'handling'; judge: (handling: Handling) => Judgement | undefined }
  | { unit: 'order'; judge: (order: Order) => Judgement | undefined }
  | { unit: 'reconciliation'; judge: (reconciliation: Reconciliation) => Judgement }
)

/** A set of indicators with a version. What was released under a version is never changed: a change is another version. */
export type Formula = {
  version: string
  /** The first month that it is meant for. */
  from: string
  text: Sentence
  indicators: readonly Indicator[]
}

export function counted(at: string, isIn: boolean): Judgement {
  return { month: monthOf(at), numerator: isIn ? 1 : 0, excluded: null }
}

export function leftOut(at: string, rule: string): Judgement {
  return { month: monthOf(at), numerator: 0, excluded: rule }
}

/** The month of an instant in Asia/Shanghai, `YYYY-MM`. */
export function monthOf(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 7)
}
