import type { Database } from '@inquiry/database'
import { sql } from 'kysely'
import type { EventFilter } from './event-filter.ts'

/** Positions that one question looks at: what a reader asked for may be rare, and no question may take long. */
const examined = 5_000

/** The events after a position that fit, and up to where was looked: further on there may be more. */
export async function fittingAfter(
  db: Database,
  { after, limit, size }: { after: number; limit: number; size: number },
  { divisions, categories, types }: EventFilter,
): Promise<{ events: { position: number; leaf: string }[]; next: number }> {
  const until = Math.min(after + examined, Math.max(after, size - 1))
  const { rows: events } = await sql<{ position: number; leaf: string }>`
    select e.position, e.leaf from event e
    where e.position > ${after} and e.position <= ${until}
      and (${divisions}::text[] is null or e.division like any (${beginnings(divisions)}::text[]))
      and (${types}::text[] is null or e.type = any (${types}::text[]))
      and (${categories}::text[] is null or exists (
        select 1 from event s
        where s.case_id = e.case_id and s.type = 'case.submitted'
          and s.leaf::jsonb #>> '{data,category,code}' like any (${beginnings(categories)}::text[])))
    order by e.position limit ${limit}`.execute(db)
  return { events, next: events.length < limit ? until : (events.at(-1)?.position ?? until) }
}

/** Patterns for what begins so. What stands in a division or category has no meaning in a pattern. */
function beginnings(values: readonly string[] | null): string[] | null {
  return values && values.map((value) => `${value}%`)
}
