import type { Database, Transaction } from '@inquiry/database'
import { sql } from 'kysely'

/** The reader that notes which case names which attachment. */
export const attachmentReader = 'attachments'

/** Keep the bytes under their digest. Answers `known` where the same node has brought them before. */
export async function keepAttachment(
  tx: Transaction,
  { nodeId, digest, bytes }: { nodeId: string; digest: string; bytes: Uint8Array },
  now: Date,
): Promise<'new' | 'known'> {
  await tx
    .insertInto('attachment')
    .values({ digest, bytes: Buffer.from(bytes), received_at: now })
    .onConflict((c) => c.doNothing())
    .execute()
  const row = await tx
    .insertInto('attachment_upload')
    .values({ node_id: nodeId, digest })
    .onConflict((c) => c.doNothing())
    .returning('digest')
    .executeTakeFirst()
  return row ? 'new' : 'known'
}

/** The bytes of a digest, for who was found to see a case that names it. */
export async function attachmentBytes(db: Database, digest: string): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('attachment').select('bytes').where('digest', '=', digest).executeTakeFirst()
  return row?.bytes
}

/**
 * The cases that name a digest, those included whose events the reader has not come to. Asked as the hub: the message that
 * names it is addressed to others than the handler, who sees the case all the same.
 */
export async function casesNaming(db: Database, digest: string): Promise<string[]> {
  const { rows: found } = await sql<{ case_id: string }>`
    select case_id from case_attachment where digest = ${digest}
    union
    select case_id from event
    where position > coalesce((select position from reader_cursor where name = ${attachmentReader}), -1)
      and type in ('case.submitted', 'case.amended') and strpos(private::text, ${digest}) > 0`.execute(db)
  return found.map((row) => row.case_id)
}
