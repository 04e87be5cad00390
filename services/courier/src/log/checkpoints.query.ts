import type { Database, Transaction } from '@inquiry/database'
import type { PromisedTrees } from './trees.ts'

/** A checkpoint as it was signed: what it promises, and the notes that say so of the events and of the rows. */
export type SignedCheckpoint = PromisedTrees & { note: string; rowsNote: string; signedAt: Date }

/** The same as kept: since when every witness has signed it too. */
export type KeptCheckpoint = SignedCheckpoint & { cosignedAt: Date | null }

/** How long a checkpoint waits for witnesses before it is given out without them: well within the ten seconds of §9. */
const witnessPatienceMs = 5_000

/** Keep a checkpoint with the tiles it stands on. Where the hub has no witness, it is complete as it is. */
export async function saveCheckpoint(
  tx: Transaction,
  { size, rootHash, rowsRootHash, note, rowsNote, signedAt }: SignedCheckpoint,
  hasWitnesses: boolean,
): Promise<void> {
  await tx
    .insertInto('log_checkpoint')
    .values({
      size,
      root_hash: Buffer.from(rootHash),
      note,
      rows_root_hash: Buffer.from(rowsRootHash),
      rows_note: rowsNote,
      signed_at: signedAt,
      cosigned_at: hasWitnesses ? null : signedAt,
    })
    .execute()
}

/** Sign the newest checkpoint anew, by other keys than before; its witnesses are asked again. */
export async function replaceNotes(
  tx: Transaction,
  { size, note, rowsNote, signedAt }: SignedCheckpoint,
  hasWitnesses: boolean,
): Promise<void> {
  await tx
    .updateTable('log_checkpoint')
    .set({ note, rows_note: rowsNote, signed_at: signedAt, cosigned_at: hasWitnesses ? null : signedAt })
    .where('size', '=', size)
    .execute()
}

/** Keep what witnesses have signed, unless the note was signed anew meanwhile. */
export async function recordCosignatures(
  db: Database,
  { size, note }: Pick<SignedCheckpoint, 'size' | 'note'>,
  cosigned: string,
  completeAt: Date | null,
): Promise<void> {
  await db
    .updateTable('log_checkpoint')
    .set({ note: cosigned, cosigned_at: completeAt })
    .where('size', '=', size)
    .where('note', '=', note)
    .execute()
}

/** The last checkpoint that was signed, given out or not. */
export async function lastSigned(db: Database | Transaction): Promise<KeptCheckpoint | undefined> {
  const row = await db.selectFrom('log_checkpoint').selectAll().orderBy('size', 'desc').limit(1).executeTakeFirst()
  return row && checkpoint(row)
}

/** The checkpoint that is given out: the newest that every witness has signed, or one that waited for them too long. */
export async function publishedCheckpoint(db: Database, now: Date): Promise<KeptCheckpoint | undefined> {
  const row = await db
    .selectFrom('log_checkpoint')
    .selectAll()
    .where((e) =>
      e.or([e('cosigned_at', 'is not', null), e('signed_at', '<=', new Date(now.getTime() - witnessPatienceMs))]),
    )
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && checkpoint(row)
}

/** Checkpoints above a size, the smallest first. */
export async function checkpointsAbove(db: Database, size: number, limit: number): Promise<KeptCheckpoint[]> {
  const rows = await db
    .selectFrom('log_checkpoint')
    .selectAll()
    .where('size', '>', size)
    .orderBy('size')
    .limit(limit)
    .execute()
  return rows.map(checkpoint)
}

/** Whether a checkpoint was signed at one of these sizes; `below` may be infinite. */
export async function isCheckpointed(db: Database, { from, below }: { from: number; below: number }): Promise<boolean> {
  const row = await db
    .selectFrom('log_checkpoint')
    .select('size')
    .where('size', '>=', from)
    .where('size', '<=', Math.min(below - 1, Number.MAX_SAFE_INTEGER))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

type Row = {
  size: number
  root_hash: Buffer
  note: string
  rows_root_hash: Buffer
  rows_note: string
  signed_at: Date
  cosigned_at: Date | null
}

function checkpoint(row: Row): KeptCheckpoint {
  return {
    size: row.size,
    rootHash: new Uint8Array(row.root_hash),
    note: row.note,
    rowsRootHash: new Uint8Array(row.rows_root_hash),
    rowsNote: row.rows_note,
    signedAt: row.signed_at,
    cosignedAt: row.cosigned_at,
  }
}
