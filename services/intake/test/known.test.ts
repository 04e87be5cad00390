import { freshDatabase, openDatabase, type Database, type FreshDatabase } from '@inquiry/database'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { loadKnown, type Wanted } from '../src/record/known.query.ts'

const wanted: Wanted = {
  envelopes: [{ node: '440100', jti: 'first', sequence: 1, kid: 'k'.repeat(43) }],
  messages: [{ node: '440100', id: 'first' }],
  sources: [{ origin: '440100', sourceId: 'first' }],
  caseIds: ['019aafb7-8c00-7000-8000-000000000000'],
}
const tables = ['case_file', 'envelope', 'message', 'node', 'node_key', 'sequence_hole']

describe('what is known of a batch', () => {
  let fresh: FreshDatabase
  let byKey: Database
  let usual: Database
  beforeAll(async () => {
    fresh = await freshDatabase(inject('postgresUrl'))
    byKey = openDatabase(fresh.url, { max: 1, byKey: true })
    usual = openDatabase(fresh.url, { max: 1 })
    // Nothing is in the tables when the plan is made, and PostgreSQL knows it.
    await sql`analyze`.execute(usual)
  })
  afterAll(async () => {
    await Promise.all([byKey.destroy(), usual.destroy()])
    await fresh.drop()
  })

  test('is looked up by key, also by a plan that was made when the tables were empty', async () => {
    expect(await wholeReads(byKey)).toBe(0)
    // That the count finds what it counts: the same statement, planned as PostgreSQL would.
    expect(await wholeReads(usual)).toBeGreaterThan(0)
  })
})

/** How many times a whole table was read for one question. */
async function wholeReads(db: Database): Promise<number> {
  const before = await readsOf(db)
  await loadKnown(db, wanted)
  return (await readsOf(db)) - before
}

async function readsOf(db: Database): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(db)
  const { rows } = await sql<{ reads: number }>`
    select sum(seq_scan) as reads from pg_stat_user_tables where relname = any(${tables})`.execute(db)
  return rows[0]?.reads ?? 0
}
