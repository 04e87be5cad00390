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
  local_codes: number | null
  translated: number | null
}

/** Every node with its health at an instant. */
export async function listNodeViews(db: Database, now: Date): Promise<NodeView[]> {
  const since = new Date(now.getTime() - 24 * 3_600_000)
  const { rows } = await sql<Row>`
    select n.node_id, n.name, n.kind, n.contact, n.suspended_reason, n.last_seen_at,
      exists (select 1 from node_key k where k.node_id = n.node_id) as enrolled,
      (select json_agg(json_build_object('from', h.first, 'to', h.last, 'since', h.since) order by h.first)
       from sequence_hole h where h.node_id = n.node_id) as holes,
      (select count(*) from rejection r where r.node_id = n.node_id and r.received_at >= ${since}) as rejected,
      (select count(*) from event e where e.node = n.node_id and e.recorded_at >= ${since}) as received,
      used.local_codes, used.translated
    from node n
    left join lateral (
      select sum(l.count) as local_codes, sum(l.count) filter (where m.standard is not null) as translated
      from local_code l
      left join code_mapping_entry m on m.node_id = l.node_id and m.list = l.list and m.local = l.code
      where l.node_id = n.node_id
    ) used on true
    order by n.node_id`.execute(db)
  return rows.map((row) => nodeView(row, now))
}

function nodeView(row: Row, now: Date): NodeView {
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
      state: row.last_seen_at === null ? 'never-seen' : hasGap ? 'gap' : 'ok',
      lastSeenAt: row.last_seen_at === null ? null : logTime(row.last_seen_at),
      gaps,
      rejectionRate: total === 0 ? null : row.rejected / total,
      deliveryLag: null,
      mappingCoverage: row.local_codes === null ? null : (row.translated ?? 0) / row.local_codes,
    },
  }
}
