import { atLogHead } from '@inquiry/case-log'
import { contextAt, loadCases, saveCases, settle } from '@inquiry/case-record'
import type { Database } from '@inquiry/database'
import type { CaseState, Command } from '@inquiry/lifecycle'
import { hubId } from './record-cases.ts'

/** What a coordinator decides of each of two cases, beside the other; `first` is done when the log's head is held. */
export async function decideByHand(
  db: Database,
  pair: readonly [string, string],
  commandOf: (others: readonly CaseState[]) => Command,
  first: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await atLogHead(db, { hubId, now: () => new Date() }, async (tx, head) => {
    await first()
    const files = [...(await loadCases(tx, pair)).values()]
    const context = contextAt(head, hubId, () => true)
    const decided = files.map((file) => {
      const others = files.filter((other) => other !== file).map(({ state }) => state)
      const settled = settle(head, file.state, commandOf(others), context)
      if (!settled.ok) throw new Error(settled.problem.detail.en)
      return { ...file, state: settled.state }
    })
    await saveCases(tx, decided)
  })
}
