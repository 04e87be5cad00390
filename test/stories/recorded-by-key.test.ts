import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let city: Node

beforeAll(async () => {
  province = await startProvince()
  city = await province.join('440100')
})
afterAll(() => province.stop())

test('a hub that began with empty tables looks up what it must know of an envelope, and reads no table as a whole', async () => {
  // PostgreSQL tells others of what a connection did about once a second.
  for (const end = Date.now() + 15_000; (await reads()).byKey === 0 && Date.now() < end; await sleep(200))
    expect((await city.say(submission())).status).toBe('recorded')
  expect(await reads()).toEqual({ byKey: expect.any(Number), whole: 0 })
  expect((await reads()).byKey).toBeGreaterThan(0)
})

/** How often the table of messages, which nobody but intake reads, was read by a key, and as a whole. */
async function reads(): Promise<{ byKey: number; whole: number }> {
  const { rows } = await sql<{ byKey: number; whole: number }>`
    select idx_scan as "byKey", seq_scan as whole from pg_stat_user_tables where relname = 'message'`.execute(
    province.db,
  )
  return rows[0] ?? { byKey: 0, whole: 0 }
}
