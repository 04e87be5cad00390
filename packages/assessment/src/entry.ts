import type { CaseHistory } from './case-history.ts'
import { formulas, type Formula, type Judgement } from './formulas/index.ts'
import type { PublicEvent } from './public-event.ts'

/** One unit that an indicator counts, or leaves out by a rule of the formula, for a node and a month. */
export type Entry = {
  formula: string
  indicator: string
  /** `YYYY-MM`, Asia/Shanghai. */
  month: string
  node: string
  /** The position of the event that began what is judged: unique for an indicator of a formula. */
  unit: number
  /** Null where what is judged is no case's. */
  caseId: string | null
  numerator: 0 | 1
  /** The code of the rule that leaves it out; null where it is counted. */
  excluded: string | null
}

/** Everything that the formulas count of a case. A history gives the same entries whenever it is judged. */
export function entriesOfCase(history: CaseHistory, of: readonly Formula[] = formulas): Entry[] {
  if (history.probe) return []
  return of.flatMap((formula) =>
    formula.indicators.flatMap((indicator) =>
      indicator.unit === 'reconciliation'
        ? []
        : (indicator.unit === 'order' ? ordersOf(history) : history.handlings).flatMap((unit) => {
            const judged = indicator.judge(unit as never)
            return judged ? [entry(formula, indicator.id, { ...judged, ...unit, caseId: history.caseId })] : []
          }),
    ),
  )
}

/** What the formulas count of an event that concerns a node and no case. */
export function entriesOfEvent(event: PublicEvent, of: readonly Formula[] = formulas): Entry[] {
  if (event.type !== 'node.reconciled') return []
  const { node, equal } = event.data
  const reconciliation = { at: event.time, equal }
  return of.flatMap((formula) =>
    formula.indicators.flatMap((indicator) =>
      indicator.unit === 'reconciliation'
        ? [
            entry(formula, indicator.id, {
              ...indicator.judge(reconciliation),
              node,
              unit: event.position,
              caseId: null,
            }),
          ]
        : [],
    ),
  )
}

function ordersOf({ orders }: CaseHistory) {
  return orders.flatMap((order) => (order.node === null ? [] : [{ ...order, node: order.node }]))
}

function entry(
  { version }: Formula,
  indicator: string,
  { month, numerator, excluded, node, unit, caseId }: Judgement & Pick<Entry, 'node' | 'unit' | 'caseId'>,
): Entry {
  return { formula: version, indicator, month, node, unit, caseId, numerator, excluded }
}
