import { patternsOf } from '@inquiry/access'
import type { Database, Transaction } from '@inquiry/database'
import { sql } from 'kysely'

/** An event that was signed for by a key that was not to be believed any more. */
export type DisputedEvent = { position: number; caseId: string | null; type: string }

/**
 * Mark what a key has signed for since an instant: the events of envelopes that were received later. Answers the nodes
 * that act on those cases, so that they can be told.
 */
export async function disputeEvents(
  tx: Transaction,
  { kid, nodeId }: { kid: string; nodeId: string },
  since: Date,
): Promise<string[]> {
  await sql`
    insert into disputed_event (position, kid)
    select (r ->> 'position')::bigint, ${kid}
    from envelope e, json_array_elements(e.results) r
    where e.node_id = ${nodeId} and e.received_at >= ${since} and r ->> 'status' = 'recorded'
      and ${headerOf(sql.ref('e.jws'))} ->> 'kid' = ${kid}
    on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ node: string }>`
    select distinct party.node
    from disputed_event d join event e using (position) join case_file c using (case_id),
      lateral (
        select c.origin as node union select c.handler union select json_array_elements_text(c.state -> 'assist')
      ) party
    where d.kid = ${kid} and party.node <> ${nodeId} and party.node is distinct from c.state ->> 'subjectNode'
    order by party.node`.execute(tx)
  return rows.map(({ node }) => node)
}

/** What is marked for a key after a position, in order; of the divisions' cases where it is asked for somebody limited to them. */
export async function disputedEventsAfter(
  db: Database,
  kid: string,
  { after, limit, within }: { after: number; limit: number; within: readonly string[] | null },
): Promise<DisputedEvent[]> {
  const patterns = patternsOf(within)
  const rows = await db
    .selectFrom('disputed_event')
    .innerJoin('event', 'event.position', 'disputed_event.position')
    .select(['event.position', 'event.case_id', 'event.type'])
    .where('kid', '=', kid)
    .$if(patterns !== null, (q) =>
      q.where(
        sql<boolean>`exists (select 1 from case_file c where c.case_id = event.case_id and c.division like any(${patterns}::text[]))`,
      ),
    )
    .where('event.position', '>', after)
    .orderBy('event.position')
    .limit(limit)
    .execute()
  return rows.map(({ position, case_id, type }) => ({ position, caseId: case_id, type }))
}

/** The protected header of a compact JWS: its first part, base64url without padding, as JSON. */
function headerOf(jws: ReturnType<typeof sql.ref>) {
  const encoded = sql`translate(split_part(${jws}, '.', 1), '-_', '+/')`
  const padded = sql`rpad(${encoded}, (length(${encoded}) + 3) / 4 * 4, '=')`
  return sql`convert_from(decode(${padded}, 'base64'), 'UTF8')::json`
}
