import type { Database } from '@inquiry/database'

/** A command by whom it comes from, under which key, and the digest of its method, path and body. */
export type KeyedCommand = { subject: string; key: string; digest: string }

/** How it stands with a key: this is the first to use it; another is doing the same; its answer; or it was for another command. */
export type Claimed = 'mine' | 'being-done' | 'other' | { wrapped: Buffer }

/** How long a key holds (annex B43). */
const keptMs = 24 * 3_600_000
/** After so long whoever began is taken for gone. */
const abandonedMs = 60_000

/** Take a key for a command; of several at the same instant one gets it. */
export async function claimKey(db: Database, { subject, key, digest }: KeyedCommand, now: Date): Promise<Claimed> {
  await db
    .deleteFrom('coordinator_answer')
    .where('begun_at', '<=', new Date(now.getTime() - keptMs))
    .execute()
  const fresh = { request_digest: digest, begun_at: now, wrapped_answer: null }
  const taken = await db
    .insertInto('coordinator_answer')
    .values({ subject, idempotency_key: key, ...fresh })
    .onConflict((c) =>
      c
        .columns(['subject', 'idempotency_key'])
        .doUpdateSet({ begun_at: now })
        .where('coordinator_answer.request_digest', '=', digest)
        .where('coordinator_answer.wrapped_answer', 'is', null)
        .where('coordinator_answer.begun_at', '<=', new Date(now.getTime() - abandonedMs)),
    )
    .returning('begun_at')
    .executeTakeFirst()
  if (taken) return 'mine'
  const row = await db
    .selectFrom('coordinator_answer')
    .select(['request_digest', 'wrapped_answer'])
    .where('subject', '=', subject)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
  if (row && row.request_digest !== digest) return 'other'
  return row?.wrapped_answer ? { wrapped: row.wrapped_answer } : 'being-done'
}

/** Keep the answer under the key. */
export async function keepAnswer(db: Database, { subject, key }: KeyedCommand, wrapped: Buffer): Promise<void> {
  await db
    .updateTable('coordinator_answer')
    .set({ wrapped_answer: wrapped })
    .where('subject', '=', subject)
    .where('idempotency_key', '=', key)
    .execute()
}

/** Give a key back: the command failed for no reason of its own and may be sent again. */
export async function releaseKey(db: Database, { subject, key }: KeyedCommand): Promise<void> {
  await db.deleteFrom('coordinator_answer').where('subject', '=', subject).where('idempotency_key', '=', key).execute()
}
