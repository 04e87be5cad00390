import { DiscardPolicy, RetentionPolicy, StorageType, type StreamConfig } from '@nats-io/jetstream'
import streams from '../../../infra/nats/streams.json' with { type: 'json' }

/** A stream as the hub wants it, in the terms of the JetStream API: times in nanoseconds. */
export type StreamSettings = Pick<
  StreamConfig,
  | 'name'
  | 'subjects'
  | 'storage'
  | 'retention'
  | 'discard'
  | 'max_age'
  | 'duplicate_window'
  | 'deny_delete'
  | 'deny_purge'
  | 'num_replicas'
>

type Written = (typeof streams)['INQUIRY']['settings']

const secondNanos = 1_000_000_000
const dayNanos = 24 * 3600 * secondNanos

/** The stream that carries the public log. PostgreSQL is the truth; whatever it loses is published again. */
export const inquiryStream = settingsOf('INQUIRY', streams.INQUIRY.settings)

/** The stream that carries each node's inbox until the node has acknowledged it. */
export const inboxStream = settingsOf('INBOX', streams.INBOX.settings)

/** How long the public stream keeps an event, in milliseconds. */
export const inquiryMaxAgeMs = inquiryStream.max_age / 1_000_000

function settingsOf(name: string, written: Written): StreamSettings {
  return {
    name,
    subjects: written.subjects,
    storage: oneOf(StorageType, written.storage),
    retention: oneOf(RetentionPolicy, written.retention),
    discard: oneOf(DiscardPolicy, written.discard),
    max_age: written.maxAgeDays * dayNanos,
    duplicate_window: written.duplicateWindowSeconds * secondNanos,
    deny_delete: written.denyDelete,
    deny_purge: written.denyPurge,
    num_replicas: written.replicas,
  }
}

function oneOf<T extends string>(choices: Record<string, T>, value: string): T {
  const found = Object.values(choices).find((choice) => choice === value)
  if (found === undefined)
    throw new TypeError(`infra/nats/streams.json: ${value} is no ${Object.values(choices).join(', ')}`)
  return found
}
