import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { atLogHead, leavesAfter } from '@inquiry/case-log'
import { freshDatabase, openDatabase, type Database } from '@inquiry/database'
import { logStream, openJetStream, startNatsServer, type EventStream, type StreamedEvent } from '@inquiry/event-stream'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { findNatsServer } from '../../../infra/nats/fetch.ts'

const hubId = '440000-hub'
type Opened = { stream: EventStream; close: () => Promise<void> }

/** Both streams over a log of this database. */
const streams: Record<'log' | 'jetstream', (db: Database) => Promise<Opened>> = {
  log: (db) =>
    Promise.resolve({ stream: logStream(db, (ms) => sleep(Math.min(ms, 20))), close: () => Promise.resolve() }),
  async jetstream() {
    const folder = mkdtempSync(join(tmpdir(), 'contract-'))
    const server = await startNatsServer(findNatsServer() ?? 'nats-server', { folder })
    const stream = openJetStream({ url: server.url, hubId })
    while (!stream.link.connection) await sleep(10)
    await stream.ensure()
    return {
      stream,
      async close() {
        await stream.close()
        await server.stop()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}

describe.each(Object.entries(streams))('a stream kept in %s', (name, open) => {
  let db: Database
  let drop: () => Promise<void>
  let opened: Opened

  beforeAll(async () => {
    const fresh = await freshDatabase(inject('postgresUrl'))
    db = openDatabase(fresh.url)
    drop = fresh.drop
    opened = await open(db)
  })
  afterAll(async () => {
    await opened.close()
    await db.destroy()
    await drop()
  })

  /** Append events to the log, and publish them as the relay does. */
  async function record(count: number): Promise<StreamedEvent[]> {
    const first = await atLogHead(db, { hubId, now: () => new Date() }, (_, head) => {
      for (let i = 0; i < count; i++)
        head.append({
          type: 'node.quiet',
          caseId: null,
          subject: '440100',
          division: i % 2 === 0 ? '440106' : '440300',
          data: { node: '440100', lastSeenAt: '2026-11-22T10:00:00+08:00' } as never,
          audience: [],
        })
      return Promise.resolve(head.appended[0]?.position ?? 0)
    })
    const leaves = await leavesAfter(db, first - 1, count)
    const events = leaves.map(({ position, leaf }) => ({
      position,
      leaf,
      division: (JSON.parse(leaf) as { division: string }).division,
      type: 'node.quiet',
    }))
    await opened.stream.held()
    await opened.stream.publish(events)
    return events
  }

  /** The first so many events that a follower is given after a position. */
  async function follow(after: number, count: number): Promise<{ position: number; leaf: string }[]> {
    const ending = new AbortController()
    const seen: { position: number; leaf: string }[] = []
    for await (const event of opened.stream.follow(after, ending.signal)) {
      seen.push(event)
      if (seen.length === count) ending.abort()
    }
    return seen
  }

  test(`calls itself ${name} and holds nothing at first`, async () => {
    expect(opened.stream.name).toBe(name)
    expect(await opened.stream.held()).toBeUndefined()
  })

  test('holds the run of positions that was published to it', async () => {
    await record(300)
    expect(await opened.stream.held()).toMatchObject({ first: 0, last: 299 })
    await record(200)
    expect(await opened.stream.held()).toMatchObject({ first: 0, last: 499 })
  })

  test('gives every event with its exact bytes, in order, from the beginning', async () => {
    const seen = await follow(-1, 500)
    expect(seen).toEqual(await leavesAfter(db, -1, 500))
  })

  test('gives a follower that stopped only what comes after its cursor', async () => {
    const seen = await follow(123, 100)
    expect(seen.map((event) => event.position)).toEqual(Array.from({ length: 100 }, (_, i) => 124 + i))
  })

  test('gives a follower at the end what is published later', async () => {
    const waiting = follow(499, 50)
    await sleep(200)
    await record(50)
    expect((await waiting).map((event) => event.position)).toEqual(Array.from({ length: 50 }, (_, i) => 500 + i))
  })

  test('is done with a follower as soon as its signal ends', async () => {
    const ending = new AbortController()
    const following = (async () => {
      for await (const event of opened.stream.follow(549, ending.signal))
        throw new Error(`nobody sent ${event.position}`)
    })()
    await sleep(100)
    ending.abort()
    await expect(following).resolves.toBeUndefined()
  })
})
