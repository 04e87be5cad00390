import type { Database, Transaction } from '@inquiry/database'
import { sql, type RawBuilder } from 'kysely'
import { conditionOf, type CasesFilter } from './cases-filter.query.ts'
import { findTexts } from './find-texts.query.ts'

/** One row of the list, as it is stored. */
export type SummaryFound = {
  case_id: string
  origin: string
  handler: string | null
  status: string
  paused: boolean
  nature: string
  title: string
  category: unknown
  division: string
  channel: string
  urgency: string
  submitted_at: Date
  received_at: Date
  next_due_at: Date | null
  attention: string[]
  text_position: number
  position: number
}

export type CasesAsked = {
  filter: CasesFilter
  /** Words that title or content must all contain; without, the newest cases are given. */
  words: readonly string[]
  /** Where the page before ended: a case id, or with `words` the place of a text in the log. */
  after: string | undefined
  limit: number
  now: Date
}

/** A page of cases, the newest first; `next` is null on the last page. */
export async function findCases(
  db: Database,
  asked: CasesAsked,
): Promise<{ rows: SummaryFound[]; next: string | null }> {
  const { words, limit } = asked
  const wanted = { ...asked, limit: limit + 1 }
  const found = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((tx) =>
      words.length === 0 ? newestCases(tx, wanted) : findTexts(tx, wanted, conditionOf(asked.filter, asked.now)),
    )
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  if (found.length <= limit || !last) return { rows, next: null }
  return { rows, next: words.length === 0 ? last.case_id : String(last.text_position) }
}

/** Whether more than so many cases fulfil the filter. Those that contain words are counted as they are found. */
export async function isMoreThan(
  db: Database,
  { filter, words, most, now }: Pick<CasesAsked, 'filter' | 'words' | 'now'> & { most: number },
): Promise<boolean> {
  if (words.length > 0) return false
  const { rows } = await sql`
    select 1 from case_summary s where ${conditionOf(filter, now)} offset ${most} limit 1`.execute(db)
  return rows.length > 0
}

async function newestCases(tx: Transaction, { filter, after, limit, now }: CasesAsked): Promise<SummaryFound[]> {
  const beyond = after === undefined ? sql`true` : sql`s.case_id < ${after}::uuid`
  const { rows } = await sql<SummaryFound>`
    select ${summaryColumns} from case_summary s
    where ${beyond} and ${conditionOf(filter, now)} order by s.case_id desc limit ${limit}`.execute(tx)
  return rows
}

export const summaryColumns: RawBuilder<unknown> = sql`s.case_id, s.origin, s.handler, s.status, s.paused, s.nature,
  s.title, s.category, s.division, s.channel, s.urgency, s.submitted_at, s.received_at, s.next_due_at, s.attention,
  s.text_position, s.position`
