import { generateDemonstration } from '@inquiry/demonstration'
import { sql } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stockCases } from '../load/due/stock-cases.ts'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

type Choice = { node: string | null; rule: string | null }
type Simulated = { examined: number; changed: { caseId: string; before: Choice; after: Choice }[]; more: boolean }

const count = 10_000
const { filings } = generateDemonstration({ cases: count, startAt: '2026-10-01', days: 40 })
const rules = [
  { id: 'traffic', when: { division: '44', category: '03' }, assign: '440000-transport' },
  { id: 'noise', when: { division: '44', keyword: ['噪声', '噪音', '扰民'] }, assign: '440000-ecology' },
  { id: 'reports', when: { division: '44', nature: ['report'] }, assign: '440000-ecology' },
  { id: 'guangzhou-help', when: { division: '4401', nature: ['help', 'consultation'] }, assign: '440100-hotline' },
]
let province: Province
let origin: Node

beforeAll(async () => {
  province = await startProvince()
  origin = await province.join('440600')
  for (const city of ['440100', '440300']) await province.join(city)
  for (const department of ['440000-transport', '440000-ecology', '440100-hotline'])
    await province.join(department, 'department')
  const dataOf = (n: number) => dataAt(n)
  // They were routed when they were recorded; comparing them all again is not what is tried here.
  await stockCases(province.db, {
    hubId: '440000-hub',
    count,
    at: new Date(),
    origin: '440600',
    handler: '440100',
    dataOf,
  })
  await sql`update reader_cursor set position = size - 1 from log_head where name = 'triage'`.execute(province.db)
  while (
    ((
      await province.db
        .selectFrom('case_summary')
        .select((e) => e.fn.countAll<number>().as('n'))
        .executeTakeFirst()
    )?.n ?? 0) < count
  )
    await sleep(100)
}, 180_000)
afterAll(() => province.stop())

function dataAt(n: number): { title: string; content: string; [member: string]: unknown } {
  const data = filings[n]?.data
  if (!data) throw new Error(`there is no filing ${n}`)
  const { title, content, division, nature, channel, category } = data
  return { title, content, division, nature, channel, ...(category === undefined ? {} : { category }) }
}

describe('a draft tried on ten thousand past cases', () => {
  test('is answered in seconds, and the cases then go where it said', async () => {
    const began = performance.now()
    const foretold = await province.coordinator.ok<Simulated>('POST', '/v1/routes/simulate', { rules })
    const seconds = (performance.now() - began) / 1000
    expect(foretold.examined).toBe(count)
    expect(foretold.changed.length).toBeGreaterThan(1_000)
    console.log(
      `simulated over ${foretold.examined} cases in ${seconds.toFixed(2)} s; ${foretold.changed.length} would move`,
    )
    expect(seconds).toBeLessThan(10)

    await province.coordinator.ok('PUT', '/v1/routes', { effectiveFrom: '2026-01-01T00:00:00+08:00', rules })
    const past = await province.db
      .selectFrom('case_file')
      .select(['case_id', 'source_id'])
      .where('source_id', 'like', 'stock-%')
      .execute()
    const caseIds = new Map(past.map((row) => [Number(row.source_id.slice('stock-'.length)), row.case_id]))
    const moves = new Map(foretold.changed.map((change) => [change.caseId, change.after]))
    const sample = Array.from({ length: 100 }, (_, i) => (i * 97) % count)
    const { results } = (await origin.push(...sample.map((n) => submission(dataAt(n))))).body
    const wrong: object[] = []
    for (const [i, n] of sample.entries()) {
      const { data } = await assignmentOf(String(results[i]?.caseId))
      const after = moves.get(caseIds.get(n) ?? '') ?? { node: '440100' }
      if (data['node'] !== after.node) wrong.push({ n, data, after })
    }
    expect(wrong).toEqual([])
  })
})

async function assignmentOf(caseId: string): Promise<{ data: Record<string, unknown> }> {
  for (;;) {
    const { events } = await province.coordinator.ok<{ events: { type: string; data: Record<string, unknown> }[] }>(
      'GET',
      `/v1/cases/${caseId}/events`,
    )
    const found = events.find((event) => event.type === 'inquiry.case.assigned.v1')
    if (found) return found
    await sleep(50)
  }
}
