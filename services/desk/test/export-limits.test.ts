import { freshDatabase, openDatabase, type Database } from '@inquiry/database'
import { ProblemError } from '@inquiry/problems'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { formatAsked } from '../src/export/format.ts'
import { mustFitSheet, type CasesExport } from '../src/find/export-cases.ts'

let db: Database
let drop: () => Promise<void>

beforeAll(async () => {
  const fresh = await freshDatabase(inject('postgresUrl'))
  db = openDatabase(fresh.url, { max: 2 })
  drop = fresh.drop
  await sql`insert into case_summary (case_id, origin, handler, status, paused, nature, title, category, category_code,
      division, channel, urgency, submitted_at, received_at, next_due_at, attention, text_position, position)
    select gen_random_uuid(), '440100', null, 'submitted', false, 'help', n::text, null, null, '440106', 'web', 'normal',
      now(), now(), null, '{}', -1, n from generate_series(1, 10) n`.execute(db)
})
afterAll(async () => {
  await db.destroy()
  await drop()
})

describe('a sheet', () => {
  const wanted = (within: string[] | null): CasesExport => ({
    db,
    identity: { kind: 'coordinator', subject: 'li', roles: ['coordinator'], divisions: within },
    asked: { filter: { within }, words: [] },
    position: 0,
    query: '',
    language: 'en',
    now: () => new Date(),
  })

  test('is begun where it holds every row, and not with one too many', async () => {
    await mustFitSheet('xlsx', wanted(null), 10)
    const refused = await mustFitSheet('xlsx', wanted(null), 9).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ProblemError)
    expect((refused as ProblemError).reason).toMatchObject({
      slug: 'invalid-parameter',
      detail: { en: expect.stringContaining('format=csv') },
    })
  })

  test('counts what the person may see alone, and CSV has no such end', async () => {
    await mustFitSheet('xlsx', wanted(['440600']), 9)
    await mustFitSheet('csv', wanted(null), 9)
    expect(formatAsked('csv', 'application/json')).toBe('csv')
  })
})
