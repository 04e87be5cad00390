import { loadCases } from '@inquiry/case-record'
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

test('a case that a former release prepared in its way is prepared anew and found', async () => {
  const [first = ''] = await recordCases(db, [elevator])
  await triage()
  await sql`update case_fingerprint set prepared = '{"preparation":"0","division":"440106","indexKeys":[1,2]}'`.execute(
    db,
  )
  const [second = ''] = await recordCases(db, [elevator])
  await triage()
  const files = await loadCases(db, [first, second])
  expect(files.get(second)?.state.matterId).toEqual(expect.any(String))
  expect(files.get(first)?.state.matterId).toBe(files.get(second)?.state.matterId)
})

/** A triage that has just been started. */
async function triage(): Promise<void> {
  const step = triageStep({ db, hubId, now: () => new Date() })
  while ((await step(new AbortController().signal)) > 0);
}
