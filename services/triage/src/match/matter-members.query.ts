import type { Transaction } from '@inquiry/database'
import { sql } from 'kysely'

/** Members of a matter that a new case is compared with: the first ones, which say what it is about, and the newest. */
const firstOnes = 4
const newestOnes = 4

/** Some cases of each of the matters. */
export async function membersOf(tx: Transaction, matterIds: readonly string[]): Promise<Map<string, string[]>> {
  if (matterIds.length === 0) return new Map()
  const { rows } = await sql<{ matter_id: string; members: string[] }>`
    select matter_id, array_agg(case_id::text) as members from (
      select matter_id, case_id,
        row_number() over (partition by matter_id order by case_id) as first,
        row_number() over (partition by matter_id order by case_id desc) as newest
      from case_file where matter_id = any(${matterIds}::text[])
    ) as ranked
    where first <= ${firstOnes} or newest <= ${newestOnes}
    group by matter_id`.execute(tx)
  return new Map(rows.map(({ matter_id, members }) => [matter_id, members]))
}

/** Whether the cases of a pair were parted by a coordinator, and are not joined again by a machine. */
export type Parted = (one: string, other: string) => boolean

/**
 * What coordinators have parted, of these cases: read from the log itself, so that it holds after a restart, and for a
 * reader that begins anew.
 */
export async function partedByHand(tx: Transaction, caseIds: readonly string[]): Promise<Parted> {
  const { rows } = await sql<{ case_id: string; other_id: string }>`
    select e.case_id, other->>'caseId' as other_id
    from event e cross join lateral json_array_elements(e.private->'cases') as other
    where e.type = 'case.unlinked' and e.case_id = any(${caseIds}::uuid[]) and e.leaf::json->'data'->>'by' = 'coordinator'`.execute(
    tx,
  )
  const parted = new Set(rows.map(({ case_id, other_id }) => `${case_id} ${other_id}`))
  return (one, other) => parted.has(`${one} ${other}`) || parted.has(`${other} ${one}`)
}
