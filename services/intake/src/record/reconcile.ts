import { eventsOfCase, recordedEvent } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { OpenedEnvelope } from '@inquiry/envelope'
import { fold, type CaseState } from '@inquiry/lifecycle'
import type { MessageData, StatusCode } from '@inquiry/schema'
import { hash } from 'node:crypto'
import type { GoodMessage } from './check-message.ts'
import type { Desk, MessageOutcome } from './judge-message.ts'
import { pair } from './known.query.ts'

/** Differences in one answer at most (annex B26). */
const maxDifferences = 1000

/** A case of the node as the hub has it at the end of the day. */
type Line = { caseId: string; sourceId: string; status: StatusCode }

/**
 * Compare a node's own count with the record, at the end of the local day it names (annex B26). Where the digests
 * differ, the answer lists the cases whose status the node counts otherwise; the comparison itself is an event.
 */
export async function judgeReconciliation(
  db: Database,
  { nodeId }: OpenedEnvelope,
  good: GoodMessage,
  { known, head }: Desk,
): Promise<MessageOutcome> {
  const data = good.message.data as MessageData<'node.reconciled'>
  const lines = await linesAt(db, nodeId, endOfDay(data.date))
  const equal = digestOf(lines) === data.digest
  const differing = equal ? [] : differences(lines, data.counts)
  const event = head.append({
    type: 'node.reconciled',
    caseId: null,
    subject: nodeId,
    division: nodeId.slice(0, 6),
    node: nodeId,
    data: { node: nodeId, date: data.date, equal, differences: differing.length },
    private: { message: data },
    audience: [{ node: nodeId, role: 'self' }],
  })
  known.messages.set(pair(nodeId, good.id), { digest: good.digest, caseId: null, position: event.position })
  const extra = {
    differences: differing.slice(0, maxDifferences),
    ...(differing.length > maxDifferences ? { more: true } : {}),
  }
  return { status: 'recorded', caseId: null, position: event.position, extra }
}

/** What the node must look at: every case of a status that it counts otherwise. Its own list is known by digest only. */
function differences(lines: readonly Line[], counts: Partial<Record<StatusCode, number>>) {
  const here = Map.groupBy(lines, (line) => line.status)
  const differing = [...here]
    .filter(([status, cases]) => cases.length !== (counts[status] ?? 0))
    .flatMap(([, cases]) => cases)
  const suspects = differing.length > 0 ? differing : lines
  return suspects.map(({ caseId, sourceId, status }) => ({ caseId, sourceId, here: status, there: null }))
}

/** The lines `<sourceId> <status>\n`, sorted by code point. */
function digestOf(lines: readonly Line[]): string {
  const texts = lines.map((line) => `${line.sourceId} ${line.status}\n`)
  return hash('sha256', texts.toSorted((a, b) => (a < b ? -1 : 1)).join(''), 'base64url')
}

async function linesAt(db: Database, origin: string, end: Date): Promise<Line[]> {
  const rows = await db
    .selectFrom('case_file')
    .select(['case_id', 'source_id', 'state'])
    .where('origin', '=', origin)
    .where('received_at', '<', end)
    .execute()
  const lines: Line[] = []
  for (const row of rows) {
    const state = row.state as CaseState
    const status = state.probe ? undefined : await statusAt(db, state, end)
    if (status) lines.push({ caseId: row.case_id, sourceId: row.source_id, status })
  }
  return lines
}

/** The status at an instant, from the case's events up to it. */
async function statusAt(db: Database, state: CaseState, end: Date): Promise<StatusCode | undefined> {
  const events = await eventsOfCase(db, state.caseId)
  if ((events.at(-1)?.recordedAt ?? end) < end) return state.status
  return fold(events.filter((event) => event.recordedAt < end).map(recordedEvent))?.status
}

/** Midnight after the local day, in Asia/Shanghai. */
function endOfDay(date: string): Date {
  return new Date(Date.parse(`${date}T00:00:00+08:00`) + 24 * 3_600_000)
}
