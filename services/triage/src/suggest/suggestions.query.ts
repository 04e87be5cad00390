import type { Transaction } from '@inquiry/database'
import type { CategorySuggestion } from '@inquiry/similarity'
import { sql } from 'kysely'

/** Keep what was suggested for these cases. */
export async function keepSuggestions(
  tx: Transaction,
  suggested: ReadonlyMap<string, readonly CategorySuggestion[]>,
  now: Date,
): Promise<void> {
  const rows = [...suggested].filter(([, suggestions]) => suggestions.length > 0)
  if (rows.length === 0) return
  await sql`
    insert into category_suggestion (case_id, suggestions, suggested_at)
    select row.*, ${now}::timestamptz from unnest(
      ${rows.map(([caseId]) => caseId)}::uuid[], ${rows.map(([, suggestions]) => JSON.stringify(suggestions))}::json[]
    ) as row
    on conflict (case_id) do update set suggestions = excluded.suggestions, suggested_at = excluded.suggested_at`.execute(
    tx,
  )
}
