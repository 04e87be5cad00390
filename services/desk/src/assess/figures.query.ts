import { figuresOf, type Formula, type NodeFigures, type Tally } from '@inquiry/assessment'
import { readerPosition } from '@inquiry/case-log'
import type { Database, Transaction } from '@inquiry/database'
import { sql, type RawBuilder } from 'kysely'
import { assessmentReader } from './assessment.worker.ts'

/** What is left out of an indicator: a case by a rule of the formula or by an exclusion, with its reason. */
export type LeftOut = {
  node: string
  indicator: string
  unit: number
  caseId: string
  reason: string
  exclusionId: string | null
}

/** Of an indicator of a node this many cases that are left out are told beside the figure; all of them stand in its list. */
const toldAtMost = 100

/** A month's figures and what is left out of them, all at the one position that the reader has reached. */
export async function readFigures(
  db: Database,
  formula: Formula,
  month: string,
): Promise<{ position: number; nodes: readonly NodeFigures[]; leftOut: readonly LeftOut[] }> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const position = await readerPosition(tx, assessmentReader)
      const asked = { formula: formula.version, month, position }
      const nodes = figuresOf(formula, await tallies(tx, asked))
      return { position, nodes, leftOut: await leftOut(tx, asked) }
    })
}

export type AskedMonth = { formula: string; month: string; position: number }

/** The exclusions that hold at the position, a row for each case. */
export function exclusionsAt({ month, position }: AskedMonth): RawBuilder<unknown> {
  return sql`
    select unnest(x.case_ids) as case_id, x.node_id, x.indicator, x.id, x.reason, x.position
    from assessment_exclusion x
    where x.month = ${month} and x.position <= ${position}
      and (x.withdrawn_position is null or x.withdrawn_position > ${position})`
}

/** Whether an exclusion `x` concerns the entry `e`. */
export const concerns = sql`x.case_id = e.case_id and (x.node_id is null or x.node_id = e.node_id)
  and (x.indicator is null or x.indicator = e.indicator)`

async function tallies(tx: Transaction, asked: AskedMonth): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    with excluding as materialized (${exclusionsAt(asked)}),
    present as (
      select node_id, indicator, count(*) as units from assessment_entry
      where formula = ${asked.formula} and month = ${asked.month} group by node_id, indicator
    ),
    counted as (
      select e.node_id, e.indicator, sum(e.numerator) as numerator, count(*) as denominator from assessment_entry e
      where e.formula = ${asked.formula} and e.month = ${asked.month} and e.excluded is null
        and not exists (select 1 from excluding x where ${concerns})
      group by e.node_id, e.indicator
    )
    select p.node_id as node, p.indicator, coalesce(c.numerator, 0) as numerator,
      coalesce(c.denominator, 0) as denominator, p.units - coalesce(c.denominator, 0) as excluded
    from present p left join counted c on c.node_id = p.node_id and c.indicator = p.indicator`.execute(tx)
  return rows
}

async function leftOut(tx: Transaction, asked: AskedMonth): Promise<LeftOut[]> {
  const { rows } = await sql<LeftOut>`
    with excluding as materialized (${exclusionsAt(asked)}),
    left_out as (
      select e.node_id, e.indicator, e.unit, e.case_id, e.excluded as reason, null::uuid as exclusion_id
      from assessment_entry e
      where e.formula = ${asked.formula} and e.month = ${asked.month} and e.excluded is not null
      union all
      (select distinct on (e.indicator, e.unit) e.node_id, e.indicator, e.unit, e.case_id, x.reason, x.id
       from excluding x join assessment_entry e on ${concerns}
       where e.formula = ${asked.formula} and e.month = ${asked.month} and e.excluded is null
       order by e.indicator, e.unit, x.position)
    ),
    numbered as (
      select left_out.*, row_number() over (partition by node_id, indicator order by unit) as number from left_out
    )
    select node_id as node, indicator, unit, case_id as "caseId", reason, exclusion_id as "exclusionId"
    from numbered where number <= ${toldAtMost} order by node_id, indicator, unit`.execute(tx)
  return rows
}

/** The months of which the formula counts anything, the newest first. */
export async function countedMonths(db: Database, formula: string): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    with recursive months as (
      select max(month) as month from assessment_entry where formula = ${formula}
      union all
      select (select max(e.month) from assessment_entry e where e.formula = ${formula} and e.month < months.month)
      from months where months.month is not null
    )
    select month from months where month is not null order by month desc`.execute(db)
  return rows.map(({ month }) => month)
}
