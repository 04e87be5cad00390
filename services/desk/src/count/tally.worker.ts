import { advanceFact, type CaseFact } from '@inquiry/assessment'
import { readOnce, recordedEvent } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { Step } from '@inquiry/work-loop'
import { addToTally, loadFacts, saveFacts } from './tally.query.ts'

/** The reader that counts. */
export const tallyReader = 'tally'

const batch = 250

/** One step: fold the next events into facts and move the counts, exact at the reader's position. */
export function tallyStep(db: Database): Step {
  return () =>
    readOnce(
      db,
      tallyReader,
      batch,
      async (tx, events) => {
        const concerning = events.filter((event) => event.caseId !== null)
        const before = await loadFacts(tx, [...new Set(concerning.flatMap((event) => event.caseId ?? []))])
        const after = new Map<string, CaseFact>(before)
        for (const stored of concerning) {
          const event = recordedEvent(stored)
          const fact = advanceFact(after.get(event.subject), event)
          if (fact) after.set(fact.caseId, fact)
        }
        const changed = [...after.values()].filter((fact) => fact !== before.get(fact.caseId))
        await saveFacts(tx, changed)
        await addToTally(tx, [
          ...changed.flatMap((fact) =>
            before.has(fact.caseId) ? [{ fact: before.get(fact.caseId) as CaseFact, by: -1 }] : [],
          ),
          ...changed.map((fact) => ({ fact, by: 1 })),
        ])
      },
      { rebuildable: true },
    )
}
