import { freshDatabase, openDatabase, type Database } from '@inquiry/database'
import type { NewEvent } from '@inquiry/schema'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { atLogHead, eventsAfter, isGapFree, leafAt, logSize, readOnce, recordedEvent } from '../src/index.ts'

const options = { hubId: '440000-hub', now: () => new Date() }
let db: Database
let drop: () => Promise<void>

beforeAll(async () => {
  const fresh = await freshDatabase(inject('postgresUrl'))
  db = openDatabase(fresh.url, { max: 12 })
  drop = fresh.drop
})
afterAll(async () => {
  await db.destroy()
  await drop()
})

function gap(from: number): NewEvent<'node.gap'> {
  return {
    type: 'node.gap',
    caseId: null,
    subject: '440100',
    division: '440100',
    data: { node: '440100', from, to: from, since: '2026-11-22T10:00:00.000+08:00' },
    audience: [{ node: '440100', role: 'self' }],
  }
}

describe('the case log', () => {
  test('gives positions without gap or repetition to eight writers at once, and a reader following live misses none', async () => {
    const rounds = 40
    let writing = true
    const seen: number[] = []
    const reader = (async () => {
      while (writing || (await read()) > 0) await read()
    })()
    async function read(): Promise<number> {
      return readOnce(db, 'test', 50, async (_tx, events) => void seen.push(...events.map((e) => e.position)))
    }
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let i = 0; i < rounds; i++) {
          await atLogHead(db, options, async (_tx, head) => {
            for (let n = 0; n <= i % 4; n++) head.append(gap(writer * 1000 + i))
          })
        }
      }),
    )
    writing = false
    await reader
    const total = 8 * 10 * (1 + 2 + 3 + 4)
    expect(await isGapFree(db)).toBe(true)
    expect(seen).toEqual(Array.from({ length: total }, (_, i) => i))
  })

  test('holds nothing of a transaction that failed', async () => {
    const before = await eventsAfter(db, -1, 10_000)
    await expect(
      atLogHead(db, options, async (_tx, head) => {
        head.append(gap(1))
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await eventsAfter(db, -1, 10_000)).toEqual(before)
  })

  test('never goes back in time when the clock does', async () => {
    const early = { hubId: '440000-hub', now: () => new Date('2020-01-01T00:00:00Z') }
    const head = await atLogHead(db, early, async (_tx, h) => h.append(gap(2)))
    expect(head.time > '2026').toBe(true)
  })

  test('gives an event back as it was recorded', async () => {
    const recorded = await atLogHead(db, options, async (_tx, head) =>
      head.append({ ...gap(3), private: { reason: '缺号' } }),
    )
    const [stored] = await eventsAfter(db, recorded.position - 1, 1)
    expect(stored && recordedEvent(stored)).toEqual(recorded)
  })
  test('refuses an event that no entry of the log could carry, naming the member, before anything is recorded', async () => {
    const size = await logSize(db)
    const linked = (words: string): NewEvent<'case.linked'> => ({
      type: 'case.linked',
      caseId: '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e',
      subject: '019ab3f0-5c1e-7c4a-9d0e-3f2b1a6c7d8e',
      division: '440106',
      data: { matterId: 'm', kind: 'related', score: 1, evidence: { words }, by: 'rule' },
      audience: [],
    })
    const append = (...events: NewEvent[]) =>
      atLogHead(db, options, async (_tx, head) => void events.map((event) => head.append(event)))
    await expect(append(gap(4), linked('长'.repeat(22_000)))).rejects.toThrow(
      'data.evidence of case.linked is too long',
    )
    expect(await logSize(db)).toBe(size)
    await append(linked('长'.repeat(21_200)))
    const leaf = (await leafAt(db, size)) ?? ''
    expect(Buffer.byteLength(leaf)).toBeGreaterThan(63_600)
    expect(Buffer.byteLength(leaf)).toBeLessThan(65_536)
  })
})
