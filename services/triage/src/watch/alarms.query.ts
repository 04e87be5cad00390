import type { Database, Transaction } from '@inquiry/database'
import { sql } from 'kysely'
import type { CaseAlarm } from './case-alarms.ts'

/** An alarm as it is taken: also one for the hot spot that the case's matter is. */
export type TakenAlarm = { caseId: string; kind: CaseAlarm['kind'] | 'hotspot'; step: string; dueAt: string }

/** Set the alarms of these cases to what they are now; those of hot spots and resets are not the case's and stay. */
export async function setAlarms(
  tx: Transaction,
  caseIds: readonly string[],
  alarms: readonly CaseAlarm[],
): Promise<void> {
  if (caseIds.length === 0) return
  await sql`
    delete from due_alarm
    where case_id = any(${[...caseIds]}::uuid[]) and kind in ('due-soon', 'overdue', 'supervise', 'recount')`.execute(
    tx,
  )
  if (alarms.length === 0) return
  await sql`
    insert into due_alarm (case_id, kind, step, due_at, at, unpublished)
    select * from unnest(
      ${alarms.map((a) => a.caseId)}::uuid[], ${alarms.map((a) => a.kind)}::text[], ${alarms.map((a) => a.step)}::text[],
      ${alarms.map((a) => a.dueAt)}::text[], ${alarms.map((a) => a.at)}::timestamptz[], ${alarms.map((a) => a.unpublished)}::int[])
    on conflict do nothing`.execute(tx)
}

/** Take the alarms whose instant has come, the earliest first; another process passes them over meanwhile. */
export async function takeAlarms(tx: Transaction, now: Date, limit: number): Promise<TakenAlarm[]> {
  const { rows } = await sql<Row & { at: Date }>`
    delete from due_alarm d using (
      select case_id, kind, step, due_at from due_alarm
      where at <= ${now} and kind <> 'reset' order by at limit ${limit}
      for update skip locked
    ) t
    where d.case_id = t.case_id and d.kind = t.kind and d.step = t.step and d.due_at = t.due_at
    returning d.case_id, d.kind, d.step, d.due_at, d.at`.execute(tx)
  return rows.toSorted((one, other) => one.at.getTime() - other.at.getTime()).map(taken)
}

/** Take dates that waited for the calendar of one of these years. */
export async function takeRecounts(tx: Transaction, years: readonly number[], limit: number): Promise<TakenAlarm[]> {
  const { rows } = await sql<Row>`
    delete from due_alarm d using (
      select case_id, kind, step, due_at from due_alarm where unpublished = any(${[...years]}::int[]) limit ${limit}
      for update skip locked
    ) t
    where d.case_id = t.case_id and d.kind = t.kind and d.step = t.step and d.due_at = t.due_at
    returning d.case_id, d.kind, d.step, d.due_at`.execute(tx)
  return rows.map(taken)
}

/** Whether an instant has come, looked at without taking anything. */
export async function isAnyDue(db: Database, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('due_alarm')
    .select('case_id')
    .where('at', '<=', now)
    .where('kind', '<>', 'reset')
    .orderBy('at')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Take the wishes that a case's alarms be set anew; answers the cases. */
export async function takeResets(tx: Transaction, limit: number): Promise<string[]> {
  const { rows } = await sql<{ case_id: string }>`
    delete from due_alarm d using (
      select case_id, step, due_at from due_alarm where kind = 'reset' limit ${limit} for update skip locked
    ) t
    where d.kind = 'reset' and d.case_id = t.case_id and d.step = t.step and d.due_at = t.due_at
    returning d.case_id`.execute(tx)
  return rows.map((row) => row.case_id)
}

/** For each case of the matter an alarm at which a rule asks how long its hot spot has gone unanswered. */
export async function setHotspotAlarms(
  tx: Transaction,
  matterId: string,
  raisedAt: string,
  rules: readonly { id: string; hours: number }[],
): Promise<void> {
  for (const { id, hours } of rules) {
    const at = new Date(Date.parse(raisedAt) + hours * 3_600_000 + 1_000)
    await sql`
      insert into due_alarm (case_id, kind, step, due_at, at)
      select case_id, 'hotspot', ${id}, ${raisedAt}, ${at} from case_file where matter_id = ${matterId}
      on conflict do nothing`.execute(tx)
  }
}

/** The hot spot is none any more: nothing is asked of its cases. */
export async function clearHotspotAlarms(tx: Transaction, matterId: string): Promise<void> {
  await sql`
    delete from due_alarm using case_file
    where due_alarm.kind = 'hotspot' and due_alarm.case_id = case_file.case_id and case_file.matter_id = ${matterId}`.execute(
    tx,
  )
}

type Row = { case_id: string; kind: TakenAlarm['kind']; step: string; due_at: string }

function taken({ case_id, kind, step, due_at }: Row): TakenAlarm {
  return { caseId: case_id, kind, step, dueAt: due_at }
}
