import { logSize, logTime } from '@inquiry/case-log'
import type { Database } from '@inquiry/database'
import type { DeliveriesOverview, NodeDelivery } from '@inquiry/schema'
import { sql } from 'kysely'
import { relayName } from '../publish/relay.worker.ts'
import { inboxesCompleteTo } from '../deliver/address-inboxes.worker.ts'
import { webhookView, type WebhookRow } from '../webhooks/webhooks.query.ts'
import { latestFaults } from './faults.query.ts'

/** Events of a node that are counted one by one; a node that never took any has more, and that is all one need know. */
const countedAtMost = 2_000

/** How publishing and delivering stand now; `stream` is the address of NATS, undefined where events are served from the log. */
export async function deliveriesOverview(db: Database, stream: string | undefined): Promise<DeliveriesOverview> {
  const size = await logSize(db)
  const complete = await inboxesCompleteTo(db)
  return {
    logSize: size,
    relay:
      stream === undefined
        ? { stream: 'log' }
        : { stream: 'jetstream', url: stream, ...(await relayStanding(db, size)) },
    inboxes: { position: complete, lag: size - 1 - complete },
    nodes: await nodeDeliveries(db),
    faults: (await latestFaults(db, 20)).map(({ at, ...fault }) => ({ at: logTime(at), ...fault })),
  }
}

async function relayStanding(
  db: Database,
  size: number,
): Promise<{ position: number; lag: number; active: boolean; lagSeconds: number }> {
  const { rows } = await sql<{ position: number; active: boolean; waiting_since: Date | null; now: Date }>`
    select coalesce(r.position, -1) as position, coalesce(r.leased_until > clock_timestamp(), false) as active,
      (select recorded_at from event where position = coalesce(r.position, -1) + 1) as waiting_since, clock_timestamp() as now
    from (select 1) one left join reader_cursor r on r.name = ${relayName}`.execute(db)
  const { position = -1, active = false, waiting_since = null, now = new Date() } = rows[0] ?? {}
  return { position, lag: Math.max(0, size - 1 - position), active, lagSeconds: secondsBetween(waiting_since, now) }
}

type Row = {
  node_id: string
  pulled: number | null
  pulled_at: Date | null
  published: number | null
  acknowledged: number | null
  delivered: number
  waiting: number
  waiting_since: Date | null
  now: Date
}

/** Every enrolled node that has an inbox: by which ways it takes it, and what it has taken by none of them. */
async function nodeDeliveries(db: Database): Promise<NodeDelivery[]> {
  const { rows } = await sql<Row>`
    select n.node_id, a.position as pulled, a.asked_at as pulled_at, u.published, u.acknowledged, taken.position as delivered,
      (select count(*) from (
        select 1 from inbox i where i.node_id = n.node_id and i.position > taken.position limit ${countedAtMost}) as counted) as waiting,
      (select e.recorded_at from inbox i join event e using (position)
       where i.node_id = n.node_id and i.position > taken.position order by i.position limit 1) as waiting_since,
      clock_timestamp() as now
    from node n
    left join inbox_acknowledgement a using (node_id)
    left join nats_user u using (node_id)
    cross join lateral (
      select greatest(a.position, u.acknowledged, (
        select max(w.position) from webhook w
        where w.node_id = n.node_id and w.types is null and w.proven_at is not null), -1) as position) taken
    where exists (select 1 from node_key k where k.node_id = n.node_id)
    order by waiting_since nulls last, n.node_id`.execute(db)
  const webhooks = await db.selectFrom('webhook').selectAll().orderBy('id').execute()
  return rows.map((row) => delivery(row, webhooks))
}

function delivery(row: Row, webhooks: readonly WebhookRow[]): NodeDelivery {
  return {
    nodeId: row.node_id,
    delivered: row.delivered,
    waiting: row.waiting,
    waitingSeconds: secondsBetween(row.waiting_since, row.now),
    pull:
      row.pulled === null || row.pulled_at === null ? null : { position: row.pulled, askedAt: logTime(row.pulled_at) },
    nats: row.published === null ? null : { published: row.published, acknowledged: row.acknowledged ?? -1 },
    webhooks: webhooks.filter((webhook) => webhook.node_id === row.node_id).map(webhookView),
  }
}

function secondsBetween(since: Date | null, now: Date): number {
  return since === null ? 0 : Math.max(0, (now.getTime() - since.getTime()) / 1000)
}
