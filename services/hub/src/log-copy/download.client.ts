import type { Discovery } from '@inquiry/schema'
import {
  formatTilePath,
  openCheckpoint,
  parseEntryBundle,
  parseVkey,
  tileWidth,
  widthAt,
  type Checkpoint,
} from '@inquiry/transparency'
import { eventLine, tileLine, type ExportHead } from './export-file.ts'

/** A hub that could not be asked, or answered what cannot be. */
export class DownloadFailed extends Error {
  override name = 'DownloadFailed'
}

/**
 * The lines of an export of a running hub's whole log, by its public interface alone: whoever has a credential for events
 * can take one. Everything stands as of one checkpoint.
 */
export async function* downloadLog(url: string, token: string): AsyncGenerator<string> {
  const read = (path: string): Promise<Uint8Array> => download(`${url}${path}`, token)
  const { log } = JSON.parse(Buffer.from(await read('/.well-known/inquiry-hub')).toString()) as Discovery
  const note = Buffer.from(await read(log.checkpoint)).toString()
  const checkpoint = await opened(note, log.vkey)
  const { origin, vkey } = log
  const head: ExportHead = { inquiryLogExport: 1, origin, vkey, checkpoint: note, exportedAt: new Date().toISOString() }
  yield `${JSON.stringify(head)}\n`
  yield* tileLines(checkpoint, (path) => read(`${log.tiles}/${path}`))
  yield* eventLines(checkpoint, (path) => read(`${log.tiles}/${path}`))
}

type Read = (path: string) => Promise<Uint8Array>

async function* tileLines({ size }: Checkpoint, read: Read): AsyncGenerator<string> {
  for (let level = 0; widthAt(size, { level, index: 0 }) > 0; level += 1) {
    for (let index = 0, width = tileWidth; width === tileWidth; index += 1) {
      width = widthAt(size, { level, index })
      if (width > 0) yield tileLine({ level, index, hashes: await read(formatTilePath({ level, index, width })) })
    }
  }
}

async function* eventLines({ size }: Checkpoint, read: Read): AsyncGenerator<string> {
  for (let position = 0; position < size;) {
    const index = position / tileWidth
    const width = widthAt(size, { level: 0, index })
    const leaves = parseEntryBundle(await read(formatTilePath({ level: 'entries', index, width })))
    if (leaves?.length !== width) throw new DownloadFailed(`The hub's bundle ${index} does not hold ${width} events.`)
    for (const leaf of leaves) yield eventLine(position++, leaf)
  }
}

async function opened(note: string, vkey: string): Promise<Checkpoint> {
  const key = parseVkey(vkey)
  const outcome = key && (await openCheckpoint(note, key))
  if (outcome?.ok) return outcome.value
  throw new DownloadFailed('The hub’s checkpoint is not signed by the key that the hub names.')
}

async function download(url: string, token: string): Promise<Uint8Array> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } }).catch(() => undefined)
  if (!response) throw new DownloadFailed(`Nothing answers at ${url}. Is the hub running?`)
  if (!response.ok) throw new DownloadFailed(`${url} answered ${response.status}.`)
  return new Uint8Array(await response.arrayBuffer())
}
