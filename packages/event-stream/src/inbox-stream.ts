import { AckPolicy, DeliverPolicy, type ConsumerConfig, type JetStreamManager } from '@nats-io/jetstream'
import { ensureStream } from './ensure-stream.ts'
import { apiOf, connectionOf } from './jetstream.ts'
import type { NatsLink } from './nats-link.ts'
import { inboxStream, inquiryStream } from './settings.ts'
import { inboxSubject } from './subject.ts'

/** An inbox event as it travels to its node. `type` is the event type without prefix and version. */
export type InboxMessage = { node: string; id: string; type: string; text: string }

/** What is known of the stream: when it was made, and the number of its last message. */
export type InboxStreamState = { made: string; lastSequence: number }

/** The JetStream that carries each node's inbox until the node has acknowledged it. */
export interface InboxStream {
  readonly link: NatsLink
  /** Make the stream, or bring it to its settings; answers what it is now. */
  ensure(): Promise<InboxStreamState>
  /** Give each of these nodes its durable pull consumers, where one is missing. */
  ensureConsumers(nodes: readonly string[]): Promise<void>
  /**
   * Append messages in order; answers the number of each. Several hubs may do so at once: each goes through a node's
   * inbox in order, and what another has appended within the duplicate window is not appended again.
   */
  publish(messages: readonly InboxMessage[]): Promise<number[]>
  /** The text of the first message that a node has not acknowledged, undefined where there is none. */
  firstWaiting(node: string): Promise<string | undefined>
}

/** Open the inboxes' stream over a connection. */
export function openInboxStream(link: NatsLink): InboxStream {
  const api = apiOf(link)
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
        for (const node of nodes.filter((name) => !known.has(name)))
          await manager.consumers.add(stream, consumerOf(stream, node))
      }
    },
    async publish(messages) {
      const { client } = await api()
      const answers = await Promise.allSettled(
        messages.map(({ node, id, type, text }) =>
          client.publish(inboxSubject(node, type), text, { msgID: `${node}/${id}` }),
        ),
      )
      return answers.map((answer) => {
        if (answer.status === 'rejected') throw answer.reason
        return answer.value.seq
      })
    },
    async firstWaiting(node) {
      const { manager } = await api()
      // The client's types do not know that a message can be asked for by subject (`next_by_subj`, NATS 2.9).
      const query = { seq: 1, next_by_subj: inboxSubject(node, '>') }
      return (await manager.streams.getMessage(inboxStream.name, query))?.string()
    },
  }
}

/** A node's own place in a stream: what it fetched and does not acknowledge within half a minute comes again. */
function consumerOf(stream: string, node: string): Partial<ConsumerConfig> {
  return {
    durable_name: node,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    filter_subject: stream === inboxStream.name ? inboxSubject(node, '>') : 'inquiry.v1.>',
    ack_wait: 30_000_000_000,
    // What is fetched and not yet acknowledged: a node that hangs holds no more than this.
    max_ack_pending: 256,
  }
}

async function consumersOf(manager: JetStreamManager, stream: string): Promise<Set<string>> {
  const names = new Set<string>()
  for await (const { name } of manager.consumers.list(stream)) names.add(name)
  return names
}
