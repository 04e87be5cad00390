import type { Database, Transaction } from '@inquiry/database'
import { sql } from 'kysely'

/** An event as the log commits to it: its public text, and the digest of the whole row beside it. */
export type LoggedRow = { position: number; leaf: string; rowDigest: Uint8Array }

/**
 * At most `limit` events after a position, in order. The digest is SHA-256 over every column but the leaf, computed where
 * the rows lie; a private part stands in it by its own digest, which is
 * kept where the part was erased.
 */
export async function loggedRowsAfter(
  db: Database | Transaction,
  position: number,
  limit: number,
): Promise<LoggedRow[]> {
  const { rows } = await sql<{ position: number; leaf: string; row_digest: Buffer }>`
    select position, leaf, sha256(convert_to(concat_ws(E'\\x1f',
      type, coalesce(case_id::text, '-'), subject, division, coalesce(node, '-'),
      (extract(epoch from recorded_at) * 1000000)::bigint,
      coalesce(encode(coalesce(x.private_digest, sha256(convert_to(private::text, 'UTF8'))), 'hex'), '-'),
      audience::text), 'UTF8')) as row_digest
    from event left join erased_part x using (position)
    where position > ${position} order by position limit ${limit}`.execute(db)
  return rows.map((row) => ({ position: row.position, leaf: row.leaf, rowDigest: new Uint8Array(row.row_digest) }))
}
