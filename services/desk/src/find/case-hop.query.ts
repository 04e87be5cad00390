import type { Transaction } from '@inquiry/database'
import type { CaseState } from '@inquiry/lifecycle'
import { sql } from 'kysely'

/** Write the stays of cases that have left a handler; the others say nothing of passing around. */
export async function saveHops(tx: Transaction, states: readonly CaseState[]): Promise<void> {
  const hops = states.flatMap(({ caseId, returns }) =>
    returns.hops.flatMap((hop, n) =>
      hop.until === null ? [] : [{ caseId, n, ...hop, nextNode: returns.hops[n + 1]?.node ?? null }],
    ),
  )
  if (hops.length === 0) return
  await sql`
    insert into case_hop (case_id, hop, node, next_node, began_at, ended_at, ended_by)
    select * from unnest(
      ${hops.map((h) => h.caseId)}::uuid[], ${hops.map((h) => h.n)}::int[], ${hops.map((h) => h.node)}::text[],
      ${hops.map((h) => h.nextNode)}::text[], ${hops.map((h) => h.from)}::timestamptz[],
      ${hops.map((h) => h.until)}::timestamptz[], ${hops.map((h) => h.end)}::text[])
    on conflict (case_id, hop) do update set
      next_node = excluded.next_node, ended_at = excluded.ended_at, ended_by = excluded.ended_by`.execute(tx)
}
