import { loadCases } from '@inquiry/case-record'
import { expect, test } from 'vitest'
import { ownDatabase, triageAll } from './own-database.ts'
import { elevator, recordCases } from './record-cases.ts'

const own = ownDatabase()

test('the same words about another county are not joined by a machine; those about the city as a whole are', async () => {
  const { db } = own
  const [here = '', there = '', city = ''] = await recordCases(db, [
    { ...elevator, division: '440106' },
    { ...elevator, division: '440604' },
    { ...elevator, division: '440100' },
  ])
  await triageAll(db)
  const files = await loadCases(db, [here, there, city])
  expect(files.get(there)?.state.matterId).toBeNull()
  expect(files.get(city)?.state.matterId).toEqual(expect.any(String))
  expect(files.get(city)?.state.matterId).toBe(files.get(here)?.state.matterId)
  const asked = await db.selectFrom('matter_candidate').select(['case_id', 'other_id']).execute()
  expect(asked).toContainEqual({ case_id: there, other_id: here })
})
