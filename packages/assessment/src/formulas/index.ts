import { formula2026n1 } from './2026-1.ts'
import type { Formula } from './indicator.ts'

export { monthOf, type Formula, type Indicator, type Judgement } from './indicator.ts'

/** Every formula that was ever released, the oldest first: a figure published under one can be made again for ever. */
export const formulas: readonly [Formula, ...Formula[]] = [formula2026n1]

export function formulaOf(version: string): Formula | undefined {
  return formulas.find((formula) => formula.version === version)
}

/** The formula of a month where none is named: the newest that is meant for it. */
export function formulaFor(month: string): Formula {
  return formulas.findLast(({ from }) => from <= month) ?? formulas[0]
}
