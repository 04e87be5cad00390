import { atLogHead, logTime, type LogOptions } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { hasDueWarnings, takeDueWarnings, type EndingKey } from '@inquiry/registry'
import type { NewEvent } from '@inquiry/schema'
import type { Step } from '@inquiry/work-loop'

/** The worker that tells nodes of keys that end. */
export const keyEndsWorker = 'key-ends'

/** One step: `node.key-expiring` to the inbox of each node whose key ends within 60, 30, 7 or 1 days, once for each. */
export function warnOfKeyEndsStep({ db, ...log }: LogOptions & { db: Database }): Step {
  return async () => {
    if (!(await hasDueWarnings(db, log.now()))) return 0
    return atLogHead(db, log, async (tx, head) => {
      const ending = await takeDueWarnings(tx, head.now)
      for (const key of ending) head.append(warning(key))
      return ending.length
    })
  }
}

function warning({ kid, nodeId, notAfter, days }: EndingKey): NewEvent<'node.key-expiring'> {
  return {
    type: 'node.key-expiring',
    caseId: null,
    subject: nodeId,
    division: nodeId.slice(0, 6),
    data: { node: nodeId, kid, notAfter: logTime(notAfter), days },
    audience: [{ node: nodeId, role: 'self' }],
  }
}
