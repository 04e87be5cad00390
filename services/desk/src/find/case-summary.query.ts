import type { Transaction } from '@inquiry/database'
import { sql } from 'kysely'
import type { CaseSummary } from './case-summary.ts'

/** A summary with the place in the log where the case's text was last set, if these events set it. */
export type SummaryRow = { summary: CaseSummary; textPosition: number | undefined }

/** Write summaries as they are now. */
export async function saveSummaries(tx: Transaction, rows: readonly SummaryRow[]): Promise<void> {
  if (rows.length === 0) return
  const of = <T>(pick: (summary: CaseSummary) => T): T[] => rows.map(({ summary }) => pick(summary))
  await sql`
    insert into case_summary (case_id, origin, handler, status, paused, nature, title, category, category_code, division,
      channel, urgency, submitted_at, received_at, next_due_at, attention, text_position, position)
    select case_id, origin, handler, status, paused, nature, title, category, category_code, division, channel, urgency,
      submitted_at, received_at, next_due_at, string_to_array(attention, ' '), coalesce(text_position, -1), position
    from unnest(
      ${of((s) => s.caseId)}::uuid[], ${of((s) => s.origin)}::text[], ${of((s) => s.handler)}::text[],
      ${of((s) => s.status)}::text[], ${of((s) => s.paused)}::boolean[], ${of((s) => s.nature)}::text[],
      ${of((s) => s.title)}::text[], ${of((s) => (s.category ? JSON.stringify(s.category) : null))}::json[],
      ${of((s) => s.category?.code ?? null)}::text[], ${of((s) => s.division)}::text[], ${of((s) => s.channel)}::text[],
      ${of((s) => s.urgency)}::text[], ${of((s) => s.submittedAt)}::timestamptz[], ${of((s) => s.receivedAt)}::timestamptz[],
      ${of((s) => s.nextDueAt)}::timestamptz[], ${of((s) => s.attention.join(' '))}::text[],
      ${rows.map((row) => row.textPosition ?? null)}::bigint[], ${of((s) => s.position)}::bigint[]
    ) as r (case_id, origin, handler, status, paused, nature, title, category, category_code, division, channel, urgency,
      submitted_at, received_at, next_due_at, attention, text_position, position)
    on conflict (case_id) do update set
      handler = excluded.handler, status = excluded.status, paused = excluded.paused, title = excluded.title,
      category = excluded.category, category_code = excluded.category_code, division = excluded.division,
      next_due_at = excluded.next_due_at, attention = excluded.attention,
      text_position = greatest(case_summary.text_position, excluded.text_position), position = excluded.position`.execute(
    tx,
  )
}

/** Note texts that are to be found, each under the event that set it. */
export async function noteTexts(
  tx: Transaction,
  texts: readonly { position: number; caseId: string }[],
): Promise<void> {
  if (texts.length === 0) return
  await tx
    .insertInto('text_entry')
    .values(texts.map(({ position, caseId }) => ({ position, case_id: caseId })))
    .onConflict((c) => c.doNothing())
    .execute()
}
