import { DeliverPolicy, type ConsumerMessages } from '@nats-io/jetstream'
import type { JetStreamApi } from './jetstream.ts'
import { inquiryStream } from './settings.ts'

/**
 * Events after a position, each once and in order, until the stream or the signal breaks it off. What was seen is passed
 * over. Where one is missing nothing is given until the relay has filled the stream anew, unless the missing ones have
 * grown too old for it.
 */
export async function* followStretch(
  api: JetStreamApi,
  after: number,
  signal: AbortSignal,
): AsyncIterable<{ position: number; leaf: string }> {
  const consumer = await api.client.consumers.get(inquiryStream.name, {
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: await sequenceAfter(api, after),
  })
  const messages = await consumer.consume({ expires: 4_000, idle_heartbeat: 1_000 })
  const { promise: aborted, resolve: abort } = Promise.withResolvers<undefined>()
  const end = (): void => abort(undefined)
  signal.addEventListener('abort', end)
  void breakOff(messages)
  try {
    let last = after
    const isTooOld = tooOld(api)
    const iterator = messages[Symbol.asyncIterator]()
    // A consumer whose server has gone closes in its own time: nobody waits for that.
    for (let next = await Promise.race([iterator.next(), aborted]); next?.done === false && !signal.aborted;) {
      const leaf = next.value.string()
      const { position } = JSON.parse(leaf) as { position: number }
      if (position > last && (position === last + 1 || (await isTooOld(last + 1)))) {
        last = position
        yield { position, leaf }
      }
      next = await Promise.race([iterator.next(), aborted])
    }
  } finally {
    signal.removeEventListener('abort', end)
    messages.close().catch(() => {})
  }
}

/** A stream that was made anew counts from 1 again: whoever waits for its old numbers would wait for ever. */
async function breakOff(messages: ConsumerMessages): Promise<void> {
  const breaks = ['ordered_consumer_recreated', 'stream_not_found', 'consumer_deleted', 'heartbeats_missed']
  for await (const { type } of messages.status()) if (breaks.includes(type)) messages.close().catch(() => {})
}

/** Sequences and positions go in step in an unbroken stream. */
async function sequenceAfter(api: JetStreamApi, position: number): Promise<number> {
  const { sequence, position: begins } = await beginning(api)
  return begins === undefined ? sequence : sequence + Math.max(0, position + 1 - begins)
}

/** Whether the stream begins after a position; looked up at most once a second. */
function tooOld(api: JetStreamApi): (position: number) => Promise<boolean> {
  let known: { begins: number | undefined; until: number } | undefined
  return async (position) => {
    if (!known || performance.now() > known.until)
      known = { begins: (await beginning(api)).position, until: performance.now() + 1_000 }
    return known.begins !== undefined && known.begins > position
  }
}

async function beginning({ manager }: JetStreamApi): Promise<{ sequence: number; position: number | undefined }> {
  const { state } = await manager.streams.info(inquiryStream.name)
  const message =
    state.messages > 0 ? await manager.streams.getMessage(inquiryStream.name, { seq: state.first_seq }) : null
  return { sequence: state.first_seq, position: message?.json<{ position: number }>().position }
}
