import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { jetstream } from '@nats-io/jetstream'
import { connect, nkeyAuthenticator, PermissionViolationError, type NatsConnection } from '@nats-io/transport-node'
import { generateSigningKey, sealKeyAddition } from '@inquiry/envelope'
import type { InboxEvent, NatsCredentials } from '@inquiry/schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findNatsServer } from '../../infra/nats/fetch.ts'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

let province: Province
let guangzhou: Node
let shenzhen: Node
const open: NatsConnection[] = []

beforeAll(async () => {
  // A hub starts the nats-server that it finds on the PATH.
  process.env['PATH'] = `${dirname(findNatsServer() ?? '')}:${process.env['PATH'] ?? ''}`
  province = await startProvince()
  guangzhou = await province.join('440100')
  shenzhen = await province.join('440300')
})
afterAll(async () => {
  for (const connection of open) await connection.close()
  await province.stop()
})

async function credentials(node: Node): Promise<NatsCredentials> {
  const answer = await node.ask<NatsCredentials>('POST', '/v1/self/nats')
  expect(answer).toMatchObject({ status: 200 })
  return answer.body
}

async function enter(
  { url, nkey = '', inboxPrefix = '' }: NatsCredentials,
  reconnect = false,
): Promise<NatsConnection> {
  const connection = await connect({
    servers: url,
    authenticator: nkeyAuthenticator(new TextEncoder().encode(nkey)),
    inboxPrefix,
    reconnect,
    timeout: 5_000,
  })
  open.push(connection)
  return connection
}

/** Fetch and acknowledge so many messages of the node's consumer. */
async function take(connection: NatsConnection, stream: string, consumer: string, count: number): Promise<string[]> {
  const taken: string[] = []
  const messages = await (
    await jetstream(connection).consumers.get(stream, consumer)
  ).fetch({ max_messages: count, expires: 8_000 })
  for await (const message of messages) {
    taken.push(message.string())
    await message.ackAck()
  }
  return taken
}

const typesOf = (texts: string[]) => texts.map((text) => (JSON.parse(text) as InboxEvent).type)

describe('a node on NATS', () => {
  test('fetches its inbox from the beginning, the same bytes as over HTTP, by the consumer that the hub made for it', async () => {
    const { caseId = '' } = await guangzhou.say(submission())
    await guangzhou.receive('case.assigned', caseId)
    const given = await credentials(guangzhou)
    expect(given).toMatchObject({
      stream: 'INBOX',
      consumer: '440100',
      subjects: ['inbox.v1.440100.>', 'inquiry.v1.>'],
    })
    const pulled = await guangzhou.get<{ events: object[] }>('/v1/inbox?limit=1000')
    const texts = await take(await enter(given), 'INBOX', '440100', pulled.body.events.length)
    expect(pulled.text.startsWith(`{"events":[${texts.join(',')}]`)).toBe(true)
  })

  test('fetches what comes later, once it is acknowledged never again, and public events by a consumer of its own', async () => {
    const connection = await enter(await credentials(guangzhou))
    const { caseId = '' } = await guangzhou.say(submission())
    await guangzhou.receive('case.assigned', caseId)
    const texts: string[] = []
    while (!typesOf(texts).includes('inquiry.case.assigned.v1'))
      texts.push(...(await take(connection, 'INBOX', '440100', 1)))
    const positions = texts.map((text) => (JSON.parse(text) as InboxEvent).position)
    expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b))
    const [first] = await take(connection, 'INQUIRY', '440100', 1)
    expect(JSON.parse(first ?? '{}')).toMatchObject({ position: 0 })
  })

  test('hears of its inbox and of public events as they come, by listening alone', async () => {
    const connection = await enter(await credentials(guangzhou))
    const heard: string[] = []
    for (const subject of ['inbox.v1.440100.>', 'inquiry.v1.44.>'])
      connection.subscribe(subject, {
        callback: (error, message) => void heard.push(error ? error.message : message.subject),
      })
    await connection.flush()
    await guangzhou.say(submission())
    for (let i = 0; i < 200 && new Set(heard).size < 4; i++) await sleep(50)
    expect(heard).toContain('inbox.v1.440100.case.submitted')
    expect(heard).toContain('inquiry.v1.44.01.06.case.submitted')
  })
})

describe('what is not a node’s own', () => {
  const B = '440300'
  const publishing = [
    `inbox.v1.440100.case.submitted`,
    `inbox.v1.${B}.case.submitted`,
    'inquiry.v1.44.01.06.case.submitted',
    '$JS.API.INFO',
    '$JS.API.STREAM.NAMES',
    '$JS.API.STREAM.LIST',
    '$JS.API.STREAM.CREATE.EVIL',
    '$JS.API.STREAM.UPDATE.INBOX',
    '$JS.API.STREAM.INFO.INBOX',
    '$JS.API.STREAM.DELETE.INBOX',
    '$JS.API.STREAM.PURGE.INBOX',
    '$JS.API.STREAM.MSG.GET.INBOX',
    '$JS.API.STREAM.MSG.DELETE.INBOX',
    '$JS.API.STREAM.SNAPSHOT.INBOX',
    '$JS.API.STREAM.RESTORE.INBOX',
    '$JS.API.STREAM.PEER.REMOVE.INBOX',
    '$JS.API.STREAM.LEADER.STEPDOWN.INBOX',
    '$JS.API.STREAM.DELETE.INQUIRY',
    '$JS.API.STREAM.PURGE.INQUIRY',
    '$JS.API.DIRECT.GET.INBOX',
    `$JS.API.DIRECT.GET.INBOX.inbox.v1.${B}.case.submitted`,
    '$JS.API.CONSUMER.NAMES.INBOX',
    '$JS.API.CONSUMER.LIST.INBOX',
    '$JS.API.CONSUMER.CREATE.INBOX',
    '$JS.API.CONSUMER.CREATE.INBOX.spy',
    `$JS.API.CONSUMER.CREATE.INBOX.spy.inbox.v1.${B}.>`,
    `$JS.API.CONSUMER.CREATE.INBOX.440100.inbox.v1.${B}.>`,
    '$JS.API.CONSUMER.DURABLE.CREATE.INBOX.440100',
    '$JS.API.CONSUMER.DURABLE.CREATE.INBOX.spy',
    '$JS.API.CONSUMER.DELETE.INBOX.440100',
    `$JS.API.CONSUMER.DELETE.INBOX.${B}`,
    `$JS.API.CONSUMER.INFO.INBOX.${B}`,
    `$JS.API.CONSUMER.MSG.NEXT.INBOX.${B}`,
    `$JS.API.CONSUMER.MSG.NEXT.INQUIRY.${B}`,
    '$JS.API.CONSUMER.PAUSE.INBOX.440100',
    '$JS.API.CONSUMER.LEADER.STEPDOWN.INBOX.440100',
    `$JS.ACK.INBOX.${B}.1.1.1.1.1`,
    `$JS.ACK.INQUIRY.${B}.1.1.1.1.1`,
    '$JS.ACK.INBOX.1',
    '$JS.FC.INBOX.440100.x',
    '$JS.API.ACCOUNT.PURGE.$G',
    '$JS.API.SERVER.REMOVE',
    '$JS.API.META.LEADER.STEPDOWN',
    '$JS.API.ACCOUNT.STREAM.MOVE.$G.INBOX',
    '$SYS.REQ.SERVER.PING',
    '$SYS.REQ.ACCOUNT.$G.CONNZ',
    '$SYS.REQ.USER.INFO',
    '$KV.x.y',
    '$O.x.C.y',
    '_INBOX.anybody',
    `_INBOX_${B}.x`,
    '_INBOX_440100.x',
    'anything',
    'inbox.v1.440100',
  ]
  const listening = [
    '>',
    '*',
    'inbox.>',
    'inbox.v1.>',
    'inbox.v1.*.>',
    `inbox.v1.${B}.>`,
    `inbox.v1.${B}.case.submitted`,
    'inbox.*.440300.>',
    '$JS.>',
    '$JS.API.>',
    '$JS.ACK.>',
    `$JS.API.CONSUMER.MSG.NEXT.INBOX.${B}`,
    '$JS.EVENT.>',
    '$SYS.>',
    '_INBOX.>',
    `_INBOX_${B}.>`,
    '_INBOX*.>',
    'inquiry.>',
  ]

  /** Do something, and tell whether the server called it a violation of permissions. */
  async function violates(connection: NatsConnection, act: () => void): Promise<boolean> {
    const violations: Error[] = []
    const statuses = connection.status()
    const watching = (async () => {
      for await (const status of statuses)
        if (status.type === 'error' && status.error instanceof PermissionViolationError) violations.push(status.error)
    })()
    act()
    await connection.flush()
    for (let i = 0; i < 40 && violations.length === 0; i++) await sleep(5)
    void (statuses as AsyncIterableIterator<unknown>).return?.()
    void watching
    return violations.length > 0
  }

  test.each(publishing)('cannot be published to: %s', async (subject) => {
    connection ??= await enter(await credentials(guangzhou))
    expect(await violates(connection, () => connection?.publish(subject, '{}'))).toBe(true)
  })
  let connection: NatsConnection | undefined

  test.each(listening)('cannot be listened to: %s', async (subject) => {
    connection ??= await enter(await credentials(guangzhou))
    const own = connection
    expect(await violates(own, () => void own.subscribe(subject, { callback: () => {} }))).toBe(true)
    expect(await violates(own, () => void own.subscribe(subject, { queue: 'q', callback: () => {} }))).toBe(true)
  })

  test('is not reached without a user', async () => {
    const { url } = await credentials(guangzhou)
    await expect(connect({ servers: url, reconnect: false, timeout: 3_000 })).rejects.toThrow(/authoriz/i)
  })

  test('is not reached by the user that the node had before it asked for another', async () => {
    const former = await enter(await credentials(shenzhen))
    const closed = former.closed()
    await credentials(shenzhen)
    await closed
    expect(former.isClosed()).toBe(true)
  })
})

describe('a node whose time is over', () => {
  test('is cut off within seconds when it is suspended, kept out, and finds what came meanwhile when it is resumed', async () => {
    const given = await credentials(shenzhen)
    const connection = await enter(given)
    const closed = connection.closed()
    await province.coordinator.ok('POST', '/v1/nodes/440300/suspension', { reason: '密钥泄露' })
    const started = Date.now()
    await closed
    expect(Date.now() - started).toBeLessThan(5_000)
    await expect(enter(given)).rejects.toThrow(/authoriz/i)
    await province.coordinator.ok('DELETE', '/v1/nodes/440300/suspension')
    await sleep(500)
    const { caseId = '' } = await shenzhen.say(submission({ division: '440303' }))
    const texts: string[] = []
    const again = await enter(given)
    while (!texts.some((text) => text.includes(caseId))) texts.push(...(await take(again, 'INBOX', '440300', 1)))
    expect(texts.length).toBeGreaterThan(0)
  })

  test('is cut off when the key by which it asked is revoked, and asks again by its new one', async () => {
    const given = await credentials(shenzhen)
    const connection = await enter(given)
    const closed = connection.closed()
    const successor = generateSigningKey()
    const claims = { iss: shenzhen.nodeId, aud: shenzhen.hubId, iat: Math.floor(Date.now() / 1000), jti: 'rotation-1' }
    const added = await shenzhen.post(
      '/v1/keys',
      await sealKeyAddition(claims, shenzhen.key.signer, successor.signer, successor.jwk),
    )
    expect(added).toMatchObject({ status: 201 })
    const revoked = await shenzhen.ask('DELETE', `/v1/keys/${shenzhen.key.kid}`)
    expect(revoked).toMatchObject({ status: 204 })
    await closed
    await expect(enter(given)).rejects.toThrow(/authoriz/i)
    Object.assign(shenzhen, { key: successor })
    expect((await enter(await credentials(shenzhen))).isClosed()).toBe(false)
  })
})
