import { setTimeout as sleep } from 'node:timers/promises'
import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream'
import { ensureStream } from './ensure-stream.ts'
import { StreamBroken, StreamMoved, type EventStream, type Stretch, type StreamedEvent } from './event-stream.ts'
import { followStretch } from './follow-stretch.ts'
import { linkNats, NatsAway, type LinkOptions, type NatsLink } from './nats-link.ts'
import { inquiryStream, type StreamSettings } from './settings.ts'
import { eventSubject } from './subject.ts'
import { unsettledIds } from './unsettled.ts'

/** The JetStream that carries the log to the outside. It always holds one unbroken run of positions, or nothing. */
export interface JetStreamEvents extends EventStream {
  readonly link: NatsLink
  /** Make the stream, or bring it to its settings. */
  ensure(): Promise<'made' | 'found'>
  /** Empty the stream, and let it forget which ids it has seen: the same events can then be published again. */
  restart(): Promise<void>
  close(): Promise<void>
}

export type JetStreamOptions = LinkOptions & { hubId: string }

/** How long an acknowledgement may take; then the window is looked at again. In milliseconds. */
const timeout = 5_000

/** Open the stream at once; NATS may come later. Whatever needs it throws NatsAway until then. */
export function openJetStream({ hubId, ...linking }: JetStreamOptions): JetStreamEvents {
  const link = linkNats(linking)
  const api = apiOf(link)
  // Where the stream ends, as far as this publisher knows: undefined after every failure.
  let end: { sequence: number; position: number | undefined } | undefined
  const unsettled = unsettledIds()
  return {
    name: 'jetstream',
    link,
    close: () => link.close(),
    async ensure() {
      const { manager } = await api()
      return ensureStream(manager, connectionOf(link), inquiryStream)
    },
    async held() {
      end = undefined
      const { manager } = await api()
      const { stretch, lastSequence } = await readStretch(manager)
      end = { sequence: lastSequence, position: stretch?.last }
      return stretch
    },
    async publish(events) {
      const from = end
      end = undefined
      if (!from) throw new StreamMoved('Where the stream ends is not known.')
      requireNext(events, from.position)
      const { client, manager } = await api()
      const unstored = await append(client, hubId, events, from.sequence)
      if (unstored) {
        const { position, seq } = unstored
        await unsettled.refuse(`Event ${position}`, seq, () => forgetIds(manager, inquiryStream))
      }
      unsettled.settled()
      end = { sequence: from.sequence + events.length, position: events.at(-1)?.position ?? from.position }
    },
    async restart() {
      end = undefined
      const { manager } = await api()
      await manager.streams.purge(inquiryStream.name)
      await forgetIds(manager, inquiryStream)
    },
    async *follow(after, signal) {
      for (let last = after; !signal.aborted;) {
        try {
          for await (const event of followStretch(await api(), last, signal)) {
            last = event.position
            yield event
          }
        } catch (error) {
          if (signal.aborted) return
          if (!(error instanceof NatsAway)) await sleep(200, undefined, { signal }).catch(() => {})
        }
        if (!signal.aborted) await sleep(50, undefined, { signal }).catch(() => {})
      }
    },
  }
}

export type JetStreamApi = { client: JetStreamClient; manager: JetStreamManager }

/** The API over the connection of the moment. */
export function apiOf(link: NatsLink): () => Promise<JetStreamApi> {
  let held: { generation: number; api: JetStreamApi } | undefined
  return async () => {
    const connection = connectionOf(link)
    if (held?.generation === link.generation) return held.api
    const { generation } = link
    const manager = await jetstreamManager(connection, { timeout, checkAPI: false })
    const api = { manager, client: jetstream(connection, { timeout }) }
    held = { generation, api }
    return api
  }
}

export function connectionOf(link: NatsLink) {
  if (!link.connection) throw new NatsAway(`No NATS at ${link.url} just now: ${link.trouble ?? 'not connected yet'}`)
  return link.connection
}

/** What the stream holds, told by its ends: only unbroken runs are ever published, so positions and sequences go in step. */
export async function readStretch(
  manager: JetStreamManager,
): Promise<{ stretch: Stretch | undefined; firstSequence: number; lastSequence: number }> {
  const { state } = await manager.streams.info(inquiryStream.name)
  const ends = { firstSequence: state.first_seq, lastSequence: state.last_seq }
  if (state.messages === 0) return { stretch: undefined, ...ends }
  const first = await eventAt(manager, state.first_seq)
  const last = await eventAt(manager, state.last_seq)
  if (first === undefined && (await manager.streams.info(inquiryStream.name)).state.first_seq > state.first_seq)
    // It grew too old between the two questions.
    return readStretch(manager)
  const missing = state.last_seq - state.first_seq + 1 - state.messages
  if (!first || !last || missing > 0 || last.position - first.position !== state.messages - 1)
    throw new StreamBroken(`Stream ${inquiryStream.name} holds ${state.messages} events, and not in one run.`)
  return { stretch: { first: first.position, last: last.position, lastLeaf: last.leaf }, ...ends }
}

async function eventAt(manager: JetStreamManager, seq: number) {
  const message = await manager.streams.getMessage(inquiryStream.name, { seq })
  if (!message) return undefined
  const leaf = message.string()
  return { position: (JSON.parse(leaf) as { position: number }).position, leaf }
}

/** Positions that follow one another, the first right after the stream's last. */
function requireNext(events: readonly StreamedEvent[], last: number | undefined): void {
  let before = last ?? (events[0]?.position ?? 0) - 1
  for (const { position } of events) {
    if (position !== before + 1) throw new StreamMoved(`Event ${position} does not follow ${before}.`)
    before = position
  }
}

/**
 * All acknowledgements are awaited together: the client keeps the order, the server writes them one after another. Each
 * names the sequence that it follows (`Nats-Expected-Last-Sequence`), so that of two publishers only one goes on. An
 * acknowledgement of another sequence means that the server took the event for one that it no longer holds: the first
 * such is answered, if there is one.
 */
async function append(
  client: JetStreamClient,
  hubId: string,
  events: readonly StreamedEvent[],
  after: number,
): Promise<{ position: number; seq: number } | undefined> {
  const answers = await Promise.allSettled(
    events.map((event, i) =>
      client.publish(eventSubject(event.division, event.type), event.leaf, {
        msgID: `${hubId}:${event.position}`,
        expect: { lastSequence: after + i },
      }),
    ),
  )
  for (const [i, answer] of answers.entries()) {
    if (answer.status === 'rejected') throw answer.reason
    const { seq } = answer.value
    if (seq !== after + i + 1) return { position: events[i]?.position ?? -1, seq }
  }
  return undefined
}

/** Ids are forgotten when the window shrinks to JetStream's least, 100 ms, and that time has gone by. */
export async function forgetIds(manager: JetStreamManager, { name, duplicate_window }: StreamSettings): Promise<void> {
  const { config } = await manager.streams.info(name)
  await manager.streams.update(name, { ...config, duplicate_window: 100_000_000 })
  await sleep(400)
  await manager.streams.update(name, { ...config, duplicate_window })
}
