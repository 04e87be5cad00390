import {
  deliverWebhooks,
  fillInboxStreamStep,
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
import { listen, openDatabase } from '@inquiry/database'
import type { FindPrivateKey } from '@inquiry/envelope'
import { openInboxStream, openJetStream } from '@inquiry/event-stream'
import type { Log } from '@inquiry/telemetry'
import type { Growth, Step } from '@inquiry/work-loop'

export type CourierOptions = {
  databaseUrl: string
  natsUrl: string | undefined
  hubId: string
  /** The name of this process among the hubs on one database. */
  holder: string
  testMode: boolean
  masterKey: Uint8Array
  findPrivateKey: FindPrivateKey
  now: () => Date
  growth: Growth
  log: Log
}

/** What takes the log outside: the steps to be repeated, and how to end once they are. */
export type Courier = { steps: Record<string, Step>; close: () => Promise<void> }

/** Connections for deliveries alone: an endpoint in plenty takes none from the readers of the log. */
const connections = 6

/** Open the ways out of the hub: JetStream where there is NATS, and the webhooks. */
export function openCourier(options: CourierOptions): Courier {
  const { databaseUrl, natsUrl, hubId, holder, testMode, masterKey, findPrivateKey, now, growth, log } = options
  const db = openDatabase(databaseUrl, { max: connections, name: 'inquiry-courier' })
  const ended = new AbortController()
  const stream = natsUrl === undefined ? undefined : openJetStream({ url: natsUrl, hubId, changed: natsChanged })
  const rules = { testMode }
  const webhooks = deliverWebhooks({ db, hubId, holder, rules, masterKey, findPrivateKey, now })
  const hearing = [webhookChannel, natsUserChannel].map((channel) =>
    listen(databaseUrl, channel, () => growth.grown(), ended.signal),
  )
  const inboxes = stream && { db, findPrivateKey, now, stream: openInboxStream(stream.link), holder }

  /** NATS came or went. Intake is not concerned: events wait in the log. */
  function natsChanged(state: 'up' | 'down', reason = ''): void {
    if (state === 'up') log.info({ nats: stream?.link.url }, 'connected to NATS')
    else log.warn({ nats: stream?.link.url, reason }, 'no NATS just now: events wait in the log')
    if (state === 'down') void noteFault(db, 'nats-lost', stream?.link.url ?? '', reason)
    growth.grown()
  }

  return {
    steps: {
      [webhooksName]: webhooks.step,
      ...(stream ? { [relayName]: relayStep({ db, stream, holder }) } : {}),
      ...(inboxes ? { [inboxStreamName]: fillInboxStreamStep(inboxes) } : {}),
    },
    async close() {
      ended.abort()
      await webhooks.close()
      if (stream) await releaseRelay(db, holder).catch(() => {})
      if (inboxes) await releaseInboxStream(inboxes).catch(() => {})
      await stream?.close().catch(() => {})
      await Promise.all(hearing)
      await db.destroy()
    },
  }
}
