import { appendIn, atLogHead, type LogHead, type LogOptions } from '@inquiry/case-log'
import type { Database, Transaction } from '@inquiry/database'
import type { CaseState } from '@inquiry/lifecycle'
import type { EventData, PrivatePart } from '@inquiry/schema'
import { sql } from 'kysely'
import { erasedText, privateWithoutText, stateWithoutText } from './without-text.ts'

/** Cases that one transaction erases from; it holds the head of the log meanwhile. */
const batch = 100

/** What is erased: what is older than an instant, by which rule. */
export type Erasing = { before: Date; rule: string }

/**
 * Erase a part of the cases that ended before an instant, a batch at a time; answers how many cases there were. The log's
 * head is held, and its version moved on: whoever judges over such a case judges it anew.
 */
export async function eraseBatch(
  db: Database,
  log: LogOptions,
  part: 'reporter' | 'text',
  { before, rule }: Erasing,
): Promise<number> {
  return atLogHead(db, log, async (tx, head) => {
    const caseIds = await endedCases(tx, part, before)
    if (caseIds.length === 0) return 0
    await (part === 'reporter' ? eraseReporters(tx, caseIds) : eraseTexts(tx, caseIds))
    await tx
      .insertInto('erasure')
      .values(caseIds.map((case_id) => ({ case_id, part, rule, erased_at: head.now })))
      .execute()
    tell(head, log.hubId, { part, rule, count: caseIds.length, cases: caseIds })
    return caseIds.length
  })
}

/** Signed originals of before an instant, of which every case has lost a part: their digests and receipts stay. */
export async function eraseOriginals(db: Database, log: LogOptions, { before, rule }: Erasing): Promise<number> {
  return toldErasure(db, log, { part: 'original', rule }, async (tx) => {
    const { rows } = await sql<{ erased: number }>`
    with gone as (
      update envelope set jws = '' where jws <> '' and received_at < ${before} and not exists (
        select 1 from json_array_elements(results) r
        where r ->> 'caseId' is not null and r ->> 'status' <> 'rejected'
          and not exists (select 1 from erasure x where x.case_id = (r ->> 'caseId')::uuid)
      ) returning 1
    ) select count(*) as erased from gone`.execute(tx)
    return rows[0]?.erased ?? 0
  })
}

/** Records of before an instant. */
export async function eraseAccessRecords(db: Database, log: LogOptions, { before, rule }: Erasing): Promise<number> {
  return toldErasure(db, log, { part: 'access-record', rule }, async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom('access_record').where('at', '<', before).executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  })
}

/** Bytes of before an instant that no case names. */
export async function eraseUnnamed(db: Database, log: LogOptions, { before, rule }: Erasing): Promise<number> {
  return toldErasure(db, log, { part: 'attachment', rule }, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('attachment')
      .where('received_at', '<', before)
      .where('digest', 'not in', (e) => e.selectFrom('case_attachment').select('digest'))
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  })
}

/** Erase, and take the head of the log only when it is known how much there was: a search over years is not to stop intake. */
async function toldErasure(
  db: Database,
  log: LogOptions,
  said: Pick<EventData<'hub.data-erased'>, 'part' | 'rule'>,
  erase: (tx: Transaction) => Promise<number>,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const count = await erase(tx)
    if (count > 0) await appendIn(tx, log, (head) => Promise.resolve(tell(head, log.hubId, { ...said, count })))
    return count
  })
}

function tell(head: LogHead, hubId: string, data: EventData<'hub.data-erased'>): void {
  const division = hubId.slice(0, 6)
  head.append({ type: 'hub.data-erased', caseId: null, subject: hubId, division, data, audience: [] })
}

async function endedCases(tx: Transaction, part: 'reporter' | 'text', before: Date): Promise<string[]> {
  const { rows } = await sql<{ case_id: string }>`
    select c.case_id from case_file c join event e on e.position = c.position
    where c.status in ('withdrawn', 'declined', 'closed') and e.recorded_at < ${before}
      and not exists (select 1 from erasure x where x.case_id = c.case_id and x.part = ${part})
    order by c.position limit ${batch}`.execute(tx)
  return rows.map((row) => row.case_id)
}

async function eraseReporters(tx: Transaction, caseIds: readonly string[]): Promise<void> {
  await sql`
    update case_file set sealed = null, citizen = null, state = jsonb_set(state::jsonb, '{sealed}', 'false')::json
    where case_id = any(${caseIds}::uuid[])`.execute(tx)
  await deleteInboxTexts(tx, caseIds)
}

async function eraseTexts(tx: Transaction, caseIds: readonly string[]): Promise<void> {
  await eraseReporters(tx, caseIds)
  // What the log committed to is kept as a digest, so that the rest is still verified.
  await sql`
    insert into erased_part (position, private_digest)
    select position, sha256(convert_to(private::text, 'UTF8')) from event
    where case_id = any(${caseIds}::uuid[]) and private is not null on conflict do nothing`.execute(tx)
  await rewriteEvents(tx, caseIds)
  await rewriteCases(tx, caseIds)
  for (const table of ['case_fingerprint', 'case_attachment', 'text_entry'] as const)
    await sql`delete from ${sql.table(table)} where case_id = any(${caseIds}::uuid[])`.execute(tx)
  await sql`update case_summary set title = ${erasedText} where case_id = any(${caseIds}::uuid[])`.execute(tx)
}

async function rewriteEvents(tx: Transaction, caseIds: readonly string[]): Promise<void> {
  const events = await tx
    .selectFrom('event')
    .select(['position', 'private'])
    .where(sql<boolean>`case_id = any(${caseIds}::uuid[])`)
    .where('private', 'is not', null)
    .execute()
  const stripped = events.map((event) => JSON.stringify(privateWithoutText(event.private as PrivatePart)))
  await sql`
    update event set private = w.private
    from unnest(${events.map(({ position }) => position)}::bigint[], ${stripped}::json[]) as w (position, private)
    where event.position = w.position`.execute(tx)
}

async function rewriteCases(tx: Transaction, caseIds: readonly string[]): Promise<void> {
  const files = await tx
    .selectFrom('case_file')
    .select(['case_id', 'state'])
    .where(sql<boolean>`case_id = any(${caseIds}::uuid[])`)
    .execute()
  const stripped = files.map(({ state }) => JSON.stringify(stateWithoutText(state as CaseState)))
  await sql`
    update case_file set state = w.state
    from unnest(${files.map(({ case_id }) => case_id)}::uuid[], ${stripped}::json[]) as w (case_id, state)
    where case_file.case_id = w.case_id`.execute(tx)
}

/** Inbox events are kept as they were written, with the text and the reporter's data in them. */
async function deleteInboxTexts(tx: Transaction, caseIds: readonly string[]): Promise<void> {
  await sql`
    delete from inbox_text using event
    where inbox_text.position = event.position and event.case_id = any(${caseIds}::uuid[])`.execute(tx)
}
