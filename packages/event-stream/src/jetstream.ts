import {
  DeliverPolicy,
  jetstream,
  jetstreamManager,
  type JetStreamClient,
  type JetStreamManager,
} from '@nats-io/jetstream'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import type { EventStream, StreamedEvent } from './event-stream.ts'
import { inquiryStream } from './settings.ts'
import { eventSubject } from './subject.ts'

/** A JetStream that carries the log to the outside. */
export interface JetStreamEvents extends EventStream {
  readonly url: string
  readonly connection: NatsConnection
  close(): Promise<void>
}

export type JetStreamOptions = { url: string; hubId: string; user?: string; password?: string; name?: string }

/** Connect, and make the stream `INQUIRY` as the settings say where it is missing or differs. */
export async function openJetStream({
  url,
  hubId,
  user,
  password,
  name = 'inquiry-hub',
}: JetStreamOptions): Promise<JetStreamEvents> {
  const connection = await connect({
    servers: url.split(','),
    name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    ...(user === undefined ? {} : { user, pass: password ?? '' }),
  })
  const manager = await jetstreamManager(connection)
  await ensureStream(manager)
  return { ...eventsOver(connection, manager, hubId), url, connection, close: () => connection.drain() }
}

/** Bring the stream to its settings; what it holds stays. */
export async function ensureStream(manager: JetStreamManager): Promise<void> {
  try {
    await manager.streams.update(inquiryStream.name, inquiryStream)
  } catch {
    await manager.streams.add(inquiryStream)
  }
}

function eventsOver(connection: NatsConnection, manager: JetStreamManager, hubId: string): EventStream {
  const client = jetstream(connection, { timeout: 5000 })
  return {
    name: 'jetstream',
    publish: (events) => publish(client, hubId, events),
    lastPosition: () => lastPosition(manager, hubId),
    async *follow(after, signal) {
      const start = after < 0 ? 1 : ((await firstSequenceAfter(manager, after)) ?? 1)
      const consumer = await client.consumers.get(inquiryStream.name, {
        deliver_policy: DeliverPolicy.StartSequence,
        opt_start_seq: start,
      })
      const messages = await consumer.consume()
      const end = (): void => void messages.close()
      signal.addEventListener('abort', end)
      for await (const message of messages) {
        const leaf = message.string()
        const { position } = JSON.parse(leaf) as { position: number }
        if (position > after) yield { position, leaf }
      }
      signal.removeEventListener('abort', end)
    },
  }
}

/** All acknowledgements are awaited together: the client keeps the order, the server writes them one after another. */
async function publish(client: JetStreamClient, hubId: string, events: readonly StreamedEvent[]): Promise<void> {
  await Promise.all(
    events.map((event) =>
      client.publish(eventSubject(event.division, event.type), event.leaf, { msgID: `${hubId}:${event.position}` }),
    ),
  )
}

async function lastPosition(manager: JetStreamManager, hubId: string): Promise<number> {
  const { state } = await manager.streams.info(inquiryStream.name)
  if (state.messages === 0) return -1
  const last = await manager.streams.getMessage(inquiryStream.name, { seq: state.last_seq })
  const { id, position } = last?.json<{ id: string; position: number }>() ?? { id: '', position: -1 }
  if (!id.startsWith(`${hubId}:`)) throw new Error(`Stream ${inquiryStream.name} holds events of another hub (${id}).`)
  return position
}

/** Sequences start with positions, one apart, but a republished stretch moves them: search by halving. */
async function firstSequenceAfter(manager: JetStreamManager, after: number): Promise<number | undefined> {
  const { state } = await manager.streams.info(inquiryStream.name)
  let low = state.first_seq
  let high = state.last_seq + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const message = await manager.streams.getMessage(inquiryStream.name, { seq: middle }).catch(() => null)
    if (message && message.json<{ position: number }>().position > after) high = middle
    else low = middle + 1
  }
  return low
}
