import { openStatuses } from '@inquiry/lifecycle'
import { sql, type RawBuilder } from 'kysely'

/** What a list of cases is narrowed by: within a filter one value suffices, all filters must hold. */
export type CasesFilter = {
  status?: readonly string[]
  origin?: readonly string[]
  handler?: readonly string[]
  /** Prefixes of the division. */
  division?: readonly string[]
  /** Six digits that end in `00`. */
  city?: readonly string[]
  /** Prefixes of the category. */
  category?: readonly string[]
  nature?: readonly string[]
  channel?: readonly string[]
  urgency?: readonly string[]
  attention?: readonly string[]
  overdue?: boolean
  open?: boolean
  /** Local days of recording: from inclusive, to exclusive. */
  from?: string
  to?: string
  /** Where the coordinator may look; null for everywhere. */
  within: readonly string[] | null
}

/** The filter as a condition on `case_summary` under the alias `s`. */
export function conditionOf(filter: CasesFilter, now: Date): RawBuilder<boolean> {
  const { overdue, open, from, to, within } = filter
  const isOverdue = sql`coalesce(s.next_due_at <= ${lastSecondBefore(now)}::timestamptz, false)`
  const isOpen = sql`s.status = any(${[...openStatuses]}::text[])`
  const all = [
    ...listed(filter.status, (values) => sql`s.status = any(${values}::text[])`),
    ...listed(filter.origin, (values) => sql`s.origin = any(${values}::text[])`),
    ...listed(filter.handler, (values) => sql`s.handler = any(${values}::text[])`),
    ...listed(filter.nature, (values) => sql`s.nature = any(${values}::text[])`),
    ...listed(filter.channel, (values) => sql`s.channel = any(${values}::text[])`),
    ...listed(filter.urgency, (values) => sql`s.urgency = any(${values}::text[])`),
    ...listed(filter.attention, (values) => sql`s.attention <> '{}' and s.attention && ${values}::text[]`),
    ...listed(filter.division, (values) => startsWithAny(sql`s.division`, values)),
    ...listed(filter.category, (values) => startsWithAny(sql`s.category_code`, values)),
    ...listed(filter.city, (values) =>
      startsWithAny(
        sql`s.division`,
        values.map((city) => city.slice(0, 4)),
      ),
    ),
    ...(within === null
      ? []
      : [
          startsWithAny(
            sql`s.division`,
            within.map((own) => own.replace(/(00)+$/, '')),
          ),
        ]),
    ...(overdue === undefined ? [] : [overdue ? isOverdue : sql`not ${isOverdue}`]),
    ...(open === undefined ? [] : [open ? isOpen : sql`not ${isOpen}`]),
    ...(from === undefined ? [] : [sql`s.received_at >= ${startOf(from)}::timestamptz`]),
    ...(to === undefined ? [] : [sql`s.received_at < ${startOf(to)}::timestamptz`]),
  ]
  return all.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(all, sql` and `)}`
}

function listed(
  values: readonly string[] | undefined,
  condition: (values: string[]) => RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  return values === undefined ? [] : [condition([...values])]
}

/** Codes are digits and letters: as a range, so that an index in any locale C serves it. */
function startsWithAny(column: RawBuilder<unknown>, prefixes: readonly string[]): RawBuilder<unknown> {
  if (prefixes.length === 0) return sql`false`
  const ranges = prefixes.map((prefix) => sql`(${column} >= ${prefix} and ${column} < ${`${prefix}~`})`)
  return sql`(${sql.join(ranges, sql` or `)})`
}

/** The first instant of a local day in Asia/Shanghai. */
function startOf(day: string): string {
  return `${day}T00:00:00+08:00`
}

/** What is due at this second or before is late: the last second of a period belongs to it wholly. */
export function lastSecondBefore(now: Date): Date {
  return new Date(now.getTime() - 1_000)
}
