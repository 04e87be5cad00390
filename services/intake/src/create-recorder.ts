import type { Metrics } from '@inquiry/telemetry'
import type { Pressure } from '@inquiry/work-loop'
import { createGroupCommit, type GroupCommit } from './record/group-commit.ts'
import { recordBatch, type EnvelopeOutcome, type RecorderOptions, type SealedItem } from './record/record-batch.ts'

/** Messages that one transaction records at most. */
const maxMessages = 2_000
/**
 * And envelopes. Whoever comes alone waits for one such batch, some 50 ms, before its own begins. A flooded hub has turns of
 * its event loop that take longer than to write a batch, and takes no more than one batch in every few of them.
 */
const maxEnvelopes = 128
/** Envelopes that may wait; one more is told to come again. */
const maxWaiting = 2_000

/** Envelopes in one batch from which on those who follow the log give way to those who wait for an answer. */
const crowd = 4

/** The one place where envelopes are recorded: those that wait go together in one transaction. */
export function createRecorder(
  options: RecorderOptions & { metrics: Metrics; pressure: Pressure },
): GroupCommit<SealedItem, EnvelopeOutcome> {
  return createGroupCommit<SealedItem, EnvelopeOutcome>(
    (items) => {
      options.metrics.groupCommit.observe(items.length)
      if (items.length >= crowd) options.pressure.note()
      return recordBatch(items, options)
    },
    {
      owner: (item) => item.envelope.nodeId,
      weight: (item) => item.messages.length,
      maxWeight: maxMessages,
      maxItems: maxEnvelopes,
      maxWaiting,
    },
  )
}
