import { loadCases } from '@inquiry/case-record'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ownDatabase, triageAll } from './own-database.ts'
import { elevator, recordCases } from './record-cases.ts'

const own = ownDatabase()

test('a case that a former release prepared in its way is prepared anew and found', async () => {
  const { db } = own
  const [first = ''] = await recordCases(db, [elevator])
  await triageAll(db)
  await sql`update case_fingerprint set prepared = '{"preparation":"0","division":"440106","indexKeys":[1,2]}'`.execute(
    db,
  )
  const [second = ''] = await recordCases(db, [elevator])
  await triageAll(db)
  const files = await loadCases(db, [first, second])
  expect(files.get(second)?.state.matterId).toEqual(expect.any(String))
  expect(files.get(first)?.state.matterId).toBe(files.get(second)?.state.matterId)
})
