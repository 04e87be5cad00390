import { randomUUID } from 'node:crypto'
import { atLogHead } from '@inquiry/case-log'
import { contextAt, saveCases, settle, type CaseFile } from '@inquiry/case-record'
import type { Database } from '@inquiry/database'
import type { Filing } from '@inquiry/demonstration'
import type { CaseMessage } from '@inquiry/lifecycle'
import { prepare, type PreparedCase } from '@inquiry/similarity'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'

export const hubId = '440000-hub'

/** Cases that one statement stores, and that one transaction records. */
const together = 2_000

/** A case as it stands in the index. */
export type Indexed = { caseId: string; position: number; prepared: PreparedCase }

export function preparedFiling({ data, nodeId, citizen }: Filing): PreparedCase {
  const { title, content, division, submittedAt, channel, place } = data
  const address = place?.address === undefined ? {} : { address: place.address }
  return prepare({ title, content, division, submittedAt, node: nodeId, channel, reporterKey: citizen, ...address })
}

/**
 * Fill the index up to so many cases, below position 0, so that the log is as short as it was. Each is one of the
 * filings with its telling words and citizen renamed, so that keys are as many, as common and as rare as among as many
 * different filings; every 40th name stays common.
 */
export async function stockIndex(
  db: Database,
  filings: readonly PreparedCase[],
  from: number,
  to: number,
): Promise<void> {
  for (let start = from; start < to; start += together) {
    const cases = Array.from({ length: Math.min(together, to - start) }, (_, i) => variant(filings, start + i))
    const keys = cases.flatMap(({ position, prepared }) =>
      prepared.indexKeys.map((key) => ({ key, position, division: Number(prepared.division) })),
    )
    await sql`
      with f as (insert into case_fingerprint (case_id, position, prepared)
        select * from unnest(${cases.map((c) => c.caseId)}::uuid[], ${cases.map((c) => c.position)}::bigint[], ${cases.map((c) => JSON.stringify(c.prepared))}::json[]))
      insert into case_key (key, division, position)
      select * from unnest(${keys.map((k) => k.key)}::int4[], ${keys.map((k) => k.division)}::int4[], ${keys.map((k) => k.position)}::bigint[])`.execute(
      db,
    )
  }
}

function variant(filings: readonly PreparedCase[], n: number): Indexed {
  const round = Math.floor(n / filings.length)
  const prepared = filings[n % filings.length] as PreparedCase
  const indexKeys = prepared.indexKeys.map((key, at) => (at % 3 === 0 ? (key ^ (round * 2_654_435_761)) | 0 : key))
  const reporterKey = prepared.reporterKey === null ? null : `${prepared.reporterKey} ${round}`
  return { caseId: randomUUID(), position: n - 10_000_000, prepared: { ...prepared, reporterKey, indexKeys } }
}

/** Record filings as intake does, without its door; answers how many. */
export async function recordFilings(db: Database, filings: readonly Filing[]): Promise<number> {
  for (let start = 0; start < filings.length; start += together) {
    await atLogHead(db, { hubId, now: () => new Date() }, async (tx, head) => {
      const context = contextAt(head, hubId, () => true)
      const files = filings.slice(start, start + together).map((filing): CaseFile => {
        const caseId = uuidv7()
        const message = { ...messageOf(filing), data: filing.data } as CaseMessage
        const submitted = settle(head, undefined, { kind: 'message', caseId, sender: filing.nodeId, message }, context)
        if (!submitted.ok) throw new Error(submitted.problem.detail.en)
        return { state: submitted.state, queryCode: randomUUID(), sealed: null, citizen: filing.citizen }
      })
      await saveCases(tx, files)
    })
  }
  return filings.length
}

function messageOf({ submittedAt }: Filing) {
  const sourceId = randomUUID()
  return { id: `m-${sourceId}`, type: 'case.submitted', time: submittedAt, case: { sourceId } }
}
