import { setTimeout as sleep } from 'node:timers/promises'
import { loadCases } from '@inquiry/case-record'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { decideByHand } from './by-hand.ts'
import { ownDatabase, triageAll } from './own-database.ts'
import { elevator, recordCases } from './record-cases.ts'

const own = ownDatabase()

test('a coordinator is not asked about a pair that was joined by hand while triage was thinking about it', async () => {
  const { db } = own
  const [here = ''] = await recordCases(db, [{ ...elevator, division: '440106' }])
  await triageAll(db)

  // In another county: a machine does not join them, and asks. So it does where nobody was faster.
  const [asked = ''] = await recordCases(db, [{ ...elevator, division: '440604' }])
  await triageAll(db)
  expect(await candidatesOf(asked)).toEqual([here])

  const [joined = ''] = await recordCases(db, [{ ...elevator, division: '440605' }])
  const link = { kind: 'link', matterId: 'joined-by-hand', linkKind: 'joint', score: 1, evidence: {} } as const
  const author = { by: 'coordinator', reason: '同一件事' } as const
  let thinking: Promise<void> | undefined
  await decideByHand(
    db,
    [here, joined],
    (others) => ({ ...link, others, author }),
    async () => {
      thinking = triageAll(db)
      while (!(await isWaiting())) await sleep(5)
    },
  )
  await thinking
  expect((await loadCases(db, [joined])).get(joined)?.state.matterId).toBe('joined-by-hand')
  expect(await candidatesOf(joined)).toEqual([asked])
})

async function candidatesOf(caseId: string): Promise<string[]> {
  const rows = await own.db.selectFrom('matter_candidate').select('other_id').where('case_id', '=', caseId).execute()
  return rows.map((row) => row.other_id)
}

/** Whether triage has thought and waits for the head of the log. */
async function isWaiting(): Promise<boolean> {
  const { rows } = await sql`
    select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%"log_head"%for update%'`.execute(
    own.db,
  )
  return rows.length > 0
}
