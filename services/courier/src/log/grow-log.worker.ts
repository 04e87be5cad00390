import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Transaction } from '@inquiry/database'
import type { SigningKey } from '@inquiry/envelope'
import type { Step } from '@inquiry/work-loop'
import { sql } from 'kysely'
import { lastSigned, replaceNotes, saveCheckpoint } from './checkpoints.query.ts'
import { loggedRowsAfter } from './logged-rows.query.ts'
import { saveTiles } from './tiles.query.ts'
import { growTrees, isSignedWith, logTrees, promiseOf, signTrees, type LogEdges } from './trees.ts'
import { LogForked, trustedEdges, type RememberedCheckpoint } from './trusted-edge.ts'

/** The reader that grows the transparency log. */
export const logReader = 'log'

/** Leaves that one transaction adds at most. */
const batch = 1_000
/** Under load a checkpoint is signed this often; the first after a lull at once. Half of the second that the hub promises. */
const spacingMs = 500

export type GrowLogOptions = {
  db: Database
  hubId: string
  /** The key that signs, and those it has replaced lately, so that who knows an older one can still verify. */
  keys: () => readonly SigningKey[]
  /** What this hub remembers outside of the database, so that a database put back to an earlier day is noticed. */
  remembered: RememberedCheckpoint
  hasWitnesses: boolean
  now: () => Date
}

/**
 * One step: hash the next events, write the tiles they widen, sign the new roots and move the cursor, in one transaction.
 * Before its first step, and whenever another process has grown the log, the stored edges are compared with the last
 * checkpoint; a log that does not grow from what was promised is never signed (throws LogForked).
 */
export function growLogStep({ db, hubId, keys, remembered, hasWitnesses, now }: GrowLogOptions): Step {
  let edges: LogEdges | undefined
  let compared = false
  let fullBatch = false
  let signedAt = -Infinity
  return async (signal) => {
    const pause = fullBatch ? 0 : spacingMs - (performance.now() - signedAt)
    if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => {})
    const step = await db.transaction().execute(async (tx) => {
      const size = (await holdCursor(tx)) + 1
      const isKnown = edges?.events.size === size
      const from = isKnown && edges ? edges : await trustedEdges(tx, size, compared ? undefined : remembered.read())
      return grow(tx, from, { signing: { hubId, keys: keys() }, hasWitnesses, now: now() })
    })
    edges = step.edges
    compared = true
    fullBatch = step.added === batch
    if (step.signed !== undefined) {
      signedAt = performance.now()
      remembered.write(step.signed)
    }
    return step.added
  }
}

type Growing = { signing: { hubId: string; keys: readonly SigningKey[] }; hasWitnesses: boolean; now: Date }
/** `signed` is the new note of the events, where one was signed. */
type Grown = { edges: LogEdges; added: number; signed: string | undefined }

async function grow(tx: Transaction, edges: LogEdges, growing: Growing): Promise<Grown> {
  const { size } = edges.events
  const rows = await loggedRowsAfter(tx, size - 1, batch)
  if (rows.length === 0) return { edges, added: 0, signed: await signStanding(tx, edges, growing) }
  const stray = rows.findIndex(({ position }, at) => position !== size + at)
  if (stray >= 0) throw new LogForked(`The event at position ${size + stray} is missing from the case log.`)
  const grown = growTrees(edges, rows)
  for (const tree of logTrees) await saveTiles(tx, tree, grown.tiles[tree])
  const promised = promiseOf(grown.edges)
  const notes = await signTrees(promised, growing.signing)
  await saveCheckpoint(tx, { ...promised, ...notes, signedAt: growing.now }, growing.hasWitnesses)
  await sql`update reader_cursor set position = ${promised.size - 1} where name = ${logReader}`.execute(tx)
  return { edges: grown.edges, added: rows.length, signed: notes.note }
}

/** The log without leaves is signed once; and whatever is the newest is signed anew when the key has changed. */
async function signStanding(tx: Transaction, edges: LogEdges, growing: Growing): Promise<string | undefined> {
  const last = await lastSigned(tx)
  if (last && isSignedWith(last.note, growing.signing)) return undefined
  const promised = promiseOf(edges)
  const signed = { ...promised, ...(await signTrees(promised, growing.signing)), signedAt: growing.now }
  await (last ? replaceNotes : saveCheckpoint)(tx, signed, growing.hasWitnesses)
  return signed.note
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
