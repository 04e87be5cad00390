import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { jetstream } from '@nats-io/jetstream'
import { connect, nkeyAuthenticator, type NatsConnection } from '@nats-io/transport-node'
import { authorizationBlock, startNatsServer, type NatsServer } from '@inquiry/event-stream'
import type { InboxEvent, NatsCredentials } from '@inquiry/schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findNatsServer } from '../../infra/nats/fetch.ts'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

const hub = { user: 'hub', password: 'a-password-of-the-operator' }
let folder: string
let server: NatsServer
let province: Province
let node: Node

/** The operator's own server: it includes the file of users that the hub writes, and loads it when told. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'operator-'))
  writeFileSync(join(folder, 'users.conf'), authorizationBlock(hub, []))
  server = await startNatsServer(findNatsServer() ?? 'nats-server', { folder, include: 'users.conf' })
  province = await startProvince({
    natsUrl: server.url.replace('nats://', `nats://${hub.user}:${hub.password}@`),
    environment: { HUB_NATS_USERS: join(folder, 'users.conf') },
  })
  node = await province.join('440100')
})
afterAll(async () => {
  await province.stop()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function enter({ url, nkey = '', inboxPrefix = '' }: NatsCredentials): Promise<NatsConnection> {
  return connect({ servers: url, authenticator: nkeyAuthenticator(new TextEncoder().encode(nkey)), inboxPrefix })
}

async function take(connection: NatsConnection, count: number): Promise<number[]> {
  const positions: number[] = []
  const consumer = await jetstream(connection).consumers.get('INBOX', '440100')
  for await (const message of await consumer.fetch({ max_messages: count, expires: 5_000 })) {
    positions.push(message.json<InboxEvent>().position)
    await message.ackAck()
  }
  return positions
}

describe('an operator’s own NATS', () => {
  test('is not told with its password in the hub’s description', async () => {
    const text = await (await fetch(`${province.url}/.well-known/inquiry-hub`)).text()
    expect(text).toContain(server.url)
    expect(text).not.toContain(hub.password)
  })

  test('that loses its whole store is given again whatever nodes have not acknowledged', async () => {
    const { body: given } = await node.ask<NatsCredentials>('POST', '/v1/self/nats')
    server.reload()
    await sleep(300)
    for (let i = 0; i < 5; i++) await node.receive('case.assigned', (await node.say(submission())).caseId ?? '')
    const first = await enter(given)
    const taken = await take(first, 4)
    await first.close()
    // The hub looks at what was acknowledged every five seconds.
    await sleep(6_000)
    server.kill()
    rmSync(join(folder, 'jetstream'), { recursive: true, force: true })
    server = await startNatsServer(findNatsServer() ?? 'nats-server', {
      folder,
      include: 'users.conf',
      port: Number(new URL(server.url).port),
    })
    await sleep(8_000)
    const again = await enter(given)
    const expected = (await node.inbox()).map((event) => event.position).filter((position) => !taken.includes(position))
    expect(await take(again, expected.length)).toEqual(expected)
    await again.close()
  }, 60_000)
})
