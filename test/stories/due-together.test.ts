import { isGapFree } from '@inquiry/case-log'
import { loadCases } from '@inquiry/case-record'
import { calendars } from '@inquiry/clocks'
import { freshDatabase, openDatabase, type Database } from '@inquiry/database'
import { watchingClocks, watchingReaders } from '@inquiry/triage'
import { startWorkLoop, createGrowth } from '@inquiry/work-loop'
import { sql } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { stockCases } from '../load/due/stock-cases.ts'

const count = 3_000
let url: string
let db: Database
let drop: () => Promise<void>
let now = new Date('2026-06-01T10:00:00+08:00')

beforeAll(async () => {
  const fresh = await freshDatabase(inject('postgresUrl'))
  url = fresh.url
  db = openDatabase(url, { max: 3 })
  drop = fresh.drop
  const dataOf = (n: number) => ({ title: `第${n}件`, content: `请问第${n}号窗口的办理时间？` })
  await stockCases(db, { hubId: '440000-hub', count, at: now, origin: '440600', handler: '440100', dataOf })
  const reader = watchingReaders({ db, hubId: '440000-hub', now: () => now, calendars: () => calendars })['alarms']
  while (reader && (await reader(new AbortController().signal)) > 0);
})
afterAll(async () => {
  await db.destroy()
  await drop()
})

/** A hub's watcher on connections of its own, as another process would have it. */
function startWatcher(name: string) {
  const own = openDatabase(url, { max: 4, name })
  const step = watchingClocks({ db: own, hubId: '440000-hub', now: () => now, calendars: () => calendars })['watch']
  if (!step) throw new Error('there is no watcher')
  const loop = startWorkLoop(step, { growth: createGrowth(), idleMs: 20, failed: () => {} })
  return async (): Promise<void> => {
    await loop.stop()
    await own.destroy()
  }
}

async function told(type: string): Promise<{ count: number; distinct: number }> {
  const { rows } = await sql<{ count: number; distinct: number }>`
    select count(*) as count, count(distinct case_id) as distinct from event where type = ${type}`.execute(db)
  return rows[0] ?? { count: 0, distinct: 0 }
}

describe('thousands of dates that fall on one instant', () => {
  test('are each told once, by two watchers whose connections are cut again and again', async () => {
    const stops = [startWatcher('watcher-one'), startWatcher('watcher-two')]
    await sleep(200)
    expect(await told('case.overdue')).toEqual({ count: 0, distinct: 0 })
    now = new Date('2026-06-05T10:00:00+08:00')
    let cuts = 0
    const deadline = Date.now() + 60_000
    while ((await told('case.overdue')).count < count && Date.now() < deadline) {
      // A transaction needs some hundred milliseconds: most are cut, some come through.
      await sleep(30 + ((cuts * 137) % 400))
      const { rows } = await sql<{ cut: boolean }>`
        select pg_terminate_backend(pid) as cut from pg_stat_activity
        where datname = current_database() and application_name like 'watcher-%' and state <> 'idle' limit 1`.execute(
        db,
      )
      cuts += rows.length
    }
    for (const stop of stops) await stop()
    expect(await told('case.overdue')).toEqual({ count, distinct: count })
    expect(await told('case.due-soon')).toEqual({ count: 0, distinct: 0 })
    expect(cuts).toBeGreaterThan(1)
    expect(await isGapFree(db)).toBe(true)
    const ids = (await db.selectFrom('case_file').select('case_id').execute()).map((row) => row.case_id)
    const marked = [...(await loadCases(db, ids)).values()].filter(({ state }) =>
      state.due.some((due) => due.step === 'reply' && due.state === 'missed'),
    )
    expect(marked).toHaveLength(count)
    const left = await db.selectFrom('due_alarm').select('kind').distinct().execute()
    expect(left.map(({ kind }) => kind).toSorted()).toEqual(['supervise'])
  }, 90_000)
})
