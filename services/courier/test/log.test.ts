import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atLogHead, leavesAfter } from '@inquiry/case-log'
import { freshDatabase, openDatabase, type Database, type FreshDatabase } from '@inquiry/database'
import { generateSigningKey, type SigningKey } from '@inquiry/envelope'
import { hashLeaf, openCheckpoint, type VerifierKey } from '@inquiry/transparency'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { growLogStep, lastSigned, LogForked, logVerifier, rememberIn, thinCheckpointsStep } from '../src/index.ts'
import { proveConsistency, proveInclusion } from '../src/log/prove-from-tiles.ts'

const hubId = '440000-hub'
const signal = new AbortController().signal
let fresh: FreshDatabase
let db: Database
let folder: string

beforeEach(async () => {
  fresh = await freshDatabase(inject('postgresUrl'))
  db = openDatabase(fresh.url)
  folder = mkdtempSync(join(tmpdir(), 'inquiry-log-'))
})
afterEach(async () => {
  await db.destroy()
  await fresh.drop()
})

const key = generateSigningKey()
const verifierOf = ({ jwk }: SigningKey): VerifierKey => logVerifier(hubId, jwk)

function follower(keys: readonly SigningKey[] = [key]) {
  const remembered = rememberIn(join(folder, 'log.checkpoint'))
  return growLogStep({ db, hubId, keys: () => keys, remembered, hasWitnesses: false, now: () => new Date() })
}

async function append(count: number): Promise<void> {
  await atLogHead(db, { hubId, now: () => new Date() }, async (_tx, head) => {
    for (let at = 0; at < count; at += 1) {
      const node = '440100'
      head.append({ type: 'node.resumed', caseId: null, subject: node, division: node, data: { node }, audience: [] })
    }
  })
}

async function sizeAndNote() {
  const { size = -1, note = '' } = (await lastSigned(db)) ?? {}
  return { size, note, opened: await openCheckpoint(note, verifierOf(key)) }
}

describe('the log', () => {
  test('is signed before it has a leaf: size 0, and the hash of nothing', async () => {
    await follower()(signal)
    expect((await sizeAndNote()).note).toContain('\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n')
  })

  test('grows by batches of any size, and every leaf can be proven from the tiles', async () => {
    const step = follower()
    for (const count of [1, 5, 300, 700]) {
      await append(count)
      expect(await step(signal)).toBe(count)
    }
    const { size, opened } = await sizeAndNote()
    expect({ size, ok: opened.ok }).toEqual({ size: 1006, ok: true })
    const leaves = await leavesAfter(db, -1, 2000)
    for (const position of [0, 5, 255, 256, 1005]) {
      const proof = await proveInclusion(db, { position, size: 1006 }, 1006)
      expect(proof.leafHash).toBe(Buffer.from(hashLeaf(Buffer.from(leaves[position]?.leaf ?? ''))).toString('base64'))
    }
    expect((await proveConsistency(db, { from: 306, to: 1006 }, 1006)).hashes.length).toBeGreaterThan(0)
  })

  test('is grown by one hub at a time, though two follow it', async () => {
    const steps = [follower(), follower()]
    for (let round = 0; round < 5; round += 1) {
      await append(40)
      const taken = await Promise.all(steps.map((step) => step(signal)))
      expect(taken.toSorted((one, other) => one - other)).toEqual([0, 40])
    }
    expect((await sizeAndNote()).size).toBe(200)
  })

  test('is signed anew by the key that replaces another, and for a while by both', async () => {
    await append(3)
    await follower()(signal)
    const successor = generateSigningKey()
    await follower([successor, key])(signal)
    const { size, note, opened } = await sizeAndNote()
    expect({ size, byOld: opened.ok, byNew: (await openCheckpoint(note, verifierOf(successor))).ok }).toEqual({
      size: 3,
      byOld: true,
      byNew: true,
    })
  })
})

describe('checkpoints of long ago', () => {
  test('are thinned to the last of each hour; the newest stays, and every size is still proven', async () => {
    const started = Date.parse('2026-11-22T08:10:00Z')
    for (const minutes of [0, 20, 40, 60, 26 * 60]) {
      const at = new Date(started + minutes * 60_000)
      await append(3)
      const remembered = rememberIn(join(folder, 'log.checkpoint'))
      await growLogStep({ db, hubId, keys: () => [key], remembered, hasWitnesses: false, now: () => at })(signal)
    }
    await thinCheckpointsStep({ db, now: () => new Date(started + 26 * 3_600_000) })(signal)
    const kept = await db.selectFrom('log_checkpoint').select('size').orderBy('size').execute()
    expect(kept.map(({ size }) => size)).toEqual([9, 12, 15])
    expect((await proveConsistency(db, { from: 3, to: 15 }, 15)).hashes.length).toBeGreaterThan(0)
    expect((await sizeAndNote()).size).toBe(15)
  })
})

describe('a log that is not the one that was promised', () => {
  test('is not signed where a tile was changed', async () => {
    await append(10)
    await follower()(signal)
    await db
      .updateTable('log_tile')
      .set({ hashes: Buffer.alloc(320) })
      .execute()
    await append(1)
    await expect(follower()(signal)).rejects.toThrow(LogForked)
    expect((await sizeAndNote()).size).toBe(10)
  })

  test('is not signed where the database was put back to an earlier day', async () => {
    await append(10)
    await follower()(signal)
    await db.deleteFrom('event').where('position', '>=', 0).execute()
    await db.deleteFrom('log_tile').execute()
    await db.deleteFrom('log_checkpoint').execute()
    await db.updateTable('reader_cursor').set({ position: -1 }).execute()
    await db.updateTable('log_head').set({ size: 0 }).execute()
    await append(4)
    await expect(follower()(signal)).rejects.toThrow('put back to an earlier day')
    expect(await lastSigned(db)).toBeUndefined()
  })

  test('is not signed over a gap', async () => {
    const step = follower()
    await append(10)
    await step(signal)
    await append(3)
    await db.deleteFrom('event').where('position', '=', 11).execute()
    await expect(step(signal)).rejects.toThrow('position 11 is missing')
  })
})
