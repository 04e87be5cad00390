import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase, type Database } from '@inquiry/database'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

let db: Database
beforeAll(() => {
  db = openDatabase(inject('postgresUrl'), { max: 4 })
})
afterAll(() => db.destroy())

describe('a connection that breaks', () => {
  test('between two statements of a transaction fails the next statement, and nothing else', async () => {
    const work = db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db)
      await sleep(200)
      await sql`select 1`.execute(tx)
    })
    await expect(work).rejects.toThrow(/connection|terminat/i)
    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
  })

  test('while it is idle is replaced at the next query', async () => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
    await Promise.all([
      sql`select pg_sleep(0.2)`.execute(db),
      sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db),
    ]).catch(() => {})
    await sleep(100)
    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
  })
})
