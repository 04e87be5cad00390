import type { Database, Transaction } from '@inquiry/database'
import type { CaseState } from '@inquiry/lifecycle'
import { sql } from 'kysely'

/**
 * A case as it is kept: its folded state, the citizen's query code, the reporter's data as they came sealed, and the
 * keyed hash that tells one citizen from another without naming either.
 */
export type CaseFile = { state: CaseState; queryCode: string; sealed: string | null; citizen: string | null }

/** The cases of these ids, those that exist. */
export async function loadCases(
  tx: Transaction | Database,
  caseIds: readonly string[],
): Promise<Map<string, CaseFile>> {
  if (caseIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('case_file')
    .select(columns)
    .where('case_id', '=', sql<string>`any(${caseIds}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.case_id, caseFile(row)]))
}

/** The same cases as they are now: those that have moved on since they were loaded are loaded again. */
export async function reloadChanged(
  tx: Transaction,
  files: ReadonlyMap<string, CaseFile>,
): Promise<Map<string, CaseFile>> {
  const { rows } = await sql<{ case_id: string }>`
    select c.case_id from case_file c
    join unnest(${[...files.keys()]}::uuid[], ${[...files.values()].map((file) => file.state.position)}::bigint[]) as w (case_id, position)
      on c.case_id = w.case_id and c.position <> w.position`.execute(tx)
  const moved = await loadCases(
    tx,
    rows.map((row) => row.case_id),
  )
  return new Map([...files, ...moved])
}

/** The cases of these origins and their own numbers, those that exist, by case id. */
export async function loadCasesBySource(
  tx: Transaction | Database,
  sources: readonly { origin: string; sourceId: string }[],
): Promise<Map<string, CaseFile>> {
  if (sources.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select c.case_id, c.query_code, c.sealed, c.citizen, c.state
    from unnest(${sources.map((s) => s.origin)}::text[], ${sources.map((s) => s.sourceId)}::text[]) as w (origin, source_id)
    join case_file c using (origin, source_id)`.execute(tx)
  return new Map(rows.map((row) => [row.case_id, caseFile(row)]))
}

/** The case of a query code, or undefined. */
export async function loadCaseByQueryCode(db: Database, queryCode: string): Promise<CaseFile | undefined> {
  const row = await db.selectFrom('case_file').select(columns).where('query_code', '=', queryCode).executeTakeFirst()
  return row && caseFile(row)
}

/** The columns of `case_file`, each as an array for `unnest`, in the order of `caseColumnNames`. */
export function caseColumns(files: readonly CaseFile[]): unknown[][] {
  const states = files.map((file) => file.state)
  return [
    states.map((s) => s.caseId),
    states.map((s) => s.origin),
    states.map((s) => s.sourceId),
    files.map((f) => f.queryCode),
    states.map((s) => s.status),
    states.map((s) => s.handler),
    states.map((s) => s.division),
    states.map((s) => s.position),
    states.map((s) => s.receivedAt),
    states.map((s) => JSON.stringify(s)),
    files.map((f) => f.sealed),
    files.map((f) => f.citizen),
    states.map((s) => s.matterId),
  ]
}

export const caseColumnNames =
  'case_id, origin, source_id, query_code, status, handler, division, position, received_at, state, sealed, citizen, matter_id'
export const caseColumnTypes = [
  'uuid',
  'text',
  'text',
  'text',
  'text',
  'text',
  'text',
  'bigint',
  'timestamptz',
  'json',
  'text',
  'text',
  'text',
] as const

/** What is written over a case that is known already. */
export const caseReplacement = `on conflict (case_id) do update set
  status = excluded.status, handler = excluded.handler, division = excluded.division,
  position = excluded.position, state = excluded.state, matter_id = excluded.matter_id`

/** Write cases as they are now; new ones are added, known ones replaced. */
export async function saveCases(tx: Transaction, files: readonly CaseFile[]): Promise<void> {
  if (files.length === 0) return
  const arrays = caseColumns(files).map((column, i) => sql`${column}::${sql.raw(caseColumnTypes[i] ?? 'text')}[]`)
  await sql`
    insert into case_file (${sql.raw(caseColumnNames)})
    select * from unnest(${sql.join(arrays)})
    ${sql.raw(caseReplacement)}`.execute(tx)
}

const columns = ['case_id', 'query_code', 'sealed', 'citizen', 'state'] as const
type Row = { case_id: string; query_code: string; sealed: string | null; citizen: string | null; state: unknown }

function caseFile(row: Row): CaseFile {
  return { state: row.state as CaseState, queryCode: row.query_code, sealed: row.sealed, citizen: row.citizen }
}
