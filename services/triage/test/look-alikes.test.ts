import { loadCases } from '@inquiry/case-record'
import { freshDatabase, openDatabase, type Database, type FreshDatabase } from '@inquiry/database'
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

test('the same words about another county are not joined by a machine; those about the city as a whole are', async () => {
  const text = {
    title: '和泰花园7号楼电梯困人',
    content: '和泰花园7号楼的电梯本周第三次困人，物业电话无人接听，请质监部门检查。',
  }
  const [here = '', there = '', city = ''] = await recordCases(db, [
    { ...text, division: '440106' },
    { ...text, division: '440604' },
    { ...text, division: '440100' },
  ])
  const step = triageStep({ db, hubId, now: () => new Date() })
  while ((await step(new AbortController().signal)) > 0);
  const files = await loadCases(db, [here, there, city])
  expect(files.get(there)?.state.matterId).toBeNull()
  expect(files.get(city)?.state.matterId).toEqual(expect.any(String))
  expect(files.get(city)?.state.matterId).toBe(files.get(here)?.state.matterId)
  const asked = await db.selectFrom('matter_candidate').select(['case_id', 'other_id']).execute()
  expect(asked).toContainEqual({ case_id: there, other_id: here })
})
