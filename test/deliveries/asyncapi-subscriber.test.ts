import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, nkeyAuthenticator, type NatsConnection } from '@nats-io/transport-node'
import type { NatsCredentials } from '@inquiry/schema'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findNatsServer } from '../../infra/nats/fetch.ts'
import { submission } from '../province/filing.ts'
import type { Node } from '../province/node.ts'
import { startProvince, type Province } from '../province/province.ts'

/**
 * A subscriber that somebody wrote who has the AsyncAPI document of a running hub and the NATS client, and nothing of
 * this project: addresses, streams, consumers and contracts come from the document, the JetStream requests from NATS's
 * own description of its protocol.
 */
type Channel = {
  address: string
  'x-jetstream': { stream: string; consumer: string }
  messages: Record<string, { $ref: string }>
}
type Document = {
  channels: Record<'inquiryStream' | 'inboxStream', Channel>
  components: { messages: Record<string, { name: string; payload: { $ref: string } }>; schemas: Record<string, object> }
}

let province: Province
let node: Node
let document: Document
let given: NatsCredentials
let connection: NatsConnection

beforeAll(async () => {
  process.env['PATH'] = `${dirname(findNatsServer() ?? '')}:${process.env['PATH'] ?? ''}`
  province = await startProvince()
  node = await province.join('440100')
  document = (await (await fetch(`${province.url}/asyncapi.json`)).json()) as Document
  given = (await node.ask<NatsCredentials>('POST', '/v1/self/nats')).body
  connection = await connect({
    servers: given.url,
    authenticator: nkeyAuthenticator(new TextEncoder().encode(given.nkey)),
    inboxPrefix: given.inboxPrefix ?? '_INBOX',
  })
})
afterAll(async () => {
  await connection.close()
  await province.stop()
})

/** The contract of a channel's messages, by the name that an event bears. */
function contractOf({ messages }: Channel): Map<string, ValidateFunction> {
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  ajv.addSchema(document, 'asyncapi')
  return new Map(
    Object.values(messages).flatMap(({ $ref }) => {
      const message = document.components.messages[$ref.split('/').at(-1) ?? '']
      const validate = message && ajv.getSchema(`asyncapi${message.payload.$ref}`)
      return message && validate ? [[message.name, validate] as const] : []
    }),
  )
}

type Event = { id: string; type: string; position: number; subject: string }

/** Fetch and acknowledge what a durable pull consumer has for us, as the JetStream protocol says. */
async function fetchFrom({ 'x-jetstream': { stream, consumer } }: Channel, batch: number): Promise<Event[]> {
  const durable = consumer.replace('{nodeId}', given.consumer ?? '')
  const inbox = `${given.inboxPrefix}.fetch-${Math.random()}`
  const events: Event[] = []
  const listening = connection.subscribe(inbox, {
    callback(_, message) {
      if (message.headers?.code !== undefined && message.headers.code !== 0) return
      events.push(message.json<Event>())
      message.respond('+ACK')
    },
  })
  connection.publish(
    `$JS.API.CONSUMER.MSG.NEXT.${stream}.${durable}`,
    JSON.stringify({ batch, expires: 2_000_000_000 }),
    { reply: inbox },
  )
  await sleep(2_300)
  listening.unsubscribe()
  return events
}

describe('a subscriber written from the AsyncAPI document and the NATS protocol alone', () => {
  test('hears the public events of a city, each as its contract says', async () => {
    const { inquiryStream } = document.channels
    const subject = inquiryStream.address
      .replace('{pp}', '44')
      .replace('{cc}', '01')
      .replace(/\{dd\}.*$/, '>')
    const heard: Event[] = []
    connection.subscribe(subject, { callback: (_, message) => void heard.push(message.json<Event>()) })
    await connection.flush()
    const { caseId = '' } = await node.say(submission())
    for (let i = 0; i < 200 && !heard.some((event) => event.type === 'inquiry.case.assigned.v1'); i++) await sleep(50)
    const contract = contractOf(inquiryStream)
    expect(heard.length).toBeGreaterThanOrEqual(2)
    for (const event of heard) {
      const validate = contract.get(event.type)
      validate?.(event)
      expect([event.type, validate?.errors]).toEqual([event.type, null])
    }
    expect(heard.map((event) => event.subject)).toContain(caseId)
  })

  test('fetches its inbox, each event once and as its contract says, and none that it acknowledged again', async () => {
    const { inboxStream } = document.channels
    const { caseId = '' } = await node.say(submission())
    await node.receive('case.assigned', caseId)
    await sleep(1_000)
    const events = await fetchFrom(inboxStream, 100)
    const contract = contractOf(inboxStream)
    for (const event of events) {
      const validate = contract.get(event.type)
      validate?.(event)
      expect([event.type, validate?.errors]).toEqual([event.type, null])
    }
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length)
    expect(events.map((event) => event.position)).toEqual((await node.inbox()).map((event) => event.position))
    expect(await fetchFrom(inboxStream, 100)).toEqual([])
  })

  test('reads the whole public log by its own consumer, without a gap', async () => {
    const events = await fetchFrom(document.channels.inquiryStream, 200)
    expect(events.map((event) => event.position)).toEqual(events.map((_, i) => i))
    expect(events.length).toBeGreaterThanOrEqual(5)
  })
})
