import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  openInboxStream,
  openJetStream,
  startNatsServer,
  type InboxStream,
  type NatsServer,
} from '@inquiry/event-stream'
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findNatsServer } from '../../../infra/nats/fetch.ts'

let folder: string
let server: NatsServer
let inboxes: InboxStream
let close: () => Promise<void>
let connection: NatsConnection

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inboxes-'))
  server = await startNatsServer(findNatsServer() ?? 'nats-server', { folder })
  const stream = openJetStream({ url: server.url, hubId: '440000-hub' })
  while (!stream.link.connection) await sleep(10)
  await stream.ensure()
  inboxes = openInboxStream(stream.link)
  await inboxes.ensure()
  close = () => stream.close()
  connection = await connect({ servers: server.url })
})
afterAll(async () => {
  await connection.close()
  await close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const message = (id: string) => ({ node: '440100', id, type: 'case.assigned', text: id })

/** What one fetch of so many gives within half a second; only those that are wanted are acknowledged. */
async function fetchOnce(count: number, acknowledges: boolean): Promise<string[]> {
  const consumer = await jetstream(connection).consumers.get('INBOX', '440100')
  const given: string[] = []
  for await (const each of await consumer.fetch({ max_messages: count, expires: 1_000 })) {
    given.push(each.string())
    if (acknowledges) await each.ackAck()
  }
  return given
}

describe('the inboxes’ stream', () => {
  test('gives events one after another, and lets none overtake one that was fetched and not acknowledged', async () => {
    await inboxes.ensureConsumers(['440100'])
    await inboxes.publish(['1', '2', '3', '4'].map(message), 0)
    expect(await fetchOnce(10, false)).toEqual(['1'])
    expect(await fetchOnce(10, false)).toEqual([])
    // Ten seconds after it was given it comes again, and the others after it.
    await sleep(9_000)
    const given = await fetchOnce(10, true)
    expect(given).toEqual(['1', '2', '3', '4'])
  }, 20_000)

  test('takes up where an attempt before ended, and takes nothing from a publisher that has lost its place', async () => {
    expect(await inboxes.publish(['5', '6'].map(message), 4)).toEqual([5, 6])
    expect(await inboxes.publish(['5', '6', '7', '8'].map(message), 6)).toEqual([5, 6, 7, 8])
    await expect(inboxes.publish(['9', '10'].map(message), 6)).rejects.toThrow(/wrong last sequence/)
    expect(await fetchOnce(10, true)).toEqual(['5', '6', '7', '8'])
  })

  test('sets a consumer that was made otherwise right', async () => {
    const manager = await jetstreamManager(connection)
    const made = { durable_name: '440300', ack_policy: AckPolicy.Explicit, filter_subject: 'inbox.v1.440300.>' }
    await manager.consumers.add('INBOX', { ...made, max_ack_pending: 256, ack_wait: 30_000_000_000 })
    await inboxes.ensureConsumers(['440300'])
    const { config } = await manager.consumers.info('INBOX', '440300')
    expect(config).toMatchObject({ max_ack_pending: 1, ack_wait: 10_000_000_000 })
  })
})
