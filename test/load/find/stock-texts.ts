import type { Database } from '@inquiry/database'
import { generateDemonstration } from '@inquiry/demonstration'
import { sql } from 'kysely'

/** Cases that one statement records. */
const together = 2_000

/**
 * So many cases as the list and the search see them, without their events. Their texts are sentences of the
 * demonstration in ever new combinations, so that words are as frequent as in real inquiries; every ten-thousandth
 * speaks of 火龙果种植园, which nobody else does.
 */
export async function stockTexts(db: Database, count: number): Promise<void> {
  const { filings } = generateDemonstration({ cases: 3_000, startAt: '2026-10-01' })
  const titles = filings.map(({ data }) => data.title)
  const sentences = filings
    .flatMap(({ data }) => data.content.split(/(?<=[。！？])/u))
    .filter((text) => text.length > 6)
  let random = 1
  const pick = <T>(list: readonly T[]): T => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0
    return list[(random >>> 8) % list.length] as T
  }
  for (let done = 0; done < count; done += together) {
    const rows = Array.from({ length: together }, (_, i) => {
      const n = done + i
      const rare = n % 10_000 === 9_999 ? '旁边是火龙果种植园。' : ''
      const content = `${Array.from({ length: 3 + (n % 6) }, () => pick(sentences)).join('')}${rare}`
      return {
        n,
        title: pick(titles),
        content,
        division: pick(divisions),
        handler: pick(handlers),
        status: pick(statuses),
      }
    })
    await insert(db, rows)
  }
}

const divisions = ['440106', '440305', '440604', '441302', '440703', '445102', '440803', '441900']
const handlers = ['440100', '440300', '440600', '441300', '440700', '445100', '440000-ecology']
const statuses = ['assigned', 'accepted', 'in-progress', 'replied', 'closed', 'closed', 'closed', 'closed']

type Row = { n: number; title: string; content: string; division: string; handler: string; status: string }

async function insert(db: Database, rows: readonly Row[]): Promise<void> {
  const ids = rows.map(
    ({ n }) => `019ab3f0-${String(Math.floor(n / 10_000)).padStart(4, '0')}-7000-8000-${String(n).padStart(12, '0')}`,
  )
  await sql`
    with r as (
      select * from unnest(
        ${ids}::uuid[], ${rows.map((r) => r.n)}::bigint[], ${rows.map((r) => r.title)}::text[], ${rows.map((r) => r.content)}::text[],
        ${rows.map((r) => r.division)}::text[], ${rows.map((r) => r.handler)}::text[], ${rows.map((r) => r.status)}::text[]
      ) as r (case_id, n, title, content, division, handler, status)
    ), files as (
      insert into case_file (case_id, origin, source_id, query_code, status, handler, division, position, received_at, state)
      select case_id, '440100', n, n, status, handler, division, n, timestamptz '2026-01-01' + n * interval '20 seconds',
        json_build_object('title', title, 'content', content)
      from r
    ), texts as (
      insert into text_entry (position, case_id) select n, case_id from r
    )
    insert into case_summary (case_id, origin, handler, status, paused, nature, title, division, channel, urgency,
      submitted_at, received_at, attention, text_position, position)
    select case_id, '440100', handler, status, false, 'complaint', title, division, 'web', 'normal',
      timestamptz '2026-01-01' + n * interval '20 seconds', timestamptz '2026-01-01' + n * interval '20 seconds',
      case when n % 5000 = 0 then array['returned'] else array[]::text[] end, n, n
    from r`.execute(db)
}
