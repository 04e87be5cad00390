import { logTime } from '@inquiry/case-log'
import type { Database, Tables, Transaction } from '@inquiry/database'
import type { ResourceDecision, ResourceRequest, ResourceRequestView } from '@inquiry/schema'
import type { Selectable } from 'kysely'
import { v7 as uuidv7 } from 'uuid'

type Row = Selectable<Tables['catalogue_request']>

/** Record that a node asks a provider for a resource. */
export async function addRequest(
  db: Database,
  asked: ResourceRequest & { nodeId: string; provider: string },
  now: Date,
): Promise<ResourceRequestView> {
  const row = await db
    .insertInto('catalogue_request')
    .values({
      id: uuidv7(),
      resource: asked.resource,
      provider: asked.provider,
      node_id: asked.nodeId,
      purpose: asked.purpose,
      requested_at: now,
      until: asked.until ?? null,
      state: 'open',
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return viewOf(row)
}

/** Requests, newest first: those that a node made or that ask for what it provides, or all. */
export async function listRequests(
  db: Database | Transaction,
  nodeId: string | undefined,
): Promise<ResourceRequestView[]> {
  const rows = await db
    .selectFrom('catalogue_request')
    .selectAll()
    .$if(nodeId !== undefined, (q) =>
      q.where((e) => e.or([e('node_id', '=', nodeId ?? ''), e('provider', '=', nodeId ?? '')])),
    )
    .orderBy('id', 'desc')
    .execute()
  return rows.map(viewOf)
}

/** The request as decided; or why not: there is none, it is decided already, or another decides it. */
export type DecisionOutcome = ResourceRequestView | 'unknown' | 'decided' | 'not-provider'

/**
 * Decide an open request, or end a grant by refusing it. A node decides only what asks for its own resources. A decision
 * without `until` leaves the day that was asked for.
 */
export async function decideRequest(
  db: Database,
  id: string,
  { decision, reason, until }: ResourceDecision,
  by: { nodeId?: string; subject: string; at: Date },
): Promise<DecisionOutcome> {
  const decidable = decision === 'granted' ? (['open'] as const) : (['open', 'granted'] as const)
  const row = await db
    .updateTable('catalogue_request')
    .set({
      state: decision,
      reason,
      decided_at: by.at,
      decided_by: by.subject,
      ...(until === undefined ? {} : { until }),
    })
    .where('id', '=', id)
    .where('state', 'in', decidable)
    .$if(by.nodeId !== undefined, (q) => q.where('provider', '=', by.nodeId ?? ''))
    .returningAll()
    .executeTakeFirst()
  if (row) return viewOf(row)
  const known = (await listRequests(db, by.nodeId)).find((request) => request.id === id)
  if (!known) return 'unknown'
  return by.nodeId === known.nodeId ? 'not-provider' : 'decided'
}

function viewOf(row: Row): ResourceRequestView {
  return {
    id: row.id,
    resource: row.resource,
    nodeId: row.node_id,
    purpose: row.purpose,
    requestedAt: logTime(row.requested_at),
    ...(row.until === null ? {} : { until: row.until }),
    state: row.state,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.decided_at === null ? {} : { decidedAt: logTime(row.decided_at) }),
  }
}
