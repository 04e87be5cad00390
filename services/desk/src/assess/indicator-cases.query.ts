import { readerPosition } from '@inquiry/case-log'
import type { Database, Transaction } from '@inquiry/database'
import { sql } from 'kysely'
import { assessmentReader } from './assessment.worker.ts'
import { concerns, exclusionsAt } from './figures.query.ts'

/** One unit of an indicator; what is no case's has no `caseId`. */
export type CountedUnit = {
  unit: number
  caseId: string | null
  numerator: number
  /** Why it is left out; null where it is counted. */
  reason: string | null
  exclusionId: string | null
}

export type UnitsAsked = {
  formula: string
  month: string
  node: string
  indicator: string
  after: number
  limit: number
  /** Only what is counted, or only what is left out. */
  counted?: boolean | undefined
}

/** A page of what an indicator of a node counts and leaves out, in the order of the log. */
export async function readUnits(
  rows: Database | Transaction,
  { formula, month, node, indicator, after, limit, counted }: UnitsAsked,
): Promise<{ position: number; units: readonly CountedUnit[]; next: number | null }> {
  const position = await readerPosition(rows, assessmentReader)
  const standing = sql`coalesce(e.excluded, by_decision.reason)`
  const wanted = counted === undefined ? sql`true` : counted ? sql`${standing} is null` : sql`${standing} is not null`
  const { rows: found } = await sql<CountedUnit>`
    with excluding as materialized (${exclusionsAt({ formula, month, position })})
    select e.unit, e.case_id as "caseId", e.numerator, ${standing} as reason,
      case when e.excluded is null then by_decision.id end as "exclusionId"
    from assessment_entry e
    left join lateral (
      select x.id, x.reason from excluding x where ${concerns} order by x.position limit 1
    ) by_decision on true
    where e.formula = ${formula} and e.month = ${month} and e.node_id = ${node} and e.indicator = ${indicator}
      and e.unit > ${after} and ${wanted}
    order by e.unit limit ${limit + 1}`.execute(rows)
  const units = found.slice(0, limit)
  return { position, units, next: found.length > limit ? (units.at(-1)?.unit ?? null) : null }
}
