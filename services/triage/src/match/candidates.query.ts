import type { Transaction } from '@inquiry/database'
import { sql } from 'kysely'
import type { Found } from './find-likenesses.ts'

/** Put pairs before the coordinators; a pair is asked once. */
export async function askCoordinators(
  tx: Transaction,
  pairs: readonly Pick<Found, 'caseId' | 'otherId' | 'likeness'>[],
  now: Date,
): Promise<void> {
  if (pairs.length === 0) return
  await sql`
    insert into matter_candidate (case_id, other_id, kind, score, evidence, found_at)
    select row.*, ${now}::timestamptz from unnest(
      ${pairs.map((p) => p.caseId)}::uuid[], ${pairs.map((p) => p.otherId)}::uuid[],
      ${pairs.map((p) => p.likeness.kind)}::text[], ${pairs.map((p) => p.likeness.score)}::real[],
      ${pairs.map((p) => JSON.stringify(p.likeness.evidence))}::json[]
    ) as row
    on conflict do nothing`.execute(tx)
}

/** Take back what was asked about new cases, of which nobody has seen anything yet. */
export async function forgetAsked(tx: Transaction, caseIds: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('matter_candidate')
    .where('case_id', '=', sql<string>`any(${caseIds}::uuid[])`)
    .execute()
}

/** Keep what officials are shown of pairs that are alike. */
export async function keepShared(tx: Transaction, pairs: readonly Found[]): Promise<void> {
  const alike = pairs.filter(({ shared }) => shared !== undefined)
  if (alike.length === 0) return
  await sql`
    insert into likeness_shown (case_id, other_id, shared)
    select * from unnest(
      ${alike.map((p) => p.caseId)}::uuid[], ${alike.map((p) => p.otherId)}::uuid[],
      ${alike.map((p) => JSON.stringify(p.shared))}::json[])
    on conflict do nothing`.execute(tx)
}
