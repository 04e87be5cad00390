import { logTime } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { Hotspot } from '@inquiry/schema'
import { patternsOf } from '@inquiry/access'
import { sql } from 'kysely'

/** Cases that a hot spot names as examples, the newest. */
const examplesShown = 5

type Row = {
  subject: string
  division: string
  expected: number
  score: number
  cases: number
  citizens: number
  platforms: number
  first_at: Date
  last_at: Date
  unanswered_since: Date | null
  examples: string[]
  title: string
}

/**
 * The hot spots that stand, hottest first, with all cases of the last `days`. Unanswered are they since their first case
 * that has no reply yet.
 */
export async function standingHotspots(
  db: Database,
  { now, limit, within }: { now: Date; limit: number; within: readonly string[] | null },
): Promise<Hotspot[]> {
  const prefixes = patternsOf(within)
  const { rows } = await sql<Row>`
    select s.subject, s.division, s.expected, s.score, f.* from hotspot s
    cross join lateral (
      select count(*) as cases, count(distinct coalesce(c.citizen, c.case_id::text)) as citizens,
        count(distinct c.origin) as platforms, min(h.received_at) as first_at, max(h.received_at) as last_at,
        min(h.received_at) filter (where c.status in ('submitted', 'assigned', 'returned', 'accepted', 'in-progress')) as unanswered_since,
        (array_agg(c.case_id::text order by h.received_at desc))[1:${sql.raw(String(examplesShown))}] as examples,
        (array_agg(c.state->>'title' order by h.received_at))[1] as title
      from heat_case h join case_file c on c.case_id = h.case_id
      where h.subject = s.subject and h.received_at > ${now}::timestamptz - interval '30 days'
    ) as f
    where f.cases > 0 ${prefixes === null ? sql`` : sql`and s.division like any(${prefixes})`}
    order by s.score desc, s.subject limit ${limit}`.execute(db)
  return rows.map((row, at) => ({
    rank: at + 1,
    matterId: row.subject,
    division: row.division,
    title: row.title,
    cases: row.cases,
    expected: Math.round(row.expected * 100) / 100,
    score: Math.round(row.score * 100) / 100,
    citizens: row.citizens,
    platforms: row.platforms,
    firstAt: logTime(row.first_at),
    lastAt: logTime(row.last_at),
    unansweredHours:
      row.unanswered_since === null
        ? null
        : Math.max(0, Math.round((now.getTime() - row.unanswered_since.getTime()) / 360_000) / 10),
    examples: row.examples,
  }))
}
