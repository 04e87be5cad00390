import { advanceHistory, type CaseHistory } from './case-history.ts'
import { entriesOfCase, entriesOfEvent, type Entry } from './entry.ts'
import { advanceExclusions, excludes, type Exclusion } from './exclusion.ts'
import { figuresOf, type Figures, type Tally } from './figures.ts'
import type { Formula } from './formulas/index.ts'
import type { PublicEvent } from './public-event.ts'

/** Counts a log event by event, with nothing but the log: by this anyone can make the figures again. */
export type Recount = {
  formula: Formula
  add: (event: PublicEvent) => void
  /** The figures of a month after the events so far. */
  figures: (month: string) => Figures
  /** What was counted and left out for a month, and by which exclusion. */
  entries: (month: string) => (Entry & { exclusionId: string | null })[]
}

/** A recount by a formula that has seen no event yet. */
export function startRecount(formula: Formula): Recount {
  const histories = new Map<string, CaseHistory>()
  const ofNodes: Entry[] = []
  let exclusions: readonly Exclusion[] = []
  let position = -1
  const entries: Recount['entries'] = (month) =>
    [...[...histories.values()].flatMap((history) => entriesOfCase(history, [formula])), ...ofNodes]
      .filter((entry) => entry.month === month)
      .map((entry) => ({ ...entry, exclusionId: exclusions.find((it) => excludes(it, entry))?.id ?? null }))
  return {
    formula,
    add(event) {
      const history = advanceHistory(histories.get(event.subject), event)
      if (history) histories.set(event.subject, history)
      ofNodes.push(...entriesOfEvent(event, [formula]))
      exclusions = advanceExclusions(exclusions, event)
      position = event.position
    },
    figures: (month) => ({
      month,
      formula: formula.version,
      position,
      nodes: figuresOf(formula, talliesOf(entries(month))),
    }),
    entries,
  }
}

function talliesOf(entries: ReturnType<Recount['entries']>): Tally[] {
  const tallies = new Map<string, Tally>()
  for (const { node, indicator, numerator, excluded, exclusionId } of entries) {
    const key = `${node} ${indicator}`
    const tally = tallies.get(key) ?? { node, indicator, numerator: 0, denominator: 0, excluded: 0 }
    if (excluded !== null || exclusionId !== null) tally.excluded += 1
    else {
      tally.numerator += numerator
      tally.denominator += 1
    }
    tallies.set(key, tally)
  }
  return [...tallies.values()]
}
