import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { logSize, readerPosition } from '@inquiry/case-log'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { triageReader } from '../src/index.ts'
import { ownDatabase } from './own-database.ts'
import { recordCases } from './record-cases.ts'

const own = ownDatabase()

const pairs = 500

test('500 pairs of duplicates that arrive at the same instant at two triages are all found, none linked twice', async () => {
  const { db, url } = own
  const triages = [1, 2].map(() => new Worker(new URL('triage-thread.ts', import.meta.url), { workerData: { url } }))
  const ended = triages.map((triage) => once(triage, 'message') as Promise<[number]>)
  const together = 25
  const ids: string[][] = []
  for (let n = 0; n < pairs; n += together) {
    const some = Array.from({ length: together }, (_, i) => matterOf(n + i))
    ids.push(
      ...(await Promise.all(
        some.map(async (filed) => (await Promise.all([filed, filed].map((one) => recordCases(db, [one])))).flat()),
      )),
    )
  }
  const size = await logSize(db)
  for (let tries = 0; (await readerPosition(db, triageReader)) < size - 1 && tries < 2_000; tries++) await sleep(20)
  for (const triage of triages) triage.postMessage('end')
  const taken = (await Promise.all(ended)).map(([count]) => count)
  expect(Math.min(...taken)).toBeGreaterThan(0)

  const { rows } = await sql<{ case_id: string; matter_id: string | null }>`
    select case_id, matter_id from case_file`.execute(db)
  const matters = new Map(rows.map(({ case_id, matter_id }) => [case_id, matter_id]))
  const missed = ids.filter(([one = '', other = '']) => !matters.get(one) || matters.get(one) !== matters.get(other))
  expect(missed).toEqual([])
  const links = await sql<{ case_id: string; other: string; told: number }>`
    select e.case_id, o->>'caseId' as other, count(*) as told from event e, json_array_elements(e.private->'cases') o
    where e.type = 'case.linked' group by 1, 2`.execute(db)
  expect(links.rows.length).toBeGreaterThanOrEqual(2 * pairs)
  expect(links.rows.filter(({ told }) => told !== 1)).toEqual([])
}, 120_000)

/** The n-th matter, which one citizen files on two platforms: places and numbers tell it from the others. */
function matterOf(n: number) {
  const estate = `${family[n % 20]}${virtue[Math.floor(n / 20) % 25]}花园`
  return {
    title: `${estate}${n + 1}号楼电梯困人`,
    content: `${estate}${n + 1}号楼的电梯本周第${(n % 7) + 2}次困人，物业电话无人接听，请质监部门检查。`,
    citizen: `citizen-${n}`,
  }
}

const family = [...'陈林黄张李王吴刘蔡杨许郑谢郭洪曾邱廖赖周']
const virtue = [...'和泰安康华盛隆昌福瑞祥宁明德信义仁礼智文兴旺达丰裕']
