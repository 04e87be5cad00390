import { patternsOf } from '@inquiry/access'
import { readerPosition } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import { openStatuses } from '@inquiry/lifecycle'
import type { StatsGroup, StatsMeasure } from '@inquiry/schema'
import { sql, type RawBuilder } from 'kysely'
import { tallyReader } from './tally.worker.ts'

/** What is asked: days `from` inclusive to `to` exclusive, at most three groups, values to keep by group, measures. */
export type StatsRequest = {
  from?: string | undefined
  to?: string | undefined
  groupBy: readonly StatsGroup[]
  filters: Partial<Record<StatsGroup, readonly string[]>>
  measures: readonly StatsMeasure[]
  /** Where the coordinator may look; null for everywhere. */
  within: readonly string[] | null
}

/** How each group is read from a fact or a tally row. */
const groups: Record<StatsGroup, RawBuilder<string | null>> = {
  day: sql`to_char(day, 'YYYY-MM-DD')`,
  week: sql`to_char(day, 'IYYY-"W"IW')`,
  month: sql`to_char(day, 'YYYY-MM')`,
  division: sql`division`,
  city: sql`left(division, 4) || '00'`,
  node: sql`origin`,
  handler: sql`handler`,
  category: sql`category`,
  nature: sql`nature`,
  channel: sql`channel`,
  status: sql`status`,
  urgency: sql`urgency`,
}

const open = sql`status = any(${[...openStatuses]})`

/** Measures that counts alone give. */
const counted: Partial<Record<StatsMeasure, RawBuilder<unknown>>> = {
  count: sql`sum(count)`,
  open: sql`coalesce(sum(count) filter (where ${open}), 0)`,
  closed: sql`coalesce(sum(count) filter (where status = 'closed'), 0)`,
}

/** All measures over the facts. `now` is the hub's time, by which a reply that has not come is late. */
function overFacts(now: Date): Record<StatsMeasure, RawBuilder<unknown>> {
  const late = sql`reply_due_at is not null and coalesce(replied_at, ${now}::timestamptz) > reply_due_at`
  return {
    count: sql`count(*)`,
    open: sql`count(*) filter (where ${open})`,
    closed: sql`count(*) filter (where status = 'closed')`,
    overdue: sql`count(*) filter (where ${late})`,
    onTimeRate: sql`round(1.0 * count(*) filter (where replied_at <= reply_due_at) / nullif(count(*) filter (where reply_due_at is not null and (replied_at is not null or reply_due_at < ${now}::timestamptz)), 0), 4)`,
    medianDaysToReply: sql`round((percentile_cont(0.5) within group (order by extract(epoch from replied_at - received_at)) / 86400)::numeric, 2)`,
    satisfaction: sql`round(1.0 * count(*) filter (where rating >= 4) / nullif(count(*) filter (where rating is not null), 0), 4)`,
  }
}

/** Count. Everything comes from one snapshot, at the position the tallies have reached. */
export async function readStats(db: Database, request: StatsRequest, now: Date) {
  const fromTally = request.measures.every((measure) => measure in counted)
  const table = fromTally ? sql`case_tally` : sql`case_fact`
  const expressions = fromTally ? counted : overFacts(now)
  const measures = sql.join(request.measures.map((name) => sql`${expressions[name]} as ${sql.id(name)}`))
  const where = conditions(request)
  const keys = request.groupBy.map((name) => groups[name])
  const grouped = request.groupBy.map((name) => sql`${groups[name]} as ${sql.id(name)}`)
  const kept = fromTally ? sql`having sum(count) > 0` : sql``
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const position = await readerPosition(tx, tallyReader)
      const rows =
        grouped.length === 0
          ? []
          : (
              await sql<
                Record<string, string | number | null>
              >`select ${sql.join(grouped)}, ${measures} from ${table} where ${where} group by ${sql.join(keys)} ${kept} order by ${sql.join(keys)}`.execute(
                tx,
              )
            ).rows
      const totals =
        (await sql<Record<string, number | null>>`select ${measures} from ${table} where ${where}`.execute(tx))
          .rows[0] ?? {}
      return { rows, totals: { ...totals, count: totals['count'] ?? 0 }, position }
    })
}

function conditions({ from, to, filters, within }: StatsRequest): RawBuilder<unknown> {
  const patterns = patternsOf(within)
  const all = [
    ...(patterns === null ? [] : [sql`division like any(${patterns}::text[])`]),
    ...(from === undefined ? [] : [sql`day >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`day < ${to}::date`]),
    ...Object.entries(filters).map(([name, values]) => sql`${groups[name as StatsGroup]} = any(${[...values]})`),
  ]
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `)
}
