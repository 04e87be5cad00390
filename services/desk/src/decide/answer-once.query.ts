import type { Transaction } from '@inquiry/database'

/** A command as it was asked: by whom, under which key, and what in it tells it from another. */
export type AskedCommand = {
  subject: string
  /** `Idempotency-Key`, if one came. */
  key: string | undefined
  /** Method and path, for the audit. */
  request: string
  /** Digest over method, path and body. */
  digest: string
}

/** What a command is answered with, as JSON text: the body, or why it was refused. */
export type CommandAnswer = { refused: boolean; answer: string }

/** How long a key holds (annex B43). */
const keptMs = 24 * 3_600_000

/** The answer that this key got before; `other` where it came with another command. The log's head is held. */
export async function answeredBefore(
  tx: Transaction,
  asked: AskedCommand,
  now: Date,
): Promise<CommandAnswer | 'other' | undefined> {
  if (asked.key === undefined) return undefined
  await tx
    .updateTable('coordinator_command')
    .set({ idempotency_key: null })
    .where('idempotency_key', 'is not', null)
    .where('recorded_at', '<=', new Date(now.getTime() - keptMs))
    .execute()
  const row = await tx
    .selectFrom('coordinator_command')
    .select(['request_digest', 'refused', 'answer'])
    .where('subject', '=', asked.subject)
    .where('idempotency_key', '=', asked.key)
    .executeTakeFirst()
  if (!row) return undefined
  return row.request_digest === asked.digest ? { refused: row.refused, answer: row.answer } : 'other'
}

/** Put a decided command on record, refused ones too. */
export async function keepAnswer(
  tx: Transaction,
  { subject, key, request, digest }: AskedCommand,
  { refused, answer }: CommandAnswer,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('coordinator_command')
    .values({
      subject,
      idempotency_key: key ?? null,
      request,
      request_digest: digest,
      refused,
      answer,
      recorded_at: now,
    })
    .execute()
}
