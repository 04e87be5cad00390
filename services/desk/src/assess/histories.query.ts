import type { CaseHistory, Entry } from '@inquiry/assessment'
import type { Transaction } from '@inquiry/database'
import { sql } from 'kysely'

/** The histories of these cases, those that are kept. */
export async function loadHistories(tx: Transaction, caseIds: readonly string[]): Promise<Map<string, CaseHistory>> {
  if (caseIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('assessment_case')
    .selectAll()
    .where('case_id', '=', sql<string>`any(${caseIds}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.case_id, row.history as CaseHistory]))
}

/** Write histories as they are now. */
export async function saveHistories(tx: Transaction, histories: readonly CaseHistory[]): Promise<void> {
  if (histories.length === 0) return
  await sql`
    insert into assessment_case (case_id, history)
    select * from unnest(
      ${histories.map(({ caseId }) => caseId)}::uuid[], ${histories.map((history) => JSON.stringify(history))}::json[])
    on conflict (case_id) do update set history = excluded.history`.execute(tx)
}

/** Write what is counted now, and take away what is counted no more. */
export async function changeEntries(
  tx: Transaction,
  { written, removed }: { written: readonly Entry[]; removed: readonly Entry[] },
): Promise<void> {
  if (removed.length > 0) {
    await sql`
      delete from assessment_entry e using unnest(
        ${removed.map(({ formula }) => formula)}::text[], ${removed.map(({ indicator }) => indicator)}::text[],
        ${removed.map(({ unit }) => unit)}::bigint[]) as gone (formula, indicator, unit)
      where e.formula = gone.formula and e.indicator = gone.indicator and e.unit = gone.unit`.execute(tx)
  }
  if (written.length === 0) return
  const column = <K extends keyof Entry>(name: K): Entry[K][] => written.map((entry) => entry[name])
  await sql`
    insert into assessment_entry (formula, indicator, unit, month, node_id, case_id, numerator, excluded)
    select * from unnest(
      ${column('formula')}::text[], ${column('indicator')}::text[], ${column('unit')}::bigint[],
      ${column('month')}::text[], ${column('node')}::text[], ${column('caseId')}::uuid[],
      ${column('numerator')}::int[], ${column('excluded')}::text[])
    on conflict (formula, indicator, unit) do update set
      month = excluded.month, node_id = excluded.node_id, numerator = excluded.numerator,
      excluded = excluded.excluded`.execute(tx)
}
