import { isGapFree, logSize } from '@inquiry/case-log'
import { freshDatabase, openDatabase, type Database } from '@inquiry/database'
import type { ProblemCause } from '@inquiry/problems'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { decideOnce, type Outcome } from '../src/decide/decide-once.ts'

let db: Database
let drop: () => Promise<void>
let now = new Date('2026-11-22T10:00:00+08:00')

beforeAll(async () => {
  const fresh = await freshDatabase(inject('postgresUrl'))
  db = openDatabase(fresh.url, { max: 8 })
  drop = fresh.drop
})
afterAll(async () => {
  await db.destroy()
  await drop()
})

function asked(key: string | undefined, digest = 'one', subject = 'li') {
  return { subject, key, request: 'POST /v1/cases/…/designation', digest }
}

/** Decide once; each decision that is really made appends an event and answers its position, or the refusal that is given. */
function decide(asking: ReturnType<typeof asked>, refusal?: ProblemCause): Promise<object> {
  return decideOnce({ db, hubId: '440000-hub', now: () => now }, asking, async (_, head): Promise<Outcome> => {
    const { position } = head.append({
      type: 'node.suspended',
      caseId: null,
      subject: '440100',
      division: '440100',
      data: { node: '440100' },
      audience: [],
    })
    return refusal ? { ok: false, problem: refusal } : { ok: true, body: { position } }
  })
}

describe('a coordinator’s command', () => {
  test('under one key is decided once, however many ask at the same instant', async () => {
    const before = await logSize(db)
    const answers = await Promise.all(Array.from({ length: 12 }, () => decide(asked('k1'))))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await logSize(db)).toBe(before + 1)
    expect(await isGapFree(db)).toBe(true)
  })

  test('without a key is decided every time, and a key is its coordinator’s own', async () => {
    const before = await logSize(db)
    await decide(asked(undefined))
    await decide(asked(undefined))
    await decide(asked('k1', 'one', 'wang'))
    expect(await logSize(db)).toBe(before + 3)
  })

  test('that is refused leaves nothing in the log, even where something was put there before', async () => {
    const before = await logSize(db)
    const refusal = { slug: 'not-found', detail: { zh: '无', en: 'none' } } as const
    await expect(decide(asked('refused-late'), refusal)).rejects.toThrow('after something was recorded')
    expect(await logSize(db)).toBe(before)
  })

  test('of other content is refused under a key that was used', async () => {
    await expect(decide(asked('k1', 'two'))).rejects.toMatchObject({ reason: { slug: 'invalid-body' } })
  })

  test('is a new one under the same key after 24 hours, and not a second before', async () => {
    const first = await decide(asked('k2'))
    now = new Date(now.getTime() + 24 * 3_600_000 - 1_000)
    expect(await decide(asked('k2'))).toEqual(first)
    now = new Date(now.getTime() + 1_000)
    expect(await decide(asked('k2'))).not.toEqual(first)
  })

  test('stays on record with who gave it after its key has expired', async () => {
    const rows = await db
      .selectFrom('coordinator_command')
      .select(['subject', 'idempotency_key', 'refused'])
      .orderBy('id')
      .execute()
    expect(rows).toHaveLength(6)
    expect(rows.filter((row) => row.idempotency_key === null).map((row) => row.subject)).toEqual([
      'li',
      'li',
      'li',
      'wang',
      'li',
    ])
  })
})
