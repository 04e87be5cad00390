import { DiscardPolicy, RetentionPolicy, StorageType, type StreamConfig } from '@nats-io/jetstream'

const day = 24 * 3_600_000_000_000

/** The stream that carries the public log. PostgreSQL is the truth; whatever it loses is published again. */
export const inquiryStream = {
  name: 'INQUIRY',
  subjects: ['inquiry.v1.>'],
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  // Old events leave the stream; subscribers that are further behind read the log over HTTP.
  discard: DiscardPolicy.Old,
  max_age: 30 * day,
  // Longer than a relay needs to come back after a fault and publish its last window again.
  duplicate_window: 10 * 60 * 1_000_000_000,
  deny_delete: true,
} satisfies Partial<StreamConfig> & { name: string }
