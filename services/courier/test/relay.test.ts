import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { atLogHead, leavesAfter, readerPosition } from '@inquiry/case-log'
import { latestFaults, OtherLog, relayName, relayStep, requestRepublication } from '@inquiry/courier'
import { freshDatabase, openDatabase, type Database } from '@inquiry/database'
import { openJetStream, startNatsServer, type JetStreamEvents, type NatsServer } from '@inquiry/event-stream'
import type { Step } from '@inquiry/work-loop'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { findNatsServer } from '../../../infra/nats/fetch.ts'

const hubId = '440000-hub'
const binary = findNatsServer() ?? 'nats-server'
const never = new AbortController().signal

let db: Database
let folder: string
let nats: NatsServer
let undo: (() => Promise<unknown>)[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relay-'))
  nats = await startNatsServer(binary, { folder })
})
afterAll(async () => {
  await nats.stop()
  rmSync(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  const fresh = await freshDatabase(inject('postgresUrl'))
  db = openDatabase(fresh.url)
  undo = [() => fresh.drop(), () => db.destroy(), forgetStream]
})
afterEach(async () => {
  for (const step of undo.toReversed()) await step()
})

async function forgetStream(): Promise<void> {
  const connection = await connect({ servers: nats.url })
  const manager = await jetstreamManager(connection)
  await manager.streams.delete('INQUIRY').catch(() => {})
  await connection.close()
}

/** The server ends and comes back on its port, after what is done in between. */
async function restartNats(between: () => void): Promise<void> {
  nats.kill()
  between()
  nats = await startNatsServer(binary, { folder, port: Number(new URL(nats.url).port) })
}

/** A relay of a hub of its own, connected. */
async function openRelay(
  holder: string,
  compareEveryMs = 200,
): Promise<{ stream: JetStreamEvents; step: Step; manager: JetStreamManager }> {
  const stream = openJetStream({ url: nats.url, hubId })
  undo.push(() => stream.close())
  const connection = await connected(stream)
  return {
    stream,
    step: relayStep({ db, stream, holder, compareEveryMs }),
    manager: await jetstreamManager(connection),
  }
}

async function connected(stream: JetStreamEvents) {
  for (let i = 0; i < 500 && !stream.link.connection; i++) await sleep(20)
  if (!stream.link.connection) throw new Error('NATS did not come')
  return stream.link.connection
}

async function record(count: number): Promise<void> {
  await atLogHead(db, { hubId, now: () => new Date() }, (_, head) => {
    for (let i = 0; i < count; i++)
      head.append({
        type: 'node.quiet',
        caseId: null,
        subject: '440100',
        division: i % 2 === 0 ? '440106' : '440300',
        data: { node: '440100', lastSeenAt: '2026-11-22T10:00:00+08:00' } as never,
        audience: [],
      })
    return Promise.resolve()
  })
}

/** Step until there is nothing to do, as the work loop does; a failure is tried again. */
async function drain(step: Step, failures = 3): Promise<void> {
  for (let failed = 0; ;) {
    try {
      if (
        (await step(never)) === 0 &&
        (await readerPosition(db, relayName)) === (await leavesAfter(db, -1, 10_000)).length - 1
      )
        return
    } catch (error) {
      if (++failed > failures) throw error
    }
    await sleep(20)
  }
}

/** Everything that a subscriber which begins now is given, until it has so many. */
async function subscribe(stream: JetStreamEvents, count: number): Promise<{ position: number; leaf: string }[]> {
  const ending = new AbortController()
  const seen = []
  for await (const event of stream.follow(-1, ending.signal)) if (seen.push(event) === count) ending.abort()
  return seen
}

/** Time enough for the relay to compare the stream at its next step. */
const compareNow = () => sleep(250)

describe('the relay', () => {
  test('publishes the log with its exact bytes, each under its id, and moves its cursor', async () => {
    const { stream, step, manager } = await openRelay('one')
    await record(600)
    await drain(step)
    expect(await subscribe(stream, 600)).toEqual(await leavesAfter(db, -1, 600))
    const message = await manager.streams.getMessage('INQUIRY', { seq: 2 })
    expect(message?.header.get('Nats-Msg-Id')).toBe(`${hubId}:1`)
    expect(message?.subject).toBe('inquiry.v1.44.03.00.node.quiet')
  })

  test('moves its cursor a few times a second, also while nothing calls for a comparison', async () => {
    const { step } = await openRelay('one', 60_000)
    await step(never)
    for (const count of [10, 20]) {
      await record(10)
      await sleep(250)
      await step(never)
      expect(await readerPosition(db, relayName)).toBe(count - 1)
    }
  })

  test('stands by while another holds the lease, and takes over when the lease has run out', async () => {
    const first = await openRelay('one')
    const second = await openRelay('two')
    await record(10)
    await drain(first.step)
    await record(10)
    expect(await second.step(never)).toBe(0)
    expect(await readerPosition(db, relayName)).toBe(9)
    await sleep(3_200)
    await drain(second.step)
    expect(await readerPosition(db, relayName)).toBe(19)
  })

  test('learns at the cursor that another has taken over; what it still appends is what the log has next', async () => {
    const stale = await openRelay('stale')
    const other = await openRelay('other')
    await record(10)
    await drain(stale.step)
    await sql`update reader_cursor set leased_until = now() - interval '1 second' where name = ${relayName}`.execute(db)
    await record(10)
    await drain(other.step)
    await record(10)
    const steps = stale
      .step(never)
      .then(() => compareNow())
      .then(() => stale.step(never))
    await expect(steps).rejects.toThrow(/wrong last sequence|lease/i)
    expect(await readerPosition(db, relayName)).toBe(19)
    await drain(other.step)
    expect(await subscribe(other.stream, 30)).toEqual(await leavesAfter(db, -1, 30))
    expect((await other.manager.streams.info('INQUIRY')).state.messages).toBe(30)
  })

  test('publishes again what a purge took, although the server remembers the ids', async () => {
    const { stream, step, manager } = await openRelay('one')
    await record(300)
    await drain(step)
    await manager.streams.purge('INQUIRY')
    await record(20)
    await compareNow()
    await drain(step)
    expect(await subscribe(stream, 320)).toEqual(await leavesAfter(db, -1, 320))
    expect((await latestFaults(db, 1))[0]).toMatchObject({ kind: 'stream-filled-again', subject: 'INQUIRY' })
  })

  test.each([
    ['a hole in the middle', (m: JetStreamManager) => m.streams.purge('INQUIRY', { filter: 'inquiry.v1.44.03.>' })],
    ['lost its beginning', (m: JetStreamManager) => m.streams.purge('INQUIRY', { seq: 40 })],
    ['been deleted', (m: JetStreamManager) => m.streams.delete('INQUIRY')],
  ])('mends a stream that has %s', async (_, harm) => {
    const { stream, step, manager } = await openRelay('one')
    await record(100)
    await drain(step)
    await harm(manager)
    await compareNow()
    await record(1)
    await drain(step)
    expect(await subscribe(stream, 101)).toEqual(await leavesAfter(db, -1, 101))
    expect((await manager.streams.info('INQUIRY')).state.messages).toBe(101)
  })

  test('fills the stream anew when the server comes back with an empty store', async () => {
    const { stream, step } = await openRelay('one')
    await record(200)
    await drain(step)
    await restartNats(() => rmSync(join(folder, 'jetstream'), { recursive: true, force: true }))
    await connected(stream)
    await record(1)
    await drain(step)
    expect(await subscribe(stream, 201)).toEqual(await leavesAfter(db, -1, 201))
  })

  test('gives a subscriber that follows all the while each event once and in order, whatever the stream loses', async () => {
    const { stream, step, manager } = await openRelay('one')
    const following = subscribe((await openRelay('reader')).stream, 240)
    for (const harm of [
      () => manager.streams.purge('INQUIRY'),
      () => manager.streams.purge('INQUIRY', { filter: 'inquiry.v1.44.03.>' }),
      () => manager.streams.delete('INQUIRY'),
    ]) {
      await record(60)
      await drain(step)
      await harm()
      await compareNow()
      await drain(step)
    }
    await record(60)
    await drain(step)
    expect(await following).toEqual(await leavesAfter(db, -1, 240))
    expect(await stream.held()).toMatchObject({ first: 0, last: 239 })
  }, 60_000)

  test('publishes again from a position when an operator asks', async () => {
    const { step, manager } = await openRelay('one')
    await record(50)
    await drain(step)
    await requestRepublication(db, 20, 'administrator', new Date())
    await compareNow()
    await drain(step)
    const { state } = await manager.streams.info('INQUIRY')
    expect(state).toMatchObject({ messages: 50, first_seq: 51, last_seq: 100 })
    await compareNow()
    await drain(step)
    expect((await manager.streams.info('INQUIRY')).state.last_seq).toBe(100)
  })

  test('does nothing while NATS is away, and all of it when NATS comes', async () => {
    await nats.stop()
    const stream = openJetStream({ url: nats.url, hubId })
    undo.push(() => stream.close())
    const step = relayStep({ db, stream, holder: 'one' })
    await record(30)
    expect(await step(never)).toBe(0)
    await restartNats(() => {})
    await connected(stream)
    await drain(step)
    expect(await subscribe(stream, 30)).toEqual(await leavesAfter(db, -1, 30))
  })

  test('stops before a stream that holds what its log does not, until an operator decides', async () => {
    const { stream, step } = await openRelay('one')
    await record(20)
    await drain(step)
    await sql`delete from event where position >= 10`.execute(db)
    await sql`update log_head set size = 10`.execute(db)
    await compareNow()
    await expect(step(never)).rejects.toThrow(OtherLog)
    await requestRepublication(db, 0, 'administrator', new Date())
    await sleep(600)
    await drain(step)
    expect(await stream.held()).toMatchObject({ first: 0, last: 9 })
  })
})

test('a lease is not kept for ever where the database’s clock was set back', async () => {
  const { step } = await openRelay('one')
  await record(1)
  await sql`insert into reader_cursor (name, holder, leased_until) values (${relayName}, 'gone', now() + interval '1 day')`.execute(
    db,
  )
  await drain(step)
  expect(await readerPosition(db, relayName)).toBe(0)
})
