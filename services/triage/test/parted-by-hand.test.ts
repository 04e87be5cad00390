import { atLogHead } from '@inquiry/case-log'
import { contextAt, loadCases, saveCases, settle } from '@inquiry/case-record'
import { freshDatabase, openDatabase, type Database, type FreshDatabase } from '@inquiry/database'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { triageReader, triageStep } from '../src/index.ts'
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
  citizen: 'citizen-1',
}

test('cases that a coordinator parted stay apart, when others like them come, after a restart, and when the log is read anew', async () => {
  const [one = '', other = ''] = await recordCases(db, [elevator, elevator])
  await triage()
  expect(await mattersOf(one, other)).toEqual([expect.any(String), (await mattersOf(one))[0]])

  await part(one, other)
  expect(await mattersOf(one, other)).toEqual([null, null])

  const [third = ''] = await recordCases(db, [elevator])
  await triage()
  const [first, second, thirds] = await mattersOf(one, other, third)
  expect(thirds).toEqual(expect.any(String))
  expect([first, second].filter((matter) => matter === thirds)).toHaveLength(1)

  const before = await mattersOf(one, other, third)
  await sql`update reader_cursor set position = -1 where name = ${triageReader}`.execute(db)
  await sql`truncate case_fingerprint, case_key, case_key_built, matter_candidate`.execute(db)
  await triage()
  expect(await mattersOf(one, other, third)).toEqual(before)
})

/** Everything that triage has not read yet, by a triage that remembers nothing. */
async function triage(): Promise<void> {
  const step = triageStep({ db, hubId, now: () => new Date() })
  while ((await step(new AbortController().signal)) > 0);
}

async function mattersOf(...caseIds: string[]): Promise<(string | null)[]> {
  const files = await loadCases(db, caseIds)
  return caseIds.map((caseId) => files.get(caseId)?.state.matterId ?? null)
}

async function part(one: string, other: string): Promise<void> {
  await atLogHead(db, { hubId, now: () => new Date() }, async (tx, head) => {
    const files = [...(await loadCases(tx, [one, other])).values()]
    const context = contextAt(head, hubId, () => true)
    const parted = files.map((file, at) => {
      const others = files.filter((_, i) => i !== at).map(({ state }) => state)
      const author = { by: 'coordinator', reason: '两件事由不同。' } as const
      const settled = settle(head, file.state, { kind: 'unlink', others, author }, context)
      if (!settled.ok) throw new Error(settled.problem.detail.en)
      return { ...file, state: settled.state }
    })
    await saveCases(tx, parted)
  })
}
