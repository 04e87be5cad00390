import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Transaction } from '@inquiry/database'
import { loadEdge, parseCheckpointText, parseNote, rootHashAt } from '@inquiry/transparency'
import { lastSigned } from './checkpoints.query.ts'
import { storedTiles } from './tiles.query.ts'
import { promiseOf, type LogEdges } from './trees.ts'

/** What a log has promised: so many leaves with this root. */
export type Promised = { size: number; rootHash: Uint8Array }

/** The last promise as it was signed, kept outside of the database. */
export type RememberedCheckpoint = { read: () => string | undefined; write: (note: string) => void }

/** The stored log is not the one that was promised; nothing is signed until a person has looked. */
export class LogForked extends Error {
  override name = 'LogForked'
}

/** A memory in a file of the data folder: the newest signed note. */
export function rememberIn(file: string): RememberedCheckpoint {
  return {
    read: () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined),
    write(note) {
      writeFileSync(`${file}.new`, note, { mode: 0o600 })
      renameSync(`${file}.new`, file)
    },
  }
}

/**
 * The edges of the stored log, once they are known to give the roots of the last checkpoint and to have grown from what
 * this hub remembers. Throws LogForked.
 */
export async function trustedEdges(tx: Transaction, size: number, remembered?: string): Promise<LogEdges> {
  const edges = {
    events: await loadEdge(storedTiles(tx, 'events'), size),
    rows: await loadEdge(storedTiles(tx, 'rows'), size),
  }
  const last = await lastSigned(tx)
  const found = promiseOf(edges)
  const holds = !last || (sameRoot(last.rootHash, found.rootHash) && sameRoot(last.rowsRootHash, found.rowsRootHash))
  if ((last?.size ?? 0) !== size || !holds)
    throw new LogForked(`The stored tiles do not give the root that was signed for ${last?.size ?? 0} events.`)
  if (remembered !== undefined) await mustGrowFrom(tx, size, promisedBy(remembered))
  return edges
}

async function mustGrowFrom(tx: Transaction, size: number, remembered: Promised): Promise<void> {
  if (remembered.size > size)
    throw new LogForked(
      `This hub has signed ${remembered.size} events, the database has ${size}: it was put back to an earlier day. ` +
        'Restore the later copy, or delete log.checkpoint in the data folder to own up to a second history.',
    )
  if (remembered.size === 0) return
  if (!sameRoot(remembered.rootHash, await rootHashAt(storedTiles(tx, 'events'), remembered.size)))
    throw new LogForked(`The first ${remembered.size} events are not those that this hub has signed.`)
}

function promisedBy(text: string): Promised {
  const note = parseNote(text)
  const checkpoint = note.ok ? parseCheckpointText(note.value.text) : undefined
  if (checkpoint) return checkpoint
  throw new LogForked('log.checkpoint in the data folder is no checkpoint: put the right one back, or delete it.')
}

function sameRoot(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
