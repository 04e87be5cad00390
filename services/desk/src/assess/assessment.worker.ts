import {
  advanceHistory,
  entriesOfCase,
  entriesOfEvent,
  historyTypes,
  publicEvent,
  type CaseHistory,
  type Entry,
} from '@inquiry/assessment'
import { readOnce } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { Step } from '@inquiry/work-loop'
import { changeEntries, loadHistories, saveHistories } from './histories.query.ts'

/** The reader that counts for the assessment. */
export const assessmentReader = 'assessment'

const types = [...historyTypes(), 'node.reconciled'] as const

/** One step: fold the next events into histories and what the formulas count of them, exact at the reader's position. */
export function assessmentStep(db: Database, batch = 1_000): Step {
  return () =>
    readOnce(
      db,
      assessmentReader,
      batch,
      async (tx, stored) => {
        const events = stored.flatMap(({ leaf }) => publicEvent(leaf) ?? [])
        const ofCases = events.filter(({ type }) => type !== 'node.reconciled')
        const before = await loadHistories(tx, [...new Set(ofCases.map(({ subject }) => subject))])
        const after = new Map<string, CaseHistory>(before)
        for (const event of ofCases) {
          const history = advanceHistory(after.get(event.subject), event)
          if (history) after.set(history.caseId, history)
        }
        const changed = [...after.values()].filter((history) => history !== before.get(history.caseId))
        await saveHistories(tx, changed)
        const { written, removed } = changes(changed, before)
        await changeEntries(tx, { written: [...written, ...events.flatMap((event) => entriesOfEvent(event))], removed })
      },
      { rebuildable: true, types },
    )
}

/** What became of what is counted of the cases. */
function changes(changed: readonly CaseHistory[], before: ReadonlyMap<string, CaseHistory>) {
  const written: Entry[] = []
  const removed: Entry[] = []
  for (const history of changed) {
    const earlier = before.get(history.caseId)
    const had = new Map((earlier ? entriesOfCase(earlier) : []).map((entry) => [keyOf(entry), entry]))
    for (const entry of entriesOfCase(history)) {
      const same = had.get(keyOf(entry))
      had.delete(keyOf(entry))
      if (!same || !isEqual(same, entry)) written.push(entry)
    }
    removed.push(...had.values())
  }
  return { written, removed }
}

function keyOf({ formula, indicator, unit }: Entry): string {
  return `${formula} ${indicator} ${unit}`
}

function isEqual(one: Entry, other: Entry): boolean {
  return (
    one.month === other.month &&
    one.node === other.node &&
    one.numerator === other.numerator &&
    one.excluded === other.excluded
  )
}
