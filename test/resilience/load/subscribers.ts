import { setTimeout as sleep } from 'node:timers/promises'
import { openJetStream } from '@inquiry/event-stream'
import type { NatsCredentials } from '@inquiry/schema'
import { jetstream } from '@nats-io/jetstream'
import { connect, nkeyAuthenticator } from '@nats-io/transport-node'
import { digestOf, type History } from '../history.ts'
import type { Platform } from './platform.ts'

/** Note an event that a subscriber was given. */
export function noteDelivery(history: History, by: string, text: string): number {
  const { position, id, subject } = JSON.parse(text) as { position: number; id: string; subject: string }
  history.note({ what: 'delivered', by, position, id, subject, digest: digestOf(text), at: history.now() })
  return position
}

type Following = { history: History; signal: AbortSignal }

/** Read an inbox by long polling, from whichever hub answers. */
export async function pullInbox(
  by: string,
  platform: Platform,
  hubs: readonly string[],
  { history, signal }: Following,
): Promise<void> {
  for (let after = -1, turn = 0; !signal.aborted; turn++) {
    try {
      const answer = await fetch(`${hubs[turn % hubs.length]}/v1/inbox?after=${after}&limit=500&wait=2`, {
        headers: { authorization: `Bearer ${await platform.token()}` },
        signal: AbortSignal.any([signal, AbortSignal.timeout(8_000)]),
      })
      if (!answer.ok) throw new Error(String(answer.status))
      const { events, next } = (await answer.json()) as { events: object[]; next: number }
      for (const event of events) noteDelivery(history, by, JSON.stringify(event))
      after = next
    } catch {
      await sleep(200, undefined, { signal }).catch(() => {})
    }
  }
}

/** Read a stream of server-sent events, going on after the last one when it breaks. */
export async function streamInbox(
  by: string,
  platform: Platform,
  hubs: readonly string[],
  { history, signal }: Following,
): Promise<void> {
  let last: number | undefined
  for (let turn = 0; !signal.aborted; turn++) {
    // A stream that says nothing for twenty seconds, not even that it is alive, is dead.
    const silent = new AbortController()
    let silence = setTimeout(() => silent.abort(), 20_000)
    try {
      const answer = await fetch(`${hubs[turn % hubs.length]}/v1/inbox/stream`, {
        headers: {
          authorization: `Bearer ${await platform.token()}`,
          ...(last === undefined ? {} : { 'last-event-id': String(last) }),
        },
        signal: AbortSignal.any([signal, silent.signal]),
      })
      if (!answer.ok) throw new Error(String(answer.status))
      let text = ''
      for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        clearTimeout(silence)
        silence = setTimeout(() => silent.abort(), 20_000)
        const blocks = (text + chunk).split('\n\n')
        text = blocks.pop() ?? ''
        for (const block of blocks) {
          const data = /^data: (.*)$/m.exec(block)?.[1]
          if (data !== undefined) last = noteDelivery(history, by, data)
        }
      }
    } catch {
      await sleep(200, undefined, { signal }).catch(() => {})
    } finally {
      clearTimeout(silence)
    }
  }
}

/** Fetch an inbox from NATS by the node's own consumer, acknowledging each event when it is noted. */
export async function fetchFromNats(
  by: string,
  given: NatsCredentials,
  servers: readonly string[],
  { history, signal }: Following,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const connection = await connect({
        servers: [...servers],
        authenticator: nkeyAuthenticator(new TextEncoder().encode(given.nkey)),
        inboxPrefix: given.inboxPrefix ?? '_INBOX',
        timeout: 2_000,
        reconnect: false,
        pingInterval: 2_000,
        maxPingOut: 2,
      })
      try {
        while (!signal.aborted && !connection.isClosed()) {
          const consumer = await jetstream(connection, { timeout: 3_000 }).consumers.get(
            given.stream,
            given.consumer ?? '',
          )
          for await (const message of await consumer.fetch({ max_messages: 100, expires: 2_000 })) {
            noteDelivery(history, by, message.string())
            message.ack()
          }
        }
      } finally {
        await connection.close()
      }
    } catch {
      await sleep(300, undefined, { signal }).catch(() => {})
    }
  }
}

/** Follow the public stream on JetStream from the beginning. */
export async function followPublic(
  by: string,
  url: string,
  hubId: string,
  { history, signal }: Following,
): Promise<void> {
  const stream = openJetStream({ url, hubId, name: 'subscriber' })
  for await (const { leaf } of stream.follow(-1, signal)) noteDelivery(history, by, leaf)
  await stream.close()
}
