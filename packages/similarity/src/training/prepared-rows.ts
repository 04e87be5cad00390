import type { PreparedCase } from '../case-text.ts'
import { measure } from '../features/measure.ts'
import type { Lexicon } from '../lexicon.ts'
import { readCase } from '../reading.ts'
import type { Arrivals } from './candidate-index.ts'

/** Prepared cases with what is known about their arrival. */
export interface PreparedRows {
  readonly cases: ReadonlyMap<string, PreparedCase>
  readonly lexicon: Lexicon
  readonly arrivals: Arrivals
}

/** The feature values of a pair as triage would measure it when the later of the two arrives. */
export function measurePair({ cases, lexicon, arrivals }: PreparedRows, a: string, b: string): number[] {
  const left = cases.get(a)
  const right = cases.get(b)
  if (left === undefined || right === undefined) throw new Error(`no case ${left === undefined ? a : b}`)
  return measure(readCase(left, lexicon), readCase(right, lexicon), arrivals.citizenCases(a, b))
}
