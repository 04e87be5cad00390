import { loadCases } from '@inquiry/case-record'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { triageReader } from '../src/index.ts'
import { decideByHand } from './by-hand.ts'
import { ownDatabase, triageAll } from './own-database.ts'
import { elevator, recordCases } from './record-cases.ts'

const own = ownDatabase()

const sameCitizen = { ...elevator, citizen: 'citizen-1' }

test('cases that a coordinator parted stay apart, when others like them come, after a restart, and when the log is read anew', async () => {
  const { db } = own
  const [one = '', other = ''] = await recordCases(db, [sameCitizen, sameCitizen])
  await triageAll(db)
  expect(await mattersOf(one, other)).toEqual([expect.any(String), (await mattersOf(one))[0]])

  await part(one, other)
  expect(await mattersOf(one, other)).toEqual([null, null])

  const [third = ''] = await recordCases(db, [sameCitizen])
  await triageAll(db)
  const [first, second, thirds] = await mattersOf(one, other, third)
  expect(thirds).toEqual(expect.any(String))
  expect([first, second].filter((matter) => matter === thirds)).toHaveLength(1)

  const before = await mattersOf(one, other, third)
  await sql`update reader_cursor set position = -1 where name = ${triageReader}`.execute(db)
  await sql`truncate case_fingerprint, case_key, case_key_built, matter_candidate`.execute(db)
  await triageAll(db)
  expect(await mattersOf(one, other, third)).toEqual(before)
})

async function mattersOf(...caseIds: string[]): Promise<(string | null)[]> {
  const files = await loadCases(own.db, caseIds)
  return caseIds.map((caseId) => files.get(caseId)?.state.matterId ?? null)
}

async function part(one: string, other: string): Promise<void> {
  const author = { by: 'coordinator', reason: '两件事由不同。' } as const
  await decideByHand(own.db, [one, other], (others) => ({ kind: 'unlink', others, author }))
}
