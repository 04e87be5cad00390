import { logTime } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { NodeView } from '@inquiry/schema'
import { sql } from 'kysely'

/** A hole in the numbering older than this makes the node's health `gap`. */
const gapAfterMs = 5 * 60_000

type Row = {
  node_id: string
  name: string
  kind: NodeView['kind']
  contact: string | null
  suspended_reason: string | null
  last_seen_at: Date | null
  enrolled: boolean
  holes: { from: number; to: number; since: string }[] | null
  rejected: number
  received: number
  quiet: boolean
  undelivered_since: Date | null
  submission_lag: number | null
  local_codes: number | null
  translated: number | null
}

/** Every node with its health at an instant. */
export async function listNodeViews(db: Database, now: Date): Promise<NodeShown[]> {
  const since = new Date(now.getTime() - 24 * 3_600_000)
  const { rows } = await sql<Row>`
    select n.node_id, n.name, n.kind, n.contact, n.suspended_reason, n.last_seen_at,
      exists (select 1 from node_key k where k.node_id = n.node_id) as enrolled,
      (select json_agg(json_build_object('from', h.first, 'to', h.last, 'since', h.since) order by h.first)
       from sequence_hole h where h.node_id = n.node_id) as holes,
      (select count(*) from rejection r where r.node_id = n.node_id and r.received_at >= ${since}) as rejected,
      (select coalesce(sum(v.messages), 0) from node_volume v
       where v.node_id = n.node_id and v.hour >= date_trunc('hour', ${since}::timestamptz)) as received,
      exists (select 1 from node_silence s where s.node_id = n.node_id and s.last_hour = (
        select max(v.hour) from node_volume v where v.node_id = n.node_id)) as quiet,
      (select e.recorded_at from inbox i join event e using (position)
       where i.node_id = n.node_id and i.position > taken.position order by i.position limit 1) as undelivered_since,
      filed.lag as submission_lag,
      used.local_codes, used.translated
    from node n
    left join lateral (
      select sum(l.count) as local_codes, sum(l.count) filter (where m.standard is not null) as translated
      from local_code l
      left join code_mapping_entry m on m.node_id = l.node_id and m.list = l.list and m.local = l.code
      where l.node_id = n.node_id
    ) used on true
    left join lateral (
      select greatest(
        (select a.position from inbox_acknowledgement a where a.node_id = n.node_id),
        (select max(w.position) from webhook w where w.node_id = n.node_id and w.status = 'active'), -1) as position
    ) taken on true
    left join (
      select origin, percentile_cont(0.5) within group (order by extract(epoch from received_at - submitted_at)) as lag
      from case_summary where received_at >= ${since} group by origin
    ) filed on filed.origin = n.node_id
    order by n.node_id`.execute(db)
  return rows.map((row) => nodeView(row, now))
}

/**
 * A node as coordinators see it, with the lag of the other way too: `submissionLag` is the median age in seconds of the
 * last day's cases when they came; null where none came.
 */
export type NodeShown = Omit<NodeView, 'health'> & { health: NodeView['health'] & { submissionLag: number | null } }

function secondsSince(instant: Date | null, now: Date): number | null {
  return instant && Math.max(0, (now.getTime() - instant.getTime()) / 1000)
}

function nodeView(row: Row, now: Date): NodeShown {
  const gaps = (row.holes ?? []).map((hole) => ({ ...hole, since: logTime(new Date(hole.since)) }))
  const hasGap = gaps.some(({ since }) => now.getTime() - Date.parse(since) > gapAfterMs)
  const total = row.rejected + row.received
  return {
    nodeId: row.node_id,
    name: row.name,
    kind: row.kind,
    status: row.suspended_reason === null ? (row.enrolled ? 'active' : 'pending') : 'suspended',
    ...(row.contact === null ? {} : { contact: row.contact }),
    health: {
      state: row.last_seen_at === null ? 'never-seen' : hasGap ? 'gap' : row.quiet ? 'quiet' : 'ok',
      lastSeenAt: row.last_seen_at === null ? null : logTime(row.last_seen_at),
      gaps,
      rejectionRate: total === 0 ? null : row.rejected / total,
      deliveryLag: secondsSince(row.undelivered_since, now),
      submissionLag: row.submission_lag,
      mappingCoverage: row.local_codes === null ? null : (row.translated ?? 0) / row.local_codes,
    },
  }
}
