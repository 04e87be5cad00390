import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openInboxStream, openJetStream, type InboxStream } from '@inquiry/event-stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findNatsServer } from '../../infra/nats/fetch.ts'
import { NatsCluster } from '../resilience/lab/nats-cluster.ts'

let folder: string
let cluster: NatsCluster
let inboxes: InboxStream
let close: () => Promise<void>
let leader: number

/** A hub that is connected to the one server that leads the inboxes' stream of three. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quorum-'))
  cluster = await NatsCluster.start(findNatsServer() ?? 'nats-server', folder)
  const first = openJetStream({ url: cluster.url(cluster.ports), hubId: '440000-hub' })
  while (!first.link.connection) await sleep(20)
  await openInboxStream(first.link).ensure()
  await first.close()
  const { cluster: led } = await cluster.manage((manager) => manager.streams.info('INBOX'))
  leader = Number(led?.leader?.slice(1))
  const stream = openJetStream({ url: cluster.url([cluster.ports[leader] ?? 0]), hubId: '440000-hub' })
  while (!stream.link.connection) await sleep(20)
  inboxes = openInboxStream(stream.link)
  close = () => stream.close()
}, 60_000)
afterAll(async () => {
  await close()
  cluster.stop()
  rmSync(folder, { recursive: true, force: true })
})

const message = (id: string) => ({ node: '440100', id, type: 'case.assigned', text: id })

test('what a server acknowledges as a duplicate without having stored it is sent until it is stored', async () => {
  expect(await inboxes.publish([message('1')], 0)).toEqual([1])
  const others = [0, 1, 2].filter((i) => i !== leader)
  for (const i of others) cluster.kill(i)
  await expect(inboxes.publish([message('2')], 1)).rejects.toThrow(/timeout/)
  await expect(inboxes.publish([message('2')], 1)).rejects.toThrow(/number 0, where it is not stored/)
  await Promise.all(others.map((i) => cluster.startMember(i)))
  await cluster.ready()
  let stored: number[] = []
  while (stored.length === 0) {
    const after = await inboxes.ensure().catch(() => undefined)
    if (after) stored = await inboxes.publish([message('2'), message('3')], after.lastSequence).catch(() => [])
    await sleep(200)
  }
  const { state } = await cluster.manage((manager) => manager.streams.info('INBOX'))
  expect(stored.at(-1)).toBe(state.last_seq)
  expect(await inboxes.firstWaiting('440100')).toBe('1')
  for (const [i, seq] of stored.entries())
    expect((await cluster.manage((manager) => manager.streams.getMessage('INBOX', { seq })))?.string()).toBe(
      String(i + 2),
    )
}, 90_000)
