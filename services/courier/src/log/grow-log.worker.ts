import { setTimeout as sleep } from 'node:timers/promises'
import { leavesAfter } from '@inquiry/case-log'
import type { Database, Transaction } from '@inquiry/database'
import { growTree, hashLeaf, rootHashOf, type NoteSigner, type TreeEdge } from '@inquiry/transparency'
import type { Step } from '@inquiry/work-loop'
import { sql } from 'kysely'
import { lastSigned, replaceNote, saveCheckpoint } from './checkpoints.query.ts'
import { isSignedByAll, signedNote } from './sign-checkpoint.ts'
import { saveTiles } from './tiles.query.ts'
import { LogForked, trustedEdge, type RememberedCheckpoint } from './trusted-edge.ts'

/** The reader that grows the transparency log. */
export const logReader = 'log'

/** Leaves that one transaction adds at most. */
const batch = 4_000
/** Under load a checkpoint is signed this often; the first after a lull at once. Half of the second that the hub promises. */
const spacingMs = 500

export type GrowLogOptions = {
  db: Database
  /** The key that signs, and those it has replaced lately, so that who knows an older one can still verify. */
  signers: () => readonly NoteSigner[]
  /** What this hub remembers outside of the database, so that a database put back to an earlier day is noticed. */
  remembered: RememberedCheckpoint
  hasWitnesses: boolean
  now: () => Date
}

/**
 * One step: hash the next leaves, write the tiles they widen, sign the new root and move the cursor, in one transaction.
 * Before its first step, and whenever another process has grown the log, the stored edge is compared with the last
 * checkpoint; a log that does not grow from what was promised is never signed (throws LogForked).
 */
export function growLogStep({ db, signers, remembered, hasWitnesses, now }: GrowLogOptions): Step {
  let edge: TreeEdge | undefined
  let compared = false
  let fullBatch = false
  let signedAt = -Infinity
  return async (signal) => {
    const pause = fullBatch ? 0 : spacingMs - (performance.now() - signedAt)
    if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => {})
    const step = await db.transaction().execute(async (tx) => {
      const size = (await holdCursor(tx)) + 1
      const from = edge?.size === size ? edge : await trustedEdge(tx, size, compared ? undefined : remembered.read())
      return grow(tx, from, { signers: signers(), hasWitnesses, now: now() })
    })
    edge = step.edge
    compared = true
    fullBatch = step.added === batch
    if (step.signed) {
      signedAt = performance.now()
      remembered.write({ size: step.edge.size, rootHash: rootHashOf(step.edge) })
    }
    return step.added
  }
}

type Growing = { signers: readonly NoteSigner[]; hasWitnesses: boolean; now: Date }
type Grown = { edge: TreeEdge; added: number; signed: boolean }

async function grow(tx: Transaction, edge: TreeEdge, growing: Growing): Promise<Grown> {
  const leaves = await leavesAfter(tx, edge.size - 1, batch)
  if (leaves.length === 0) return { edge, added: 0, signed: await signStanding(tx, edge, growing) }
  const stray = leaves.findIndex(({ position }, at) => position !== edge.size + at)
  if (stray >= 0) throw new LogForked(`The event at position ${edge.size + stray} is missing from the case log.`)
  const grown = growTree(
    edge,
    leaves.map(({ leaf }) => hashLeaf(Buffer.from(leaf))),
  )
  await saveTiles(tx, grown.tiles)
  const { size } = grown.edge
  const note = await signedNote({ size, rootHash: grown.rootHash }, growing.signers)
  const checkpoint = { size, rootHash: grown.rootHash, note, signedAt: growing.now }
  await saveCheckpoint(tx, checkpoint, growing.hasWitnesses)
  await sql`update reader_cursor set position = ${size - 1} where name = ${logReader}`.execute(tx)
  return { edge: grown.edge, added: leaves.length, signed: true }
}

/** The log without leaves is signed once; and whatever is the newest is signed anew when the key has changed. */
async function signStanding(
  tx: Transaction,
  edge: TreeEdge,
  { signers, hasWitnesses, now }: Growing,
): Promise<boolean> {
  const last = await lastSigned(tx)
  if (last && isSignedByAll(last.note, signers)) return false
  const checkpoint = { size: edge.size, rootHash: rootHashOf(edge) }
  const signed = { ...checkpoint, note: await signedNote(checkpoint, signers), signedAt: now }
  await (last ? replaceNote(tx, signed, hasWitnesses) : saveCheckpoint(tx, signed, hasWitnesses))
  return true
}

/** The cursor, locked until the end of the transaction: of several hubs on one database one grows the log. */
async function holdCursor(tx: Transaction): Promise<number> {
  await tx
    .insertInto('reader_cursor')
    .values({ name: logReader, holder: null, leased_until: null })
    .onConflict((c) => c.doNothing())
    .execute()
  const { position } = await tx
    .selectFrom('reader_cursor')
    .select('position')
    .where('name', '=', logReader)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return position
}
