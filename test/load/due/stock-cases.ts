import { atLogHead } from '@inquiry/case-log'
import { contextAt, saveCases, settle, type CaseFile } from '@inquiry/case-record'
import type { Database } from '@inquiry/database'
import { newQueryCode } from '@inquiry/envelope'
import type { CaseMessage, Command } from '@inquiry/lifecycle'
import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'

export type Stock = {
  hubId: string
  count: number
  /** The hub's time at which all of it is recorded. */
  at: Date
  origin: string
  handler: string
  /** Title, content, and whatever else of the n-th case's data is not the usual. */
  dataOf: (n: number) => { title: string; content: string; [member: string]: unknown }
}

/** Cases that one transaction records. */
const together = 1_000

/**
 * Record so many assigned cases at one instant, by the same decisions that intake and triage make, without their doors:
 * what is measured afterwards finds the same record as if they had come by envelopes.
 */
export async function stockCases(db: Database, { hubId, count, at, ...stock }: Stock): Promise<void> {
  for (let done = 0; done < count; done += together) {
    await atLogHead(db, { hubId, now: () => at }, async (tx, head) => {
      const context = contextAt(head, hubId, () => true)
      const files: CaseFile[] = []
      for (let n = done; n < Math.min(count, done + together); n += 1) {
        const caseId = uuidv7({ msecs: at.getTime() + n })
        const submitted = settle(head, undefined, submission(caseId, n, at, stock), context)
        if (!submitted.ok) throw new Error(submitted.problem.detail.en)
        const assigned = settle(head, submitted.state, assignment(stock.handler), context)
        if (!assigned.ok) throw new Error(assigned.problem.detail.en)
        files.push({ state: assigned.state, queryCode: newQueryCode(randomBytes), sealed: null, citizen: null })
      }
      await saveCases(tx, files)
    })
  }
}

function submission(
  caseId: string,
  n: number,
  at: Date,
  { origin, dataOf }: Pick<Stock, 'origin' | 'dataOf'>,
): Command {
  const time = at.toISOString()
  const message = {
    id: `stock-${n}`,
    type: 'case.submitted',
    time,
    case: { sourceId: `stock-${n}` },
    data: {
      nature: 'consultation',
      division: '440106',
      channel: 'web',
      submittedAt: time,
      reporter: { kind: 'person' },
      secrecy: 'none',
      public: true,
      urgency: 'normal',
      ...dataOf(n),
    },
  }
  return { kind: 'message', caseId, sender: origin, message: message as CaseMessage }
}

function assignment(node: string): Command {
  const why = { zh: '没有规则适用，由区划所在城市的节点承办（default:city）', en: 'no rule holds (default:city)' }
  return {
    kind: 'assign-by-rule',
    route: { node, assist: [], rule: null, rulesVersion: 0, why, beat: [] },
    profile: { id: 'hotline-gd-2022', version: '1' },
  }
}
