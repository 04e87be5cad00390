import { setTimeout as sleep } from 'node:timers/promises'
import { digestOfFigures, type Formula } from '@inquiry/assessment'
import { logSize, logTime, readerPosition } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { fail } from '@inquiry/problems'
import type { Publication } from '@inquiry/schema'
import { v7 as uuidv7 } from 'uuid'
import type { AskedCommand } from '../decide/answer-once.query.ts'
import { decideOnce, type DecideOptions } from '../decide/decide-once.ts'
import { assessmentReader } from './assessment.worker.ts'
import { readFigures } from './figures.query.ts'
import { keepPublication } from './publications.query.ts'
import { nodesShown } from './shown-figures.ts'

/** How long a publication waits for the reader to have counted what was recorded before it. */
const waitMs = 5_000
const lookMs = 50

/**
 * Freeze a month's figures: the log then holds the formula, the position and a digest, by which anyone can show that the
 * figures follow from the log, or that they do not.
 */
export async function publishFigures(
  { hubId, ...options }: DecideOptions,
  asked: AskedCommand,
  { month, formula, subject }: { month: string; formula: Formula; subject: string },
): Promise<object> {
  await untilCounted(options.db)
  const { position: asOf, nodes, leftOut } = await readFigures(options.db, formula, month)
  const digest = digestOfFigures({ month, formula: formula.version, position: asOf, nodes })
  // Written out before the log's head is held.
  const shown = JSON.stringify(nodesShown(formula, nodes, leftOut))
  return decideOnce({ hubId, ...options }, asked, async (tx, head) => {
    const id = uuidv7()
    const event = head.append({
      type: 'assessment.published',
      caseId: null,
      subject: hubId,
      division: hubId.slice(0, 6),
      data: { publicationId: id, month, formula: formula.version, asOf, digest, nodes: nodes.length },
      private: { by: subject },
      audience: nodes.map(({ nodeId }) => ({ node: nodeId, role: 'self' as const })),
    })
    const { position } = event
    const publication: Publication = {
      id,
      month,
      formula: formula.version,
      asOf,
      digest,
      by: subject,
      time: logTime(head.now),
      position,
    }
    await keepPublication(tx, {
      id,
      month,
      formula: formula.version,
      as_of: asOf,
      digest,
      nodes: shown,
      published_by: subject,
      published_at: head.now,
      position,
    })
    return { ok: true, body: publication }
  })
}

/** Whatever was recorded when the publication was asked for is in the figures. */
async function untilCounted(db: Database): Promise<void> {
  const last = (await logSize(db)) - 1
  for (let waited = 0; waited < waitMs; waited += lookMs) {
    if ((await readerPosition(db, assessmentReader)) >= last) return
    await sleep(lookMs)
  }
  fail(
    'unavailable',
    '考核尚未计入最新记录，请稍后再试。',
    'The figures do not follow the log closely enough yet; ask again.',
    {
      retryAfter: 5,
    },
  )
}
