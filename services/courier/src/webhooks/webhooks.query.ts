import { logSize, logTime } from '@inquiry/case-log'
import { asNode, type Database, type Tables } from '@inquiry/database'
import { unwrapKey, wrapKey } from '@inquiry/envelope'
import type { EventType, Webhook } from '@inquiry/schema'
import { sql, type Selectable } from 'kysely'
import { newSecret, shownSecret } from './sign.ts'

/** Webhooks that a node may have. */
const mostPerNode = 10

export type WebhookRow = Selectable<Tables['webhook']>

/** What a node is shown of a webhook is made from these. */
const shown = [
  'id',
  'url',
  'types',
  'status',
  'position',
  'failing_since',
  'attempts',
  'next_attempt_at',
  'reason',
] as const

/** The channel on which a changed webhook is announced, so that it is looked at at once. */
export const webhookChannel = 'webhook'

type Registration = { nodeId: string; id: string; url: string; types: readonly EventType[] | undefined }

/**
 * Register a webhook, or give one another address or other types. A new one begins with what is recorded from now on; a
 * known one goes on where it stands. Whatever has another address must prove it anew. The secret is answered once.
 */
export async function putWebhook(
  db: Database,
  { nodeId, id, url, types }: Registration,
  masterKey: Uint8Array,
  now: Date,
): Promise<{ outcome: 'new' | 'changed'; webhook: Webhook } | { outcome: 'too-many' }> {
  const secret = newSecret()
  const wrapped = wrapKey(secret, secretName(nodeId, id), masterKey)
  const list = types === undefined ? null : [...types]
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('node').select('node_id').where('node_id', '=', nodeId).forUpdate().execute()
    const { rows } = await sql<WebhookRow & { is_new: boolean }>`
      insert into webhook as known (node_id, id, url, types, status, wrapped_secret, position, created_at)
      select ${nodeId}, ${id}, ${url}, ${list}::text[], 'pending', ${wrapped}, ${(await logSize(tx)) - 1}, ${now}
      on conflict (node_id, id) do update set
        url = excluded.url, types = excluded.types, fence = known.fence + 1, leased_until = null,
        status = case when known.url = excluded.url then known.status else 'pending' end,
        proven_at = case when known.url = excluded.url then known.proven_at end,
        attempts = 0, failing_since = null, next_attempt_at = null, reason = null
      returning *, (xmax = 0) as is_new`.execute(tx)
    const row = rows[0]
    if (!row) throw new Error('an upsert returned nothing')
    const count = await countOf(tx, nodeId)
    if (row.is_new && count > mostPerNode) {
      await tx.deleteFrom('webhook').where('node_id', '=', nodeId).where('id', '=', id).execute()
      return { outcome: 'too-many' }
    }
    await sql`select pg_notify(${webhookChannel}, '')`.execute(tx)
    const webhook = webhookView(row)
    return row.is_new
      ? { outcome: 'new', webhook: { ...webhook, secret: shownSecret(secret) } }
      : { outcome: 'changed', webhook }
  })
}

async function countOf(tx: Pick<Database, 'selectFrom'>, nodeId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('webhook')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('node_id', '=', nodeId)
    .executeTakeFirstOrThrow()
  return count
}

/** The webhooks of a node, by name. */
export async function webhooksOf(db: Database, nodeId: string): Promise<Webhook[]> {
  const rows = await asNode(db, nodeId, (own) =>
    own.selectFrom('webhook').select(shown).where('node_id', '=', nodeId).orderBy('id').execute(),
  )
  return rows.map(webhookView)
}

/** Remove a webhook; false where there is none of that name. */
export async function deleteWebhook(db: Database, nodeId: string, id: string): Promise<boolean> {
  const result = await db.deleteFrom('webhook').where('node_id', '=', nodeId).where('id', '=', id).executeTakeFirst()
  return result.numDeletedRows > 0n
}

/**
 * Let webhooks be tried again at once, from where they stand: those of a node, of a name, or all that are parked,
 * disabled or failing. One that never proved its address must do so first. Answers them as they are now.
 */
export async function resumeWebhooks(
  db: Database,
  { nodeId, id }: { nodeId?: string | undefined; id?: string | undefined },
): Promise<(Webhook & { nodeId: string })[]> {
  const { rows } = await sql<WebhookRow>`
    with resumed as (
      update webhook set
        status = case when proven_at is null then 'pending' else 'active' end,
        attempts = 0, failing_since = null, next_attempt_at = null, reason = null
      where (${nodeId ?? null}::text is null or node_id = ${nodeId ?? null})
        and (${id ?? null}::text is null or id = ${id ?? null})
        and (status in ('parked', 'disabled') or attempts > 0)
      returning *
    )
    select resumed.*, pg_notify(${webhookChannel}, '') from resumed order by node_id, id`.execute(db)
  return rows.map((row) => ({ ...webhookView(row), nodeId: row.node_id }))
}

/** A webhook as its node sees it, without its secret. */
export function webhookView(row: Pick<WebhookRow, (typeof shown)[number]>): Webhook {
  return {
    id: row.id,
    url: row.url,
    types: row.types,
    status: row.status,
    position: row.position,
    ...(row.failing_since === null
      ? {}
      : {
          failure: {
            since: logTime(row.failing_since),
            attempts: Math.max(1, row.attempts),
            nextAttemptAt: row.next_attempt_at === null ? null : logTime(row.next_attempt_at),
            reason: row.reason ?? '',
          },
        }),
  }
}

/** The secret of a webhook, or undefined where the master key is another. */
export function secretOf(row: WebhookRow, masterKey: Uint8Array): Buffer | undefined {
  return unwrapKey(row.wrapped_secret, secretName(row.node_id, row.id), masterKey)
}

function secretName(nodeId: string, id: string): string {
  return `webhook ${nodeId}/${id}`
}
