import { setTimeout as sleep } from 'node:timers/promises'
import { advanceExclusions, formulas, publicEvent, startRecount, type PublicEvent } from '@inquiry/assessment'
import { atLogHead, leavesAfter, logSize } from '@inquiry/case-log'
import { freshDatabase, openDatabase, type Database, type FreshDatabase } from '@inquiry/database'
import type { EventType, NewEvent } from '@inquiry/schema'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { assessmentReader, assessmentStep } from '../src/assess/assessment.worker.ts'
import { readFigures } from '../src/assess/figures.query.ts'
import { publishFigures } from '../src/assess/publish-figures.ts'

const hubId = '440000-hub'
const nodes = ['440100', '440300', '440600'] as const
const [formula] = formulas
const months = ['2026-10', '2026-11', '2026-12']

let fresh: FreshDatabase
let db: Database

beforeAll(async () => {
  fresh = await freshDatabase(inject('postgresUrl'))
  db = openDatabase(fresh.url, { max: 2 })
  await fileCases(80)
})
afterAll(async () => {
  await db.destroy()
  await fresh.drop()
})

/** Numbers that look random and are the same each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

/** Cases that go many ways, one event after another, over three months. */
async function fileCases(count: number): Promise<void> {
  const next = numbers(7)
  const cases = Array.from({ length: count }, () => ({ caseId: uuidv7(), node: nodes[next(3)] ?? nodes[0] }))
  const start = Date.parse('2026-10-05T02:00:00Z')
  for (let at = start; at < start + 80 * 86_400_000; at += 3_600_000) {
    const one = cases[next(count)] ?? { caseId: uuidv7(), node: nodes[0] }
    await append(new Date(at), one.caseId, ...eventOf(one, next, at))
  }
  await append(new Date(start + 81 * 86_400_000), null, 'assessment.cases-excluded', {
    exclusionId: uuidv7(),
    month: '2026-11',
    cases: cases.slice(0, 20).map(({ caseId }) => caseId),
  })
}

function eventOf({ node }: { node: string }, next: (below: number) => number, at: number): [EventType, object] {
  const dueAt = `${new Date(at + next(40) * 86_400_000).toISOString().slice(0, 10)}T23:59:59+08:00`
  const due = [
    { step: 'reply', dueAt },
    { step: 'accept', dueAt },
  ]
  const lead = { node: nodes[next(3)] ?? node, role: 'lead', rule: null, rulesVersion: 0, beat: [], due }
  const kinds: [EventType, object][] = [
    ['case.assigned', lead],
    ['case.designated', lead],
    ['case.accepted', { node, due: due.slice(0, 1) }],
    ['case.returned', { node, reason: 'other' }],
    ['case.overdue', { step: 'reply', dueAt, node }],
    ['case.replied', { node }],
    ['case.replied', { node }],
    ['case.rated', { rating: 1 + next(5) }],
    ['case.reopened', { node, due }],
    ['case.merged', { matterId: 'm', primary: uuidv7(), by: 'rule' }],
    ['case.split', { matterId: 'm', by: 'rule' }],
    ['supervision.issued', { supervisionId: String(next(5)), node, level: 'order', answerBy: dueAt, by: 'rule' }],
    ['supervision.answered', { supervisionId: String(next(5)), node }],
    ['node.reconciled', { node, date: '2026-10-04', equal: next(2) === 0, differences: 1 }],
  ]
  return kinds[next(kinds.length)] ?? ['case.split', { matterId: 'm', by: 'rule' }]
}

async function append(at: Date, caseId: string | null, type: EventType, data: object): Promise<void> {
  const event = { type, caseId, subject: caseId ?? '440100', division: '440100', data, audience: [] }
  await atLogHead(db, { hubId, now: () => at }, async (tx, head) => {
    const { position } = head.append(event as unknown as NewEvent)
    if (type !== 'assessment.cases-excluded') return
    const { exclusionId, month, cases } = data as { exclusionId: string; month: string; cases: string[] }
    await tx
      .insertInto('assessment_exclusion')
      .values({
        id: exclusionId,
        month,
        case_ids: cases,
        reason: '试',
        excluded_by: 'administrator',
        excluded_at: at,
        position,
      })
      .execute()
  })
}

/** Let the reader count everything anew in steps of so many events; answers every row that came of it. */
async function countIn(batch: number): Promise<object[]> {
  await db.deleteFrom('assessment_case').execute()
  await db.deleteFrom('assessment_entry').execute()
  await db.deleteFrom('reader_cursor').where('name', '=', assessmentReader).execute()
  const step = assessmentStep(db, batch)
  const { signal } = new AbortController()
  while ((await step(signal)) !== 0);
  return db.selectFrom('assessment_entry').selectAll().orderBy('indicator').orderBy('unit').execute()
}

async function events(): Promise<PublicEvent[]> {
  return (await leavesAfter(db, -1, await logSize(db))).flatMap(({ leaf }) => publicEvent(leaf) ?? [])
}

describe('the reader of the assessment', () => {
  test('counts the same in steps of any size, and what a recount of the log gives', async () => {
    const whole = await countIn(10_000)
    expect(whole.length).toBeGreaterThan(500)
    for (const batch of [1, 7, 100]) expect(await countIn(batch)).toEqual(whole)
    const recount = startRecount(formula)
    for (const event of await events()) recount.add(event)
    for (const month of months) {
      const { nodes: figures, position, leftOut } = await readFigures(db, formula, month)
      expect({ month, formula: formula.version, position, nodes: figures }).toEqual(recount.figures(month))
      const excluded = recount.entries(month).filter((entry) => entry.excluded !== null || entry.exclusionId !== null)
      expect(leftOut.map(({ indicator, unit }) => `${indicator} ${unit}`).toSorted()).toEqual(
        excluded.map(({ indicator, unit }) => `${indicator} ${unit}`).toSorted(),
      )
    }
    const exclusions = (await events()).reduce(advanceExclusions, [] as never)
    expect(exclusions).toHaveLength(1)
  })

  test('is waited for by a publication, until it has counted what was recorded before', async () => {
    await countIn(10_000)
    const now = new Date('2027-01-05T02:00:00Z')
    const reconciled = { node: '440100', date: '2027-01-04', equal: true, differences: 0 }
    await append(now, null, 'node.reconciled', reconciled)
    const last = (await logSize(db)) - 1
    const asked = { subject: 'li', key: undefined, request: 'POST /publications', digest: 'd' }
    const wanted = { month: '2026-11', formula, subject: 'li' }
    const published = publishFigures({ db, hubId, now: () => now }, asked, wanted)
    await sleep(200)
    await assessmentStep(db)(new AbortController().signal)
    expect(await published).toMatchObject({ month: '2026-11', asOf: last })
  })
})
