import type { Database } from '@inquiry/database'
import type { NatsUser } from '@inquiry/event-stream'
import { sql } from 'kysely'

/** The channel on which a new or replaced user is announced. */
export const natsUserChannel = 'nats_user'

/** Give a node a user, bound to the key by which it asks. The one it had is good no more; its inbox goes on. */
export async function issueNatsUser(
  db: Database,
  { nodeId, kid, publicKey }: { nodeId: string; kid: string; publicKey: string },
  now: Date,
): Promise<void> {
  await sql`
    with issued as (
      insert into nats_user (node_id, kid, public_key, issued_at) values (${nodeId}, ${kid}, ${publicKey}, ${now})
      on conflict (node_id) do update
        set kid = excluded.kid, public_key = excluded.public_key, issued_at = excluded.issued_at
    )
    select pg_notify(${natsUserChannel}, '')`.execute(db)
}

/** Whether everything a node needs to fetch its inbox stands ready. */
export async function isNatsReady(db: Database, nodeId: string): Promise<boolean> {
  const row = await db.selectFrom('nats_user').select('ready_at').where('node_id', '=', nodeId).executeTakeFirst()
  return row !== undefined && row.ready_at !== null
}

/** Users that are good now: of nodes that are not suspended, by keys that are neither revoked nor expired. */
export async function goodNatsUsers(db: Database, now: Date): Promise<NatsUser[]> {
  const rows = await db
    .selectFrom('nats_user')
    .innerJoin('node', 'node.node_id', 'nats_user.node_id')
    .innerJoin('node_key', 'node_key.kid', 'nats_user.kid')
    .select(['nats_user.node_id', 'public_key'])
    .where('suspended_reason', 'is', null)
    .where('revoked_at', 'is', null)
    .where((e) => e.or([e('not_after', 'is', null), e('not_after', '>', now)]))
    .orderBy('nats_user.node_id')
    .execute()
  return rows.map((row) => ({ node: row.node_id, publicKey: row.public_key }))
}

/** How far a node's inbox has gone: what was published, taken, and in which stream. */
export type NatsInbox = {
  node_id: string
  published: number
  acknowledged: number
  stream_made: string | null
  last_sequence: number
  ready_at: Date | null
}

/** Every node's standing in the stream. */
export function natsInboxes(db: Database): Promise<NatsInbox[]> {
  return db
    .selectFrom('nats_user')
    .select(['node_id', 'published', 'acknowledged', 'stream_made', 'last_sequence', 'ready_at'])
    .orderBy('node_id')
    .execute()
}

/** Nodes for which something lies between what was published and a position; those that are suspended wait. */
export async function waitingNatsInboxes(db: Database, complete: number): Promise<NatsInbox[]> {
  const { rows } = await sql<NatsInbox>`
    select u.node_id, u.published, u.acknowledged, u.stream_made, u.last_sequence, u.ready_at
    from nats_user u join node n using (node_id)
    where n.suspended_reason is null and u.published < ${complete} and exists (
      select 1 from inbox i where i.node_id = u.node_id and i.position > u.published and i.position <= ${complete})
    order by u.published limit 64`.execute(db)
  return rows
}

/** Settle what was published for a node. */
export async function settlePublished(
  db: Database,
  nodeId: string,
  what: { published: number; stream_made?: string; last_sequence?: number; ready_at?: Date },
): Promise<void> {
  await db.updateTable('nats_user').set(what).where('node_id', '=', nodeId).execute()
}

/** Note that a node has taken everything up to a position. */
export async function settleAcknowledged(db: Database, nodeId: string, position: number): Promise<void> {
  await sql`
    with taken as (
      update nats_user set acknowledged = ${position} where node_id = ${nodeId} and acknowledged < ${position}
      returning node_id
    )
    insert into inbox_acknowledgement as known (node_id, position, asked_at)
    select node_id, ${position}, clock_timestamp() from taken
    on conflict (node_id) do update
      set position = greatest(known.position, excluded.position), asked_at = excluded.asked_at`.execute(db)
}
