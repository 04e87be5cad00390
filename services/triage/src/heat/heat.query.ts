import type { Database, Transaction } from '@inquiry/database'
import { sql } from 'kysely'
import type { Past } from './unusual-count.ts'

/** The time whose cases are looked at, and the time before it that they are compared with. */
export const windowMs = 3 * 86_400_000
const pastDays = 90
const windowDays = windowMs / 86_400_000

/** Whose count has changed. */
export type Membership = { caseId: string; subjects: readonly string[]; receivedAt: string }

/** Let cases count for exactly these subjects; answers the subjects that have a case more. */
export async function countFor(tx: Transaction, memberships: readonly Membership[]): Promise<string[]> {
  const wanted = memberships.flatMap(({ caseId, subjects, receivedAt }) =>
    subjects.map((subject) => ({ caseId, subject, receivedAt })),
  )
  await sql`
    with wanted as (
      select * from unnest(${wanted.map((w) => w.caseId)}::uuid[], ${wanted.map((w) => w.subject)}::text[]) as w (case_id, subject)
    ), gone as (
      delete from heat_case h
      where h.case_id = any(${memberships.map((m) => m.caseId)}::uuid[])
        and not exists (select from wanted w where w.case_id = h.case_id and w.subject = h.subject)
      returning h.subject, (h.received_at at time zone 'Asia/Shanghai')::date as day
    )
    update heat_count c set cases = c.cases - g.cases
    from (select subject, day, count(*) as cases from gone group by 1, 2) g
    where c.subject = g.subject and c.day = g.day`.execute(tx)
  const { rows } = await sql<{ subject: string }>`
    with added as (
      insert into heat_case (case_id, subject, received_at)
      select * from unnest(${wanted.map((w) => w.caseId)}::uuid[], ${wanted.map((w) => w.subject)}::text[], ${wanted.map((w) => w.receivedAt)}::timestamptz[])
      on conflict do nothing
      returning subject, (received_at at time zone 'Asia/Shanghai')::date as day
    )
    insert into heat_count (subject, day, cases)
    select subject, day, count(*) from added group by 1, 2
    on conflict (subject, day) do update set cases = heat_count.cases + excluded.cases
    returning subject`.execute(tx)
  return [...new Set(rows.map((row) => row.subject))]
}

/** What is known of a subject now: the window's cases and citizens, the past, the places and platforms. */
export type Heat = {
  subject: string
  cases: number
  citizens: number
  platforms: number
  divisions: string[]
  firstAt: Date
  lastAt: Date
  past: Past
}

/**
 * The heat of these subjects, those that have at least so many cases in the window. A citizen counts once. A topic could
 * have had cases ever since anything was counted, a matter since its own first case.
 */
export async function heatOf(
  db: Database | Transaction,
  subjects: readonly string[],
  now: Date,
  leastCases: number,
): Promise<Heat[]> {
  if (subjects.length === 0) return []
  const from = new Date(now.getTime() - windowMs)
  const { rows } = await sql<Omit<Heat, 'past'> & { pastCases: number; pastDays: number }>`
    select h.subject, count(*) as cases, count(distinct coalesce(c.citizen, c.case_id::text)) as citizens,
      count(distinct c.origin) as platforms, array_agg(distinct c.division) as divisions,
      min(h.received_at) as "firstAt", max(h.received_at) as "lastAt",
      (select coalesce(sum(d.cases), 0) from heat_count d
        where d.subject = h.subject and d.day < ${localDay(from)} and d.day >= ${localDay(now)} - ${pastDays}::int) as "pastCases",
      greatest(0, ${localDay(from)} - greatest(${localDay(now)} - ${pastDays}::int, (
        select min(d.day) from heat_count d where h.subject like 'topic-%' or d.subject = h.subject
      ))) as "pastDays"
    from heat_case h join case_file c on c.case_id = h.case_id
    where h.subject = any(${subjects}::text[]) and h.received_at > ${from}
    group by h.subject having count(*) >= ${leastCases}`.execute(db)
  return rows.map(({ pastCases, pastDays: days, ...heat }) => ({
    ...heat,
    past: { cases: Number(pastCases), windows: days / windowDays },
  }))
}

/** What is usual for a kind of subject; `isSettled` once there is a past to tell it from. */
export type UsualHeat = { subjects: number; casesPerWindow: number; isSettled: boolean }

/**
 * What is usual for subjects of a kind before the window: how many cases one has in a window in which it has any. Where
 * nothing was before, what the middle one of them has now.
 */
export async function usualHeat(db: Database | Transaction, topics: boolean, now: Date): Promise<UsualHeat> {
  const windowFrom = localDay(new Date(now.getTime() - windowMs))
  const { rows } = await sql<{ subjects: number; before: number | null; middle: number | null }>`
    select count(distinct subject) as subjects, avg(cases) filter (where past) as before,
      percentile_cont(0.5) within group (order by cases) filter (where not past) as middle
    from (
      select subject, day < ${windowFrom} as past, (${windowFrom} - day) / ${windowDays}::int as at, sum(cases) as cases
      from heat_count
      where day > ${localDay(now)} - ${pastDays}::int and cases > 0 and (subject like 'topic-%') = ${topics}
      group by 1, 2, 3
    ) as windows`.execute(db)
  const { subjects = 0, before, middle } = rows[0] ?? {}
  return {
    subjects: Math.max(1, subjects),
    casesPerWindow: Number(before ?? middle ?? 1),
    isSettled: typeof before === 'number',
  }
}

/** Keep how hot a subject is; answers whether it was none before. The key decides which of two that found it tells. */
export async function stands(
  tx: Transaction,
  { subject, division, score, expected, cases }: Standing,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ isNew: boolean }>`
    insert into hotspot (subject, division, raised_at, score, expected, cases)
    values (${subject}, ${division}, ${now}, ${score}, ${expected}, ${cases})
    on conflict (subject) do update set
      division = excluded.division, score = excluded.score, expected = excluded.expected, cases = excluded.cases
    returning xmax = 0 as "isNew"`.execute(tx)
  return rows[0]?.isNew === true
}

type Standing = { subject: string; division: string; score: number; expected: number; cases: number }

/** The day of Beijing in which an instant lies. */
function localDay(at: Date) {
  return sql`(${at}::timestamptz at time zone 'Asia/Shanghai')::date`
}
