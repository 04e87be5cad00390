import type { Database } from '@inquiry/database'
import { sql } from 'kysely'
import { inboxesCompleteTo } from '../deliver/address-inboxes.worker.ts'
import type { WebhookRow } from './webhooks.query.ts'

/** How long an endpoint belongs to the hub that took it, if that does not say that it is still at it. */
const leaseSeconds = 8

/**
 * Take endpoints that have something to be sent to them now: those that answer first, and of those that fail no more than
 * `failing`. Each is taken by one hub only; a take-over raises the fence. An endpoint of a suspended node waits.
 */
export async function takeEndpoints(
  db: Database,
  { holder, healthy, failing, now }: { holder: string; healthy: number; failing: number; now: Date },
): Promise<WebhookRow[]> {
  const complete = await inboxesCompleteTo(db)
  const due = (wanted: 'attempts = 0' | 'attempts > 0', limit: number) => sql`
    select w.node_id, w.id from webhook w join node n using (node_id)
    where w.status in ('pending', 'active') and ${sql.raw(`w.${wanted}`)} and n.suspended_reason is null
      and (w.next_attempt_at is null or w.next_attempt_at <= ${now})
      and (w.leased_until is null or w.leased_until < clock_timestamp()
        or w.leased_until > clock_timestamp() + ${2 * leaseSeconds} * interval '1 second')
      and (w.status = 'pending' or exists (
        select 1 from inbox i
        where i.node_id = w.node_id and i.position > w.position and i.position <= ${complete}))
    order by w.next_attempt_at nulls first limit ${limit} for update of w skip locked`
  const { rows } = await sql<WebhookRow>`
    with healthy as (${due('attempts = 0', healthy)}), failing as (${due('attempts > 0', failing)}),
    due as (select * from healthy union all select * from failing)
    update webhook w set
      holder = ${holder}, fence = w.fence + 1,
      leased_until = clock_timestamp() + ${leaseSeconds} * interval '1 second'
    from due where w.node_id = due.node_id and w.id = due.id
    returning w.*`.execute(db)
  return rows
}

/** Keep what this hub holds, while deliveries are under way. */
export async function keepEndpoints(db: Database, holder: string): Promise<void> {
  await sql`
    update webhook set leased_until = clock_timestamp() + ${leaseSeconds} * interval '1 second'
    where holder = ${holder} and leased_until is not null`.execute(db)
}

type Held = Pick<WebhookRow, 'node_id' | 'id' | 'fence'>

/** What is settled for an endpoint that this hub holds. */
type Settlement = Partial<
  Pick<
    WebhookRow,
    | 'position'
    | 'status'
    | 'proven_at'
    | 'delivered_at'
    | 'attempts'
    | 'failing_since'
    | 'next_attempt_at'
    | 'reason'
    | 'holder'
    | 'leased_until'
  >
>

/** Settle what became of an endpoint; false where another hub has taken it over, or its node has changed it. */
export async function settle(db: Database, { node_id, id, fence }: Held, what: Settlement): Promise<boolean> {
  const result = await db
    .updateTable('webhook')
    .set({ leased_until: sql`clock_timestamp() + ${leaseSeconds} * interval '1 second'`, ...what })
    .where('node_id', '=', node_id)
    .where('id', '=', id)
    .where('fence', '=', fence)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
