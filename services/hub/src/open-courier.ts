import {
  addressInboxesStep,
  deliverWebhooks,
  fillInboxStreamStep,
  inboxReader,
  inboxStreamName,
  natsUserChannel,
  noteFault,
  relayName,
  relayStep,
  releaseInboxStream,
  releaseRelay,
  webhookChannel,
  webhooksName,
} from '@inquiry/courier'
import { listen, type Database } from '@inquiry/database'
import type { FindPrivateKey } from '@inquiry/envelope'
import { openInboxStream, openJetStream } from '@inquiry/event-stream'
import type { Log } from '@inquiry/telemetry'
import type { Growth, Step } from '@inquiry/work-loop'

/** What the courier must be told. */
export type CourierSettings = {
  databaseUrl: string
  natsUrl: string | undefined
  hubId: string
  /** The name of this process among the hubs on one database. */
  holder: string
  /** Whether NATS is known to have a message on disk before it acknowledges it. */
  natsSyncsAlways: boolean
  testMode: boolean
  masterKey: Uint8Array
}

export type CourierOptions = CourierSettings & {
  db: Database
  findPrivateKey: FindPrivateKey
  now: () => Date
  growth: Growth
  log: Log
}

/** What takes the log outside: the steps to be repeated, and how to end. */
export type Courier = {
  /** Each step, and how long it rests after it so that many small changes are taken together, in milliseconds. */
  steps: Record<string, { step: Step; restMs: number }>
  /** Channels of the database on which news for the courier is announced. */
  channels: readonly string[]
  /** Break off what waits for a network; the steps then end by themselves. */
  close: () => Promise<void>
  /** When the steps have ended: let other hubs take over at once. */
  release: () => Promise<void>
}

/** Open the ways out of the hub: the inboxes, the webhooks, and JetStream where there is NATS. */
export function openCourier(options: CourierOptions): Courier {
  const { db, natsUrl, hubId, holder, testMode, masterKey, findPrivateKey, now, growth, log } = options
  const stream = natsUrl === undefined ? undefined : openJetStream({ url: natsUrl, hubId, changed: natsChanged })
  const rules = { testMode }
  const webhooks = deliverWebhooks({ db, hubId, holder, rules, masterKey, findPrivateKey, now })
  const inboxes = stream && {
    db,
    findPrivateKey,
    way: 'nats' as const,
    now,
    stream: openInboxStream(stream.link),
    holder,
  }

  /** NATS came or went. Intake is not concerned: events wait in the log. */
  function natsChanged(state: 'up' | 'down', reason = ''): void {
    if (state === 'up') log.info({ nats: stream?.link.url }, 'connected to NATS')
    if (state === 'up' && !options.natsSyncsAlways && stream?.link.generation === 1) log.warn(notSynced)
    else log.warn({ nats: stream?.link.url, reason }, 'no NATS just now: events wait in the log')
    if (state === 'down') void noteFault(db, 'nats-lost', stream?.link.url ?? '', reason)
    growth.grown()
  }

  return {
    steps: {
      [inboxReader]: { step: addressInboxesStep(db), restMs: 20 },
      [webhooksName]: { step: webhooks.step, restMs: 20 },
      ...(stream ? { [relayName]: { step: relayStep({ db, stream, holder }), restMs: 0 } } : {}),
      ...(inboxes ? { [inboxStreamName]: { step: fillInboxStreamStep(inboxes), restMs: 20 } } : {}),
    },
    channels: [webhookChannel, natsUserChannel],
    async close() {
      await Promise.all([webhooks.close(), stream?.close()])
    },
    async release() {
      if (stream) await releaseRelay(db, holder).catch(() => {})
      if (inboxes) await releaseInboxStream(inboxes).catch(() => {})
    },
  }
}

/** Said once for a server whose configuration is not the hub's: a client cannot ask for it. */
const notSynced =
  'It cannot be verified that this NATS has a message on disk before it acknowledges it: set jetstream.sync_interval to always (2.10 or later). What a power cut takes is published again from the log.'

/** Listen to several channels until the signal ends it. */
export function hearAll(url: string, signal: AbortSignal, heard: Record<string, () => void>): Promise<void>[] {
  return Object.entries(heard).map(([channel, hear]) => listen(url, channel, hear, signal))
}
