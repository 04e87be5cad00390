import { appendIn, logTime, type LogOptions } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { Step } from '@inquiry/work-loop'

/** The name under which the telling of gaps is reported. */
export const gapTellerName = 'gaps'

/** A hole in a node's numbering is told after five minutes (§4). */
const patienceMs = 5 * 60_000

/** One step: holes older than five minutes that were not told become `node.gap`, each once. */
export function tellGapsStep({ db, ...log }: LogOptions & { db: Database }): Step {
  return async () => {
    const open = await untold(db, log.now())
    if (open.length === 0) return 0
    return db.transaction().execute((tx) =>
      appendIn(tx, log, async (head) => {
        const holes = await untold(tx, head.now)
        for (const { node_id: node, first, last, since } of holes) {
          head.append({
            type: 'node.gap',
            caseId: null,
            subject: node,
            division: node.slice(0, 6),
            data: { node, from: first, to: last, since: logTime(since) },
            audience: [{ node, role: 'self' }],
          })
          await tx
            .updateTable('sequence_hole')
            .set({ announced_at: head.now })
            .where('node_id', '=', node)
            .where('first', '=', first)
            .execute()
        }
        return holes.length
      }),
    )
  }
}

function untold(db: Pick<Database, 'selectFrom'>, now: Date) {
  return db
    .selectFrom('sequence_hole')
    .select(['node_id', 'first', 'last', 'since'])
    .where('announced_at', 'is', null)
    .where('since', '<=', new Date(now.getTime() - patienceMs))
    .orderBy('since')
    .limit(100)
    .execute()
}
