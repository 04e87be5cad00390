import { AckPolicy, DeliverPolicy, type ConsumerConfig, type JetStreamManager } from '@nats-io/jetstream'
import { ensureStream } from './ensure-stream.ts'
import { apiOf, connectionOf, forgetIds } from './jetstream.ts'
import type { NatsLink } from './nats-link.ts'
import { inboxStream, inquiryStream } from './settings.ts'
import { inboxSubject } from './subject.ts'
import { unsettledIds } from './unsettled.ts'

/** An inbox event as it travels to its node. `type` is the event type without prefix and version. */
export type InboxMessage = { node: string; id: string; type: string; text: string }

/** What is known of the stream: when it was made, and the number of its last message. */
export type InboxStreamState = { made: string; lastSequence: number }

/** The JetStream that carries each node's inbox until the node has acknowledged it. */
export interface InboxStream {
  readonly link: NatsLink
  /** Make the stream, or bring it to its settings; answers what it is now. */
  ensure(): Promise<InboxStreamState>
  /** Give each of these nodes its durable pull consumers, where one is missing or set otherwise. */
  ensureConsumers(nodes: readonly string[]): Promise<void>
  /**
   * Append messages in order after the number of the stream's last; answers the number of each. Each names the one that it
   * follows (`Nats-Expected-Last-Sequence`), so that a leader that changes in the middle takes none out of its turn, and of
   * two hubs only one goes on. What was appended within the duplicate window is not appended again.
   */
  publish(messages: readonly InboxMessage[], after: number): Promise<number[]>
  /** The text of the first message that a node has not acknowledged, undefined where there is none. */
  firstWaiting(node: string): Promise<string | undefined>
}

/** Open the inboxes' stream over a connection. */
export function openInboxStream(link: NatsLink): InboxStream {
  const api = apiOf(link)
  const unsettled = unsettledIds()
  return {
    link,
    async ensure() {
      const { manager } = await api()
      await ensureStream(manager, connectionOf(link), inboxStream)
      const { state, created } = await manager.streams.info(inboxStream.name)
      return { made: created, lastSequence: state.last_seq }
    },
    async ensureConsumers(nodes) {
      const { manager } = await api()
      for (const stream of [inboxStream.name, inquiryStream.name]) {
        const known = await consumersOf(manager, stream)
        for (const node of nodes) {
          const wanted = consumerOf(stream, node)
          const held = known.get(node)
          if (!held) await manager.consumers.add(stream, wanted)
          else if (held.max_ack_pending !== wanted.max_ack_pending || held.ack_wait !== wanted.ack_wait)
            await manager.consumers.update(stream, node, wanted)
        }
      }
    },
    async publish(messages, after) {
      const { client, manager } = await api()
      const send = ({ node, id, type, text }: InboxMessage, lastSequence: number) =>
        client.publish(inboxSubject(node, type), text, { msgID: `${node}/${id}`, expect: { lastSequence } })
      const refuse = ({ node, id }: InboxMessage, seq: number) =>
        unsettled.refuse(`Event ${id} of ${node}`, seq, () => forgetIds(manager, inboxStream))
      const sequences: number[] = []
      // Those that an attempt before has stored come first, and do not lengthen the stream.
      let last = after
      let isNew = false
      for (const message of messages) {
        if (isNew) break
        const { seq, duplicate } = await send(message, last)
        if (duplicate && !(await isHeld(manager, message, seq))) await refuse(message, seq)
        sequences.push(seq)
        isNew = !duplicate
        if (isNew) last = seq
      }
      const rest = messages.slice(sequences.length)
      const answers = await Promise.allSettled(rest.map((message, i) => send(message, last + i)))
      for (const [i, message] of rest.entries()) {
        const answer = answers[i]
        if (answer?.status !== 'fulfilled') throw answer?.reason
        if (answer.value.seq !== last + i + 1) await refuse(message, answer.value.seq)
        sequences.push(answer.value.seq)
      }
      unsettled.settled()
      return sequences
    },
    async firstWaiting(node) {
      const { manager } = await api()
      // The client's types do not know that a message can be asked for by subject (`next_by_subj`, NATS 2.9).
      const query = { seq: 1, next_by_subj: inboxSubject(node, '>') }
      return (await manager.streams.getMessage(inboxStream.name, query))?.string()
    },
  }
}

/**
 * Whether the stream holds the message under that number. What its node has acknowledged meanwhile is not there, and comes
 * again: better twice than never.
 */
async function isHeld(manager: JetStreamManager, { node, id }: InboxMessage, seq: number): Promise<boolean> {
  if (seq === 0) return false
  const held = await manager.streams.getMessage(inboxStream.name, { seq })
  return held?.header.get('Nats-Msg-Id') === `${node}/${id}`
}

/**
 * A node's own place in a stream. Of its inbox one event at a time is on its way: were there more, those that a broken
 * connection took with it would come again after later ones of their case. Public events are of consecutive positions,
 * so that whoever fetches many sees what is out of turn.
 */
function consumerOf(stream: string, node: string): Partial<ConsumerConfig> {
  const isInbox = stream === inboxStream.name
  return {
    durable_name: node,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    filter_subject: isInbox ? inboxSubject(node, '>') : 'inquiry.v1.>',
    // After which what was fetched and not acknowledged comes again.
    ack_wait: (isInbox ? 10 : 30) * 1_000_000_000,
    max_ack_pending: isInbox ? 1 : 256,
  }
}

async function consumersOf(manager: JetStreamManager, stream: string): Promise<Map<string, ConsumerConfig>> {
  const found = new Map<string, ConsumerConfig>()
  for await (const { name, config } of manager.consumers.list(stream)) found.set(name, config)
  return found
}
