import { setTimeout as sleep } from 'node:timers/promises'
import { atLogHead } from '@inquiry/case-log'
import { contextAt, loadCases, saveCases, settle } from '@inquiry/case-record'
import { freshDatabase, openDatabase, type Database, type FreshDatabase } from '@inquiry/database'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { triageStep } from '../src/index.ts'
import { hubId, recordCases } from './record-cases.ts'

let fresh: FreshDatabase
let db: Database

beforeAll(async () => {
  fresh = await freshDatabase(inject('postgresUrl'))
  db = openDatabase(fresh.url, { max: 4 })
})
afterAll(async () => {
  await db.destroy()
  await fresh.drop()
})

const elevator = {
  title: '和泰花园7号楼电梯困人',
  content: '和泰花园7号楼的电梯本周第三次困人，物业电话无人接听，请质监部门检查。',
}

test('a coordinator is not asked about a pair that was joined by hand while triage was thinking about it', async () => {
  const step = triageStep({ db, hubId, now: () => new Date() })
  const [here = ''] = await recordCases(db, [{ ...elevator, division: '440106' }])
  while ((await step(never)) > 0);

  // In another county: a machine does not join them, and asks. So it does where nobody was faster.
  const [asked = ''] = await recordCases(db, [{ ...elevator, division: '440604' }])
  while ((await step(never)) > 0);
  expect(await candidatesOf(asked)).toEqual([here])

  const [joined = ''] = await recordCases(db, [{ ...elevator, division: '440605' }])
  let thinking: Promise<number> | undefined
  await atLogHead(db, { hubId, now: () => new Date() }, async (tx, head) => {
    thinking = step(never)
    while (!(await isWaiting())) await sleep(5)
    const files = [...(await loadCases(tx, [here, joined])).values()]
    const context = contextAt(head, hubId, () => true)
    const linked = files.map((file, at) => {
      const others = files.filter((_, i) => i !== at).map(({ state }) => state)
      const settled = settle(
        head,
        file.state,
        {
          kind: 'link',
          matterId: 'joined-by-hand',
          linkKind: 'joint',
          score: 1,
          evidence: {},
          others,
          author: { by: 'coordinator', reason: '同一件事' },
        },
        context,
      )
      if (!settled.ok) throw new Error(settled.problem.detail.en)
      return { ...file, state: settled.state }
    })
    await saveCases(tx, linked)
  })
  await thinking
  expect((await loadCases(db, [joined])).get(joined)?.state.matterId).toBe('joined-by-hand')
  expect(await candidatesOf(joined)).toEqual([asked])
})

const never = new AbortController().signal

async function candidatesOf(caseId: string): Promise<string[]> {
  const rows = await db.selectFrom('matter_candidate').select('other_id').where('case_id', '=', caseId).execute()
  return rows.map((row) => row.other_id)
}

/** Whether triage has thought and waits for the head of the log. */
async function isWaiting(): Promise<boolean> {
  const { rows } = await sql`
    select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%"log_head"%for update%'`.execute(
    db,
  )
  return rows.length > 0
}
