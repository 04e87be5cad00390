import {
  openCheckpoint,
  parseVkey,
  rootHashAt,
  verifyLog,
  type Checkpoint,
  type LogVerdict,
  type Stretch,
  type TileStore,
} from '@inquiry/transparency'
import type { LogCopy, TreeCopy } from './log-copy.ts'

/** A checkpoint that the copy does not keep: events it promised are gone, or what came before is not what was promised. */
export type BrokenPromise = { size: number; reason: 'events-missing' | 'history-differs' | 'not-by-this-log' }

/** What came of checking a copy. */
export type CopyVerdict = {
  holds: boolean
  checkpoint: Checkpoint | undefined
  /** Events that were read, and those of them that no checkpoint covers yet. */
  read: number
  uncovered: number
  events: LogVerdict
  rows: LogVerdict | undefined
  /** Private parts that were erased: their digests were checked, not what stands in their place. */
  erased: number
  /** Earlier checkpoints that were compared, and those that do not hold. */
  compared: number
  broken: BrokenPromise[]
  /** The first positions that are changed or missing. */
  where: Stretch | undefined
}

/**
 * Check a copy with nothing but the log's public key: every event, every tile, every root, and that each earlier
 * checkpoint, those of the copy and those that others have kept, is the beginning of it.
 */
export async function verifyCopy(
  copy: LogCopy,
  { vkey, kept }: { vkey?: string | undefined; kept: readonly string[] },
): Promise<CopyVerdict> {
  const trusted = vkey === undefined ? copy.events.vkeys : [vkey]
  const events = await verifyTree({ ...copy.events, vkeys: trusted })
  const rows = copy.rows && (await verifyTree(copy.rows))
  const promises = [...copy.earlier, ...kept]
  const size = events.checkpoint?.size ?? 0
  const found = await Promise.all(
    promises.map((note) =>
      brokenPromise(note, { size, tiles: copy.events.tiles, vkeys: [...trusted, ...copy.events.vkeys] }),
    ),
  )
  const broken = found.filter((promise) => promise !== undefined)
  return {
    holds: events.holds && (rows?.holds ?? true) && broken.length === 0,
    checkpoint: events.checkpoint,
    read: events.read,
    uncovered: events.uncovered,
    events,
    rows,
    erased: copy.erased,
    compared: promises.length,
    broken,
    where: earliest(events.broken, rows?.broken),
  }
}

/** The note is by one of the keys; which one is tried in turn. */
async function verifyTree({ note, vkeys, tiles, entries }: TreeCopy): Promise<LogVerdict> {
  const [signing = vkeys[0] ?? ''] = await signedBy(note, vkeys)
  return verifyLog({ events: entries(), checkpoint: note, vkey: signing, tiles })
}

async function signedBy(note: string, vkeys: readonly string[]): Promise<string[]> {
  const judged = await Promise.all(vkeys.map(async (vkey) => ({ vkey, checkpoint: await opened(note, vkey) })))
  return judged.filter(({ checkpoint }) => checkpoint !== undefined).map(({ vkey }) => vkey)
}

async function opened(note: string, vkey: string): Promise<Checkpoint | undefined> {
  const key = parseVkey(vkey)
  const outcome = key && (await openCheckpoint(note, key))
  return outcome?.ok ? outcome.value : undefined
}

async function brokenPromise(
  note: string,
  { size, tiles, vkeys }: { size: number; tiles: TileStore; vkeys: readonly string[] },
): Promise<BrokenPromise | undefined> {
  const [signing] = await signedBy(note, vkeys)
  const promised = signing === undefined ? undefined : await opened(note, signing)
  if (!promised) return { size: 0, reason: 'not-by-this-log' }
  if (promised.size > size) return { size: promised.size, reason: 'events-missing' }
  const root = await rootHashAt(tiles, promised.size).catch(() => undefined)
  if (root && Buffer.compare(root, promised.rootHash) === 0) return undefined
  return { size: promised.size, reason: 'history-differs' }
}

function earliest(...stretches: (Stretch | undefined)[]): Stretch | undefined {
  return stretches.filter((stretch) => stretch !== undefined).toSorted((one, other) => one.from - other.from)[0]
}
