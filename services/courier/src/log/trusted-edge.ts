import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Transaction } from '@inquiry/database'
import { fromBase64, loadEdge, rootHashAt, rootHashOf, toBase64, type TreeEdge } from '@inquiry/transparency'
import { lastSigned } from './checkpoints.query.ts'
import { storedTiles } from './tiles.query.ts'

/** What a log has promised: so many leaves with this root. */
export type Promised = { size: number; rootHash: Uint8Array }

/** The last promise, kept outside of the database. */
export type RememberedCheckpoint = { read: () => Promised | undefined; write: (promised: Promised) => void }

/** The stored log is not the one that was promised; nothing is signed until a person has looked. */
export class LogForked extends Error {
  override name = 'LogForked'
}

/** A memory in a file of the data folder: the size and the root in base64, a line each. */
export function rememberIn(file: string): RememberedCheckpoint {
  return {
    read() {
      const [size = '', root = ''] = readIfThere(file).split('\n')
      const rootHash = fromBase64(root)
      return size !== '' && rootHash ? { size: Number(size), rootHash } : undefined
    },
    write({ size, rootHash }) {
      writeFileSync(`${file}.new`, `${size}\n${toBase64(rootHash)}\n`, { mode: 0o600 })
      renameSync(`${file}.new`, file)
    },
  }
}

/**
 * The edge of the stored log, once it is known to give the root of the last checkpoint and to have grown from what this
 * hub remembers. Throws LogForked.
 */
export async function trustedEdge(tx: Transaction, size: number, remembered?: Promised): Promise<TreeEdge> {
  const store = storedTiles(tx)
  const edge = await loadEdge(store, size)
  const last = await lastSigned(tx)
  if ((last?.size ?? 0) !== size || (last && !sameRoot(last.rootHash, rootHashOf(edge))))
    throw new LogForked(`The stored tiles do not give the root that was signed for ${last?.size ?? 0} events.`)
  if (!remembered) return edge
  if (remembered.size > size)
    throw new LogForked(
      `This hub has signed ${remembered.size} events, the database has ${size}: it was put back to an earlier day. ` +
        'Restore the later copy, or delete log.checkpoint in the data folder to own up to a second history.',
    )
  if (remembered.size > 0 && !sameRoot(remembered.rootHash, await rootHashAt(store, remembered.size)))
    throw new LogForked(`The first ${remembered.size} events are not those that this hub has signed.`)
  return edge
}

function sameRoot(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
